"""What was found as a file; the writing itself is below, where other lists use it too."""

from files.export import FORMATS, Column, csv_file, json_file, rows_in_order, xlsx_file

__all__ = ["FORMATS", "Column", "csv_file", "json_file", "rows_in_order", "xlsx_file"]

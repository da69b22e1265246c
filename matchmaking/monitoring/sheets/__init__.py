"""The values of a period as a workbook, out and in again."""

from matchmaking.monitoring.sheets.making import make_workbook
from matchmaking.monitoring.sheets.reading import Filled, read_workbook

__all__ = ["Filled", "make_workbook", "read_workbook"]

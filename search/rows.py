"""A plain list, beside the searched ones; it lies below, where other lists use it too."""

from files.rows import RowFilterSet, RowListing, Sort

__all__ = ["RowFilterSet", "RowListing", "Sort"]

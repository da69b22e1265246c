"""The addresses of a list; they lie below, where other lists use them too."""

from files.paging import Link, Paged, Pill, address

__all__ = ["Link", "Paged", "Pill", "address"]

"""Files that are not read at all, and why: each says what to do instead."""

from django.utils.functional import Promise

from matchmaking.errors import DomainError


class SheetRefused(DomainError):
    """The file is not a spreadsheet that can be checked row by row."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message, field="file")

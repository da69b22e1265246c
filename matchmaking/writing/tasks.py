"""Background work of writing, by the name under which workers look for it."""

from matchmaking.writing.sheets.tasks import work_on_sheet

__all__ = ["work_on_sheet"]

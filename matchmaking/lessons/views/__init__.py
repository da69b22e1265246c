"""What the addresses of lessons answer."""

from matchmaking.lessons.views.lists import export, lesson_list, work, work_export
from matchmaking.lessons.views.pages import create, detail, edit, move
from matchmaking.lessons.views.records import track_records
from matchmaking.lessons.views.suggested import aside, panel

__all__ = [
    "aside",
    "create",
    "detail",
    "edit",
    "export",
    "lesson_list",
    "move",
    "panel",
    "track_records",
    "work",
    "work_export",
]

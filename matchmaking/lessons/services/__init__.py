"""What can be done with lessons and track records."""

from matchmaking.lessons.services.moving import publish_lesson, redraft_lesson, withdraw_lesson
from matchmaking.lessons.services.suggested import bring_back, set_aside
from matchmaking.lessons.services.writing import edit_lesson, write_lesson

__all__ = [
    "bring_back",
    "edit_lesson",
    "publish_lesson",
    "redraft_lesson",
    "set_aside",
    "withdraw_lesson",
    "write_lesson",
]

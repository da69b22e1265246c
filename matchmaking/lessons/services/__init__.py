"""What can be done with lessons and track records."""

from matchmaking.lessons.services.lasting import renew_approaches
from matchmaking.lessons.services.moving import publish_lesson, redraft_lesson, withdraw_lesson
from matchmaking.lessons.services.records import renew_track_records, set_strength
from matchmaking.lessons.services.suggested import bring_back, forget_aside, set_aside
from matchmaking.lessons.services.writing import edit_lesson, write_lesson

__all__ = [
    "bring_back",
    "edit_lesson",
    "forget_aside",
    "publish_lesson",
    "redraft_lesson",
    "renew_approaches",
    "renew_track_records",
    "set_aside",
    "set_strength",
    "withdraw_lesson",
    "write_lesson",
]

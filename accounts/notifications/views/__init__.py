"""What the addresses of notifications and tasks answer."""

from accounts.notifications.views.lists import export, mark_all_read, notification_list, open_one
from accounts.notifications.views.tasks import assign, release, take, task_export, task_list
from accounts.notifications.views.wishes import choices, unsubscribe

__all__ = [
    "assign",
    "choices",
    "export",
    "mark_all_read",
    "notification_list",
    "open_one",
    "release",
    "take",
    "task_export",
    "task_list",
    "unsubscribe",
]

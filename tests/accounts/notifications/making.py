"""What the table of addresses is about."""

from types import SimpleNamespace

from accounts.notifications import unsubscribing
from accounts.notifications.models import Notification
from accounts.notifications.services import notify
from tests import cast


def records():
    """Tell Amina something, and give her the link to stop e-mails about it."""
    amina = cast.join("amina")
    notify("task_given", recipients=[amina], key="x", params={"giver": "Ali", "task": "Racks"})
    link = unsubscribing.token_for(amina, "kind:task_given")
    return {"notification": Notification.objects.get(user=amina, key="x"), "link": _id(link)}


def _id(value):
    return SimpleNamespace(pk=value)

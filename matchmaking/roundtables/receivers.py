"""What round tables keep about a person, for that person; and what goes when somebody is erased."""

from typing import Any

from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from accounts.signals import person_erased
from matchmaking.roundtables.models import Outcome, Participant


def _invitations_of(user: User) -> list[dict[str, Any]]:
    columns = ("round_table__title", "invited_at", "answer", "names", "note", "answered_at")
    return list(Participant.objects.filter(person=user).order_by("pk").values(*columns))


def _follow_ups_of(user: User) -> list[dict[str, Any]]:
    columns = ("slot__round_table__title", "due_on", "note", "done_at")
    return list(Outcome.objects.filter(person=user).order_by("pk").values(*columns))


personal_data.register("invitations to round tables", _invitations_of)
personal_data.register("follow-ups of round tables", _follow_ups_of)


@receiver(person_erased, dispatch_uid="roundtables.forget_names")
def forget_names(*, user_id: int, **_kwargs: Any) -> None:
    """Take out what was written beside an invitation by name; that it was sent stays."""
    Participant.objects.filter(person=user_id).update(names="", note="")

"""What stays of somebody who wrote here and erased themselves, and what they may take along."""

from typing import Any

from django.dispatch import receiver

from accounts import personal_data
from accounts.models import User
from accounts.signals import person_erased
from matchmaking.writing import services
from matchmaking.writing.traces import Comment, KeptText, RecordVersion, SignOff


@receiver(person_erased, dispatch_uid="writing.erased")
def forget(*, user_id: int, **_kwargs: Any) -> None:
    """Forget what was theirs alone; the words of their organisation's records stay with it."""
    services.forget_texts(user_id=user_id)


def _written_by(user: User) -> dict[str, Any]:
    about = ("kind", "record_id")
    own = Comment.objects.filter(author=user).order_by("pk")
    return {
        "comments": list(own.values(*about, "text", "written_at", "edited_at")),
        "texts set aside": list(KeptText.objects.filter(user=user).values(*about, "data")),
        "versions": list(RecordVersion.objects.filter(author=user).values(*about, "saved_at")),
        "sign-offs": list(SignOff.objects.filter(signed_by=user).values(*about, "signed_at")),
    }


personal_data.register("writing together", _written_by)

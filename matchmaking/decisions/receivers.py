"""What committees do when something happens above them in the story."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils.translation import gettext as _

from matchmaking.applications.signals import application_withdrawn
from matchmaking.decisions import services
from matchmaking.decisions.models import Ballot


@receiver(application_withdrawn, dispatch_uid="decisions.cancel_ballots")
def cancel_ballots(*, application_id: int, **_kwargs: Any) -> None:
    """Give up the ballot on an application that is withdrawn."""
    with transaction.atomic():
        for ballot in Ballot.objects.open().filter(application=application_id):
            services.cancel_ballot(
                ballot_id=ballot.pk,
                version=ballot.version,
                actor=None,
                reason=_("The application was withdrawn."),
            )

"""Standing interests: what somebody of a fund says of themselves once for all."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.applications import policies
from matchmaking.applications.models import Interest
from matchmaking.applications.services.conflicts import find_for
from matchmaking.errors import DomainError
from matchmaking.vocabulary.models import Country


@transaction.atomic
def add_interest(
    *,
    actor: User,
    country: Country | None = None,
    organisation: Organisation | None = None,
    words: str = "",
) -> Interest:
    """State one's nationality, or an organisation one is bound to; it counts from now on."""
    if not policies.works_for_fund_as(actor):
        raise PermissionDenied
    if (country is None) == (organisation is None):
        raise DomainError(_("Choose a country or an organisation, one at a time."))
    about = {"person": actor, "country": country, "organisation": organisation, "ended_at": None}
    interest, is_new = Interest.objects.get_or_create(**about, defaults={"words": words.strip()})
    if is_new:
        audit.record(interest, "add", actor=actor)
        find_for([actor.pk])
    return interest


@transaction.atomic
def end_interest(*, interest_id: int, actor: User) -> None:
    """Say that it holds no longer; conflicts found by it stay until they are dismissed."""
    interest = Interest.objects.select_for_update().get(pk=interest_id, person=actor)
    interest.ended_at = timezone.now()
    interest.save(update_fields=["ended_at"])
    audit.record(interest, "end", actor=actor)

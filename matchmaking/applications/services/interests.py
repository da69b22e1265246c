"""Standing interests: what somebody of a fund says of themselves once for all."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import Organisation, User
from accounts.selectors import organisations_of
from matchmaking import audit
from matchmaking.applications.models import Interest
from matchmaking.applications.services.conflicts import find_for
from matchmaking.errors import DomainError
from matchmaking.vocabulary.models import Country


def works_for_a_fund(user: User) -> bool:
    """Say whether `user` has any role in a fund."""
    return any(place.kind == OrganisationKind.FUND for place in organisations_of(user))


@transaction.atomic
def add_interest(
    *,
    actor: User,
    country: Country | None = None,
    organisation: Organisation | None = None,
    words: str = "",
) -> Interest:
    """State one's nationality, or an organisation one is bound to; it counts from now on."""
    if not works_for_a_fund(actor):
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

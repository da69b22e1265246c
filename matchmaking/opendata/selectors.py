"""What the pages of open data show."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.hashing import fingerprint
from accounts.models import User
from accounts.selectors import Person
from matchmaking.introductions.choices import Side
from matchmaking.monitoring.models import Undertaking
from matchmaking.opendata import policies
from matchmaking.opendata.choices import EditionStatus
from matchmaking.opendata.gathering import (
    own_identifier,
    published_agreements,
    published_codes,
    published_projects,
)
from matchmaking.opendata.models import Activity, AmountsConsent, CalendarAddress, Edition

# After this nobody is making an edition any more: the process was stopped.
LONGEST_MAKING = datetime.timedelta(hours=1)
# After a failure nobody tries again for so long.
REST = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Naming:
    """What the page of an activity shows: what it is called, whether it is published, consents."""

    activity: Activity | None
    own: str
    is_published: bool
    may_name: bool
    consents: list[AmountsConsent]
    may_give: list[Side]
    may_withdraw: list[Side]
    shows_amounts: bool


def amounts_wording() -> str:
    """Return what a side agrees to, in the reader's language."""
    return _(
        "We agree that the open data of this site show of this agreement: the kinds of "
        "assistance and how many of each, the amounts agreed and delivered, and the days of "
        "signature and delivery. They are shown only while both sides agree and the match is "
        "named in the public register; either side may take this back at any time."
    )


def naming_of(user: Person, undertaking: Undertaking) -> Naming:
    """Return what `user` sees of an activity and may do with it."""
    project, agreement = undertaking.project, undertaking.agreement
    activity = Activity.objects.filter(project=project, agreement=agreement).first()
    given = list(
        AmountsConsent.objects.standing().filter(agreement=agreement).select_related("organisation")
        if agreement
        else []
    )
    sides = {consent.side for consent in given}
    own = policies.consenting_sides(user, undertaking)
    return Naming(
        activity=activity,
        own=own_identifier(activity.code) if activity else "",
        is_published=is_published(undertaking),
        may_name=policies.names_activity(user, undertaking),
        consents=given,
        may_give=[side for side in own if side not in sides],
        may_withdraw=[side for side in own if side in sides],
        shows_amounts=len(sides) == len(Side),
    )


def is_published(undertaking: Undertaking) -> bool:
    """Say whether everybody may know of a project or agreement."""
    if undertaking.project:
        return published_projects().filter(pk=undertaking.project.pk).exists()
    named = published_agreements().filter(pk__in=[undertaking.agreement_id])
    return named.exists()


def current_edition() -> Edition | None:
    """Return the file that is handed out; None where the newest holds what may not be known now."""
    edition = Edition.objects.ready().first()
    if edition is None or not set(edition.codes) <= published_codes():
        return None
    return edition


def is_being_made() -> bool:
    """Say whether somebody makes the next edition, or failed to a moment ago."""
    now = timezone.now()
    making = Q(status=EditionStatus.MAKING, begun_at__gte=now - LONGEST_MAKING)
    failed = Q(status=EditionStatus.FAILED, begun_at__gte=now - REST)
    return Edition.objects.filter(making | failed).exists()


def calendar_of(user: User) -> CalendarAddress | None:
    """Return what is kept of the private address of `user`: when it was made."""
    return CalendarAddress.objects.filter(user=user).first()


def owner_of_calendar(token: str) -> User | None:
    """Return whose due dates are at a private address; None where it was revoked, or they left."""
    row = CalendarAddress.objects.select_related("user").filter(token_hash=fingerprint(token))
    found = row.filter(user__is_active=True).first()
    return found.user if found else None

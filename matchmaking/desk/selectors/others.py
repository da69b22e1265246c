"""Who else works in a State on a theme: agreements and introductions under way, nothing guessed."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.selectors import Person
from matchmaking.agreements.choices import IN_FORCE, AgreementStatus
from matchmaking.agreements.models import Agreement
from matchmaking.introductions.choices import RUNNING, IntroductionStatus
from matchmaking.introductions.models import Introduction
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

SHOWN = 10
AGREED = (AgreementStatus.PROPOSED, *IN_FORCE)
# An agreed introduction shows as its agreement.
TALKED_ABOUT = tuple(status for status in RUNNING if status != IntroductionStatus.AGREED)


@dataclass(frozen=True)
class Other:
    """One thing that is under way: who with whom, for which request, how far, since when."""

    giver: str
    state: str
    need: Need
    status: str
    status_label: str
    since: datetime.date
    url: str


def who_else(user: Person, record: Need | Offer, states: Collection[str]) -> list[Other]:
    """Return what else is under way in these States on the themes of a record, newest first.

    A theme stands for its whole chapter: marking machines and marking courses are one field.
    """
    chapters = sorted({theme.pk.partition(".")[0] for theme in record.themes.all()})
    if not chapters or not states:
        return []
    found = [_agreed(row) for row in _agreements(user, record, states, chapters)]
    found += [_tried(row) for row in _introductions(user, record, states, chapters)]
    found.sort(key=lambda other: other.since, reverse=True)
    return found[:SHOWN]


def _agreements(
    user: Person, record: Need | Offer, states: Collection[str], chapters: list[str]
) -> QuerySet[Agreement]:
    rows = Agreement.objects.visible_to(user).filter(status__in=AGREED).with_parties()
    return _near(rows, record, "introduction__", states, chapters)


def _introductions(
    user: Person, record: Need | Offer, states: Collection[str], chapters: list[str]
) -> QuerySet[Introduction]:
    rows = Introduction.objects.visible_to(user).filter(status__in=TALKED_ABOUT)
    rows = rows.select_related("need__country", "offer__organisation")
    return _near(rows, record, "", states, chapters)


def _near(
    rows: Any, record: Need | Offer, path: str, states: Collection[str], chapters: list[str]
) -> Any:
    """Keep what is about these States and chapters, and not about the record itself."""
    themes = Q()
    for chapter in chapters:
        themes |= Q(themes=chapter) | Q(themes__pk__startswith=f"{chapter}.")
    needs = Need.objects.filter(themes, country__in=states).values("pk")
    side = "need" if isinstance(record, Need) else "offer"
    rows = rows.filter(**{f"{path}need__in": needs}).exclude(**{f"{path}{side}": record.pk})
    return rows.order_by("-pk")[:SHOWN]


def _agreed(row: Agreement) -> Other:
    return Other(
        giver=str(row.offer.organisation),
        state=str(row.need.country),
        need=row.need,
        status=row.status,
        status_label=row.get_status_display(),
        since=timezone.localdate(row.signed_at or row.proposed_at or row.created_at),
        url=reverse("agreements:detail", args=[row.pk]),
    )


def _tried(row: Introduction) -> Other:
    return Other(
        giver=str(row.offer.organisation),
        state=str(row.need.country),
        need=row.need,
        status=row.status,
        status_label=row.get_status_display(),
        since=timezone.localdate(row.proposed_at),
        url=reverse("introductions:detail", args=[row.pk]),
    )

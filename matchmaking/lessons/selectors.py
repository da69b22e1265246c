"""What the pages of lessons show."""

from collections.abc import Collection
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.selectors import Person, organisation_ids
from matchmaking.lessons.models import Lesson, PriorStrength, TrackRecord
from matchmaking.lessons.shrinking import counted
from matchmaking.matching import engine

LINKED = ("themes", "kinds", "countries", "regions")
SHIPPED_STRENGTH = Decimal(4)


def lessons_for_listing(user: Person) -> QuerySet[Lesson]:
    """Return the published lessons as the list shows them."""
    return Lesson.objects.visible_to(user).published().prefetch_related("themes", "countries")


def lessons_for_export(user: Person) -> QuerySet[Lesson]:
    """Return the published lessons with everything a file holds of them."""
    return Lesson.objects.visible_to(user).published().prefetch_related(*LINKED)


def lessons_to_work_on(user: Person) -> QuerySet[Lesson]:
    """Return the drafts and withdrawn lessons somebody works on."""
    rows = Lesson.objects.worked_on_by(user).select_related("created_by", "undertaking")
    return rows.prefetch_related(*LINKED)


def lesson_for_page(user: Person, pk: int) -> QuerySet[Lesson]:
    """Return one lesson, as a queryset of one, with what its page shows."""
    rows = Lesson.objects.visible_to(user).filter(pk=pk)
    joined = rows.select_related("created_by", "undertaking", "evaluation")
    return joined.prefetch_related(*LINKED)


def strength_in_force() -> Decimal:
    """Return how many average projects are added to each track record now."""
    row = PriorStrength.objects.order_by("-pk").first()
    return row.projects if row else SHIPPED_STRENGTH


def tracks(organisation_ids: Collection[int]) -> dict[int, engine.TrackRecord]:
    """Return the track records of these organisations as matches count and show them."""
    rows = TrackRecord.objects.filter(organisation__in=organisation_ids)
    return {
        row.organisation_id: engine.TrackRecord(
            counted(row.shrunk, row.overall), row.projects, row.mean, row.overall
        )
        for row in rows
    }


class TrackSummary(NamedTuple):
    """What all track records rest on; the mean of all is None while nothing is published."""

    strength: Decimal
    organisations: int
    mean: float | None

    @property
    def percent(self) -> int:
        """The mean of all, in percent."""
        return round((self.mean or 0) * 100)


def track_summary() -> TrackSummary:
    """Return on what the track records rest, without naming anybody."""
    row = TrackRecord.objects.first()
    mean = row.overall if row else None
    return TrackSummary(strength_in_force(), TrackRecord.objects.count(), mean)


def own_track_records(user: Person) -> list[TrackRecord]:
    """Return the track records of the organisations `user` speaks for."""
    rows = TrackRecord.objects.filter(organisation__in=organisation_ids(user))
    return list(rows.select_related("organisation").order_by("organisation__name"))


def strengths() -> QuerySet[PriorStrength]:
    """Return what was set, the newest first."""
    return PriorStrength.objects.select_related("set_by").order_by("-pk")

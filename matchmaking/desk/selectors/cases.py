"""The queue: cases with what their rows show, how far they are weighed, the next match of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from accounts.choices import OrganisationKind, Role
from accounts.models import User
from accounts.selectors import Person
from matchmaking.desk import wording
from matchmaking.desk.choices import PairState
from matchmaking.desk.models import Case, QueueOrder, Shortlisting
from matchmaking.desk.ordering import FACTORS
from matchmaking.desk.selectors.facts import unjudged
from matchmaking.matching.models import Suggestion


@dataclass(frozen=True)
class PlaceReason:
    """One part of a place, ready for a page: a name, a small bar, what it adds, a sentence."""

    name: str | Promise
    value: float
    contribution: float
    sentence: str


@dataclass(frozen=True)
class Weighing:
    """How many of the cases stand where the order in force puts them."""

    done: int
    total: int

    @property
    def is_running(self) -> bool:
        """Whether some still stand where an older order put them."""
        return self.done < self.total


def queue_for(user: Person) -> QuerySet[Case]:
    """Return the open cases `user` may know of, with what their rows show."""
    rows = Case.objects.visible_to(user).in_queue()
    return rows.select_related("need__country", "offer__organisation", "assignee")


def place_reasons(case: Case, most: int | None = None) -> list[PlaceReason]:
    """Return why a case stands where it stands, what adds most first."""
    known = [part for part in case.parts if part["name"] in FACTORS]
    return [_reason(part) for part in known[:most]]


def case_of(kind: str, record_id: int) -> Case | None:
    """Return the case of a record; None while it was never open."""
    rows = Case.objects.select_related("assignee", "need", "offer")
    return rows.filter(**{kind: record_id}).first()


def best_unjudged(case: Case) -> Suggestion | None:
    """Return the best match of a case that no broker shortlisted, pinned or set aside yet."""
    rank = f"rank_for_{case.kind}"
    judged = Shortlisting.objects.exclude(state=PairState.NOTED).filter(
        need=OuterRef("need"), offer=OuterRef("offer")
    )
    rows = Suggestion.objects.filter(**{case.kind: case.record.pk, f"{rank}__isnull": False})
    return unjudged(rows).exclude(Exists(judged)).order_by(rank).first()


def brokers() -> QuerySet[User]:
    """Return who can look after a case."""
    running = Q(memberships__ended_at=None, memberships__role=Role.BROKER)
    running &= Q(memberships__organisation__kind=OrganisationKind.SECRETARIAT)
    return User.objects.filter(running, is_active=True).distinct().order_by("full_name", "email")


def weighing() -> Weighing:
    """Return how far the queue follows the order in force."""
    since = QueueOrder.objects.filter(is_active=True).aggregate(at=Max("created_at"))["at"]
    weighed = Q(computed_at__gte=since) if since else Q()
    rows = Case.objects.in_queue()
    return Weighing(**rows.aggregate(done=Count("pk", filter=weighed), total=Count("pk")))


def _reason(part: Mapping[str, Any]) -> PlaceReason:
    return PlaceReason(
        name=wording.FACTORS[part["name"]],
        value=part["value"],
        contribution=part["contribution"],
        sentence=wording.reason(part["message"], part["params"]),
    )

"""Funds and calls as lists, and one call as its page shows it."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from accounts.audit import Entry, joint_history
from accounts.selectors import Person
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.models import Call, Extension, Fund, Question
from matchmaking.funds.querysets import CallQuerySet
from matchmaking.vocabulary.selectors import regions_of

MOST_ENTRIES = 200


def funds_for_listing(user: Person) -> QuerySet[Fund]:
    """Return every fund, with how many of its calls are open."""
    now = timezone.now()
    in_time = Q(calls__closes_at=None) | Q(calls__closes_at__gte=now)
    is_open = Q(in_time, calls__status=CallStatus.OPEN, calls__opens_at__lte=now)
    return Fund.objects.select_related("organisation").annotate(
        open_calls=Count("calls", filter=is_open)
    )


def calls_for_listing(user: Person) -> CallQuerySet:
    """Return the calls `user` may know of; `place` sorts the open ones first."""
    now = timezone.now()
    known = Call.objects.visible_to(user)
    order = Case(
        When(pk__in=known.open_at(now).values("pk"), then=Value(0)),
        When(pk__in=known.upcoming_at(now).values("pk"), then=Value(1)),
        When(status=CallStatus.DRAFT, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return known.annotate(place=order).select_related("fund__organisation")


def calls_for(calls: CallQuerySet, country: str) -> CallQuerySet:
    """Keep the calls that are meant for a State: named, in a region, or for all."""
    for_all = Q(countries=None, regions=None)
    named = Q(countries=country) | Q(regions__in=regions_of(country))
    return calls.filter(pk__in=Call.objects.filter(for_all | named).values("pk"))


def questions_of(user: Person, call: Call) -> list[Question]:
    """Return the questions about a call that `user` may read, the waiting ones first."""
    known = Question.objects.visible_to(user).filter(call=call)
    return list(known.order_by("published_at", "asked_at", "pk"))


def extensions_of(user: Person, call: Call) -> list[Extension]:
    """Return the later deadlines of a call that `user` may know of, the newest first."""
    known = Extension.objects.visible_to(user).filter(call=call)
    return list(known.select_related("applicant").order_by("-at"))


def history_of(user: Person, call: Call) -> list[Entry]:
    """Return what was done with a call, as far as `user` may know of it, the newest first."""
    for_one = [row for row in extensions_of(user, call) if row.applicant_id]
    return joint_history([call, *for_one], limit=MOST_ENTRIES)


def open_calls(user: Person, fund_ids: Collection[int]) -> CallQuerySet:
    """Return the calls of these funds that `user` may know of, those open now first."""
    rows: Any = calls_for_listing(user).filter(fund__in=fund_ids)
    found: CallQuerySet = rows.order_by("place", "closes_at", "pk")
    return found

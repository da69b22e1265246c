"""Funded projects as facts: from the day on which both sides have signed, for everybody alike."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Min, Sum

from matchmaking.insights.choices import Measure, Subject
from matchmaking.insights.counting import WHOLE
from matchmaking.insights.models import Fact
from matchmaking.insights.reading.agreed import first
from matchmaking.insights.reading.common import codes, known_days
from matchmaking.money import Money
from matchmaking.payments.choices import OPEN, PaymentStatus
from matchmaking.payments.models import Payment, Project
from matchmaking.projects.models import Proposal
from matchmaking.vocabulary.selectors import in_usd

Measured = dict[str, int | None]
Codes = Mapping[int, set[str]]


def public_projects() -> list[int]:
    """Return the ids of the projects that both sides have signed."""
    return list(_public().order_by("pk").values_list("pk", flat=True))


def facts_of_projects(ids: Collection[int]) -> list[Fact]:
    """Return the facts of those of the projects that both sides have signed."""
    rows = list(_public().filter(pk__in=ids).with_parties().order_by("pk"))
    known = [row.pk for row in rows]
    proposals = [row.application.proposal_id for row in rows]
    themes, kinds = _themes(proposals), _codes(proposals, "needs__lines__kind")
    paid, handed_in = _payments(known), _handed_in(known)
    return [
        Fact(
            subject=Subject.PROJECT,
            record_id=row.pk,
            country=row.application.proposal.country_id,
            organisation=row.carrier,
            fund_id=row.application.call.fund_id,
            states=row.application.proposal.country_id,
            themes=codes(themes[row.application.proposal_id]),
            is_open=row.status in OPEN,
            amounts=_amounts(row, kinds[row.application.proposal_id], paid.get(row.pk)),
            days=known_days(
                handed_in=handed_in.get(row.pk),
                funded=row.signed_on,
                paid=paid[row.pk][0] if row.pk in paid else None,
                completed=row.closed_at,
            ),
        )
        for row in rows
    ]


def _public() -> Any:
    return Project.objects.filter(signed_on__isnull=False)


def _amounts(row: Project, kinds: set[str], paid: Any) -> dict[str, Measured]:
    """Return what counts a project: its money is not divided among kinds of assistance."""
    day = row.signed_on or datetime.date.max
    whole: Measured = {Measure.FUNDED: _cents(row.amount, day)}
    if paid:
        whole[Measure.PAID] = _cents(Money(paid[1], row.currency), day)
    if row.closed_at:
        whole[Measure.COMPLETED] = whole[Measure.FUNDED]
    return {WHOLE: whole, **{kind: dict.fromkeys(whole) for kind in sorted(kinds)}}


def _cents(amount: Money, on: datetime.date) -> int | None:
    """Return dollars at the rate of the day of signature, so that figures do not drift."""
    dollars = in_usd(amount, on)
    return dollars.rounded().minor if dollars else None


def _payments(ids: Collection[int]) -> Mapping[int, tuple[datetime.datetime, int]]:
    rows = Payment.objects.filter(project__in=ids, status=PaymentStatus.PAID).order_by()
    sums = rows.values_list("project").annotate(Min("paid_at"), Sum("amount_minor"))
    return {pk: (moment, minor) for pk, moment, minor in sums}


def _handed_in(ids: Collection[int]) -> Mapping[int, datetime.datetime]:
    return first(Project.objects.filter(pk__in=ids), "pk", "application__submissions__submitted_at")


def _themes(proposals: Collection[int]) -> Codes:
    """Return the themes that a proposal names, or else those of the requests it serves."""
    own, served = _codes(proposals, "themes"), _codes(proposals, "needs__themes")
    return {pk: own.get(pk) or served[pk] for pk in proposals}


def _codes(proposals: Collection[int], path: str) -> Codes:
    rows = Proposal.objects.filter(pk__in=proposals, **{f"{path}__isnull": False}).order_by()
    found: dict[int, set[str]] = defaultdict(set)
    for pk, code in rows.values_list("pk", path).distinct():
        found[pk].add(code)
    return found

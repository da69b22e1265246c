"""What of agreements waits for whom: each side has tasks of its own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.agreements.choices import AgreementStatus, AmendmentStatus
from matchmaking.agreements.models import (
    Agreement,
    AgreementLine,
    Amendment,
    Coverage,
    Delivery,
    Signature,
)
from matchmaking.introductions.choices import Side
from matchmaking.needs.choices import NeedStatus
from matchmaking.offers.policies import OFFERING_ROLES

FIGURE: DecimalField[Any, Any] = DecimalField(max_digits=20, decimal_places=2)
RECORDS = {Side.RECIPIENT: "need", Side.GIVER: "offer"}
SIGNING_ROLES = {Side.RECIPIENT: (Role.FOCAL_POINT,), Side.GIVER: OFFERING_ROLES}


def to_sign(side: Side, user: User) -> QuerySet[Agreement] | None:
    """Return the agreements that the other side has signed, and this side has not."""
    own = _own(side, user, "introduction__")
    if own is None:
        return None
    signed = Signature.objects.filter(agreement=OuterRef("pk"), voided_at=None, amendment=None)
    waiting = Agreement.objects.filter(own, status=AgreementStatus.PROPOSED)
    return waiting.filter(~Exists(signed.filter(side=side))).with_parties()


def to_answer(side: Side, user: User) -> QuerySet[Amendment] | None:
    """Return the amendments that the other side proposes to this one."""
    own = _own(side, user, "agreement__introduction__")
    if own is None:
        return None
    rows = Amendment.objects.filter(own, status=AmendmentStatus.PROPOSED).exclude(side=side)
    return rows.select_related(
        "agreement__introduction__need__country",
        "agreement__introduction__offer__organisation",
    )


def to_confirm(side: Side, user: User) -> QuerySet[Agreement] | None:
    """Return the agreements of which the other side says more lately, or something else."""
    own = _own(side, user, "introduction__")
    if own is None:
        return None
    lines = AgreementLine.objects.filter(agreement=OuterRef("pk")).annotate(
        theirs=_last(side, "pk", is_own=False),
        ours=_last(side, "pk", is_own=True),
        their_figure=_last(side, "figure", is_own=False),
        our_figure=_last(side, "figure", is_own=True),
    )
    news = Q(ours=None) | Q(theirs__gt=F("ours")) & ~Q(their_figure=F("our_figure"))
    waiting = Agreement.objects.signed().filter(own)
    return waiting.filter(Exists(lines.exclude(theirs=None).filter(news))).with_parties()


def to_meet(user: User) -> QuerySet[Coverage] | None:
    """Return the requests of which nothing is open any more, for their focal point to close."""
    states = organisation_ids(user, [Role.FOCAL_POINT])
    if not states:
        return None
    rows = Coverage.objects.filter(need__organisation__in=states)
    return rows.filter(need__status=NeedStatus.PUBLISHED).select_related("need")


def _own(side: Side, user: User, prefix: str) -> Q | None:
    """Return the condition that `user` signs for this side; None where they sign for nobody."""
    places = organisation_ids(user, SIGNING_ROLES[side])
    return Q(**{f"{prefix}{RECORDS[side]}__organisation__in": places}) if places else None


def _last(side: Side, column: str, *, is_own: bool) -> Subquery:
    """Return a column of what a side said last of a line."""
    # A line is either counted or paid: the other figure is empty on both sides.
    figure = Coalesce("quantity", Cast("amount_minor", FIGURE), output_field=FIGURE)
    said = Delivery.objects.filter(line=OuterRef("pk")).annotate(figure=figure)
    rows = said.filter(side=side) if is_own else said.exclude(side=side)
    return Subquery(rows.order_by("-pk").values(column)[:1])


def _task(side: Side, agreement: Agreement) -> Task:
    return Task(
        pk=agreement.pk,
        text=str(agreement),
        url=reverse("agreements:detail", args=[agreement.pk]),
        organisation_id=getattr(agreement, RECORDS[side]).organisation_id,
        since=agreement.proposed_at,
        badge=(agreement.status, agreement.get_status_display()),
    )


def _amendment_task(side: Side, amendment: Amendment) -> Task:
    agreement = amendment.agreement
    return Task(
        pk=amendment.pk,
        text=str(agreement),
        url=reverse("agreements:detail", args=[agreement.pk]),
        organisation_id=getattr(agreement, RECORDS[side]).organisation_id,
        since=amendment.proposed_at,
    )


def _meet_task(coverage: Coverage) -> Task:
    return Task(
        pk=coverage.pk,
        text=str(coverage.need),
        url=reverse("needs:detail", args=[coverage.need_id]),
        organisation_id=coverage.need.organisation_id,
        since=coverage.since,
    )


def _for_each_side(
    name: str, label: Any, rows: Callable[..., Any], task: Callable[..., Task]
) -> list[Source]:
    return [
        Source(f"{name}_{side}", label, partial(rows, side), partial(task, side)) for side in Side
    ]


SOURCES = (
    *_for_each_side("sign_agreement", _("Sign an agreement"), to_sign, _task),
    *_for_each_side("answer_amendment", _("Answer an amendment"), to_answer, _amendment_task),
    *_for_each_side("confirm_delivery", _("Confirm what was delivered"), to_confirm, _task),
    Source("meet_need", _("Mark a request as met"), to_meet, _meet_task),
)

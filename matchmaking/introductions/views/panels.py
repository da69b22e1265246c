"""What introductions show elsewhere: the step of a pair, and the tries of a record."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.policies import is_broker
from matchmaking.introductions import policies, selectors
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.querysets import Pair
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind


def step_of_pair(request: HttpRequest, need: Need, offer: Offer) -> str:
    """Lead to the introduction of a pair that runs, or to proposing one; for who may do either."""
    user = request.user
    may_propose = bool(policies.decided_sides(user, need, offer)) or is_broker(user)
    running = _running(request).get((need.pk, offer.pk))
    if running is None and (not may_propose or need.organisation_id == offer.organisation_id):
        return ""
    context = {
        "introduction": running,
        "need": need,
        "offer": offer,
        "is_broker": is_broker(user) and not policies.decided_sides(user, need, offer),
    }
    return render_to_string("introductions/_step.html", context, request)


def tries_of_record(request: HttpRequest, kind: RecordKind[Any], record: Record) -> str:
    """Show, beside a record, its introductions to those who may know of them."""
    user = request.user
    if isinstance(record, Need):
        tries = selectors.tries_of_need(user, record)
    elif isinstance(record, Offer):
        tries = selectors.tries_of_offer(user, record)
    else:
        return ""
    if not tries:
        return ""
    context = {"tries": selectors.named(user, tries), "kind": kind}
    return render_to_string("introductions/_tries.html", context, request)


def _running(request: HttpRequest) -> dict[Pair, Introduction]:
    """Return the running introductions that the person may know of; one query for a page."""
    known: dict[Pair, Introduction] | None = getattr(request, "_running_introductions", None)
    if known is None:
        rows = Introduction.objects.visible_to(request.user).running()
        known = {one.pair: one for one in rows}
        request._running_introductions = known  # type: ignore[attr-defined]
    return known

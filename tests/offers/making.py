"""Offers for the tests, made through their services."""

import datetime

from django.utils import timezone

from accounts.models import Organisation
from matchmaking.offers import services
from tests import cast

NEXT_YEAR = timezone.localdate().replace(day=1) + datetime.timedelta(days=365)


def fields(**changes):
    """Return the answers of an offer that could be submitted."""
    complete = {
        "title": "Marking machines with training",
        "description": "Twelve machines to mark service weapons, with a week of training.",
        "language": "en",
        "themes": ["MRK.02"],
        "channel": "bilateral",
        "closes_on": NEXT_YEAR,
        "delivery_languages": ["en", "fr"],
        "conditions": "The State names a technician.",
        "aftercare_training": "One week for operators.",
        "aftercare_maintenance": "Two years by the maker.",
        "aftercare_spare_parts": "Not included.",
        "value_minor": 12_000_000,
        "currency": "USD",
    }
    return complete | changes


def line(**changes):
    return services.LineData(**({"kind_id": "EQP.MARK", "capacity": 12, "unit": "item"} | changes))


def draft(author=None, lines=None, **changes):
    """Begin a complete draft of the Nordic Agency."""
    author = author or cast.join("dina")
    return services.draft_offer(
        actor=author,
        organisation=author.memberships.get().organisation,
        fields=fields(**changes),
        lines=[line()] if lines is None else lines,
    )


def submitted(**changes):
    offer = draft(**changes)
    return services.submit_offer(offer_id=offer.pk, actor=offer.created_by)


def published(**changes):
    offer = submitted(**changes)
    return services.publish_offer(offer_id=offer.pk, actor=cast.join("sofia"))


def in_state(status, **changes):
    """Bring an offer into a state by the way a real one takes."""
    if status == "draft":
        return draft(**changes)
    if status == "submitted":
        return submitted(**changes)
    offer = published(**changes)
    if status == "paused":
        services.pause_offer(offer_id=offer.pk, actor=offer.created_by)
    if status == "withdrawn":
        services.withdraw_offer(offer_id=offer.pk, actor=offer.created_by)
    if status == "exhausted":
        use_up(offer)
    if status == "expired":
        services.expire_offers(today=offer.closes_on + datetime.timedelta(days=1))
    offer.refresh_from_db()
    return offer


def use_up(offer):
    """Commit everything that is left of every line."""
    for line_id, capacity in offer.lines.values_list("pk", "capacity"):
        services.reserve_capacity(
            line_id=line_id, quantity=capacity, key=f"all of {line_id}", actor=offer.created_by
        )


def nordic():
    return Organisation.objects.get(name="Nordic Agency")

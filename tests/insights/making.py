"""A world of chance for the figures: requests, offers, agreements, deliveries and projects."""

import random

from matchmaking.insights import services
from matchmaking.insights.models import Fact
from matchmaking.vocabulary.models import Theme
from tests import cast
from tests.agreements import making as agreements
from tests.needs import making as needs
from tests.offers import making as offers
from tests.payments import making as payments

THEMES = ("MRK.02", "STK.01", "TRC.01")
KINDS = ("EQP.MARK", "TRN.COURSE")


def a_need(chance, author=None):
    """Publish a request of chance: one or two themes and lines, with or without a budget."""
    chosen = [Theme.objects.get(pk=code) for code in chance.sample(THEMES, chance.randint(1, 2))]
    kinds = chance.sample(KINDS, chance.randint(1, 2))
    return needs.published(
        author=cast.join(author or chance.choice(["amina", "boris"])),
        themes=chosen,
        lines=[needs.line(kind_id=kind, quantity=chance.randint(5, 20)) for kind in kinds],
        budget_minor=chance.choice([None, 1_234_567, 80_000_050]),
        currency=chance.choice(["USD", "EUR"]),
    )


def an_offer(chance):
    where = chance.choice([{}, {"eligible_countries": ["KEN"]}, {"eligible_regions": ["002"]}])
    return offers.published(
        author=cast.join(chance.choice(["dina", "diego"])),
        themes=chance.sample(THEMES, chance.randint(1, 2)),
        lines=[offers.line(capacity=100)],
        **where,
    )


def world(seed=7, size=8):
    """Make a world; some of it is nobody else's business."""
    chance = random.Random(seed)
    found = [a_need(chance) for _ in range(size)]
    given = [an_offer(chance) for _ in range(size // 2)]
    needs.draft()
    needs.published(audience="members")
    offers.published(audience="members")
    signed = [
        agreements.signed(introduction=agreements.talking(need, offer), quantity=2)
        for need, offer in zip(found[:3], given, strict=False)
    ]
    for side in (signed[0].need.created_by, signed[0].offer.created_by):
        agreements.deliver(signed[0], side, 1)
    payments.opened()  # not signed yet
    project = payments.running()
    project.application.proposal.needs.add(found[-1])
    services.rebuild()
    return found, given, project


def records_for_the_table():
    """Count what the table of addresses has made; name a donor with a public offer."""
    services.rebuild()
    donor = Fact.objects.filter(subject="offer").order_by("pk").first()
    return {"offering-donor": donor.organisation}

"""A request that no single offer covers, and the offers that do together."""

from decimal import Decimal
from typing import NamedTuple

from accounts import services as people
from accounts.choices import OrganisationKind, Role
from accounts.models import User
from matchmaking.bundles import selectors, services
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from tests import cast
from tests.factories import OrganisationFactory
from tests.needs import making as needs
from tests.offers import making as offers

TEXT = "Dot-peen machines to mark service weapons, and training for the operators who mark them."


class Market(NamedTuple):
    """Twelve machines and a course are asked for; what each can give is in the lines."""

    need: Need
    machines: Offer  # eight machines, from the Nordic Agency
    course: Offer  # the whole course, from Uganda, a neighbour
    grant: Offer  # USD 20,000, from the Southern Agency


def market():
    """Publish the request and three offers."""
    need = needs.published(
        title="Marking machines and training",
        description=TEXT,
        lines=[
            needs.line(description="Machines", cost_minor=6_000_000),
            needs.line(kind_id="TRN.COURSE", description="Course", quantity=24, unit="participant"),
        ],
    )
    return Market(need, machines(), course(), grant())


def machines(capacity=8, **changes):
    return _offer("dina", "Marking machines", [offers.line(capacity=capacity)], **changes)


def course(**changes):
    lines = [offers.line(kind_id="TRN.COURSE", capacity=30, unit="participant")]
    return _offer(uganda(), "Marking course in Kampala", lines, **changes)


def grant(**changes):
    lines = [offers.line(kind_id="FUN.GRANT", capacity=20_000, unit="US dollar")]
    return _offer("diego", "Grants for marking weapons", lines, **changes)


def uganda():
    """Return a programme officer of Uganda, who can give."""
    user, created = User.objects.get_or_create(email="grace@example.org")
    if created:
        place = OrganisationFactory(
            name="Uganda", kind=OrganisationKind.STATE, country_code="UGA", gives_assistance=True
        )
        people.give_role(user=user, organisation=place, role=Role.PROGRAMME_OFFICER)
    return user


def _offer(author, title, lines, **changes):
    author = cast.join(author) if isinstance(author, str) else author
    return offers.published(
        author=author,
        title=title,
        description=TEXT,
        lines=lines,
        **{"value_minor": None, **changes},
    )


def parts(market, *rows):
    """Name parts as the services take them: (line of the request, offer, amount)."""
    asked = list(market.need.lines.order_by("position", "pk"))
    return [
        selectors.PartData(
            asked[line].pk, offer.lines.get().pk, None if amount is None else Decimal(amount)
        )
        for line, offer, amount in rows
    ]


def all_parts(market):
    return parts(market, (0, market.machines, 8), (0, market.grant, 20_000), (1, market.course, 24))


def saved(market=None, **changes):
    """Save a bundle of three."""
    market = market or make_market()
    said = {"name": "Kenya, marking", "parts": all_parts(market), "actor": cast.join("sofia")}
    return services.save_bundle(need_id=market.need.pk, **{**said, **changes})


make_market = market


def records_for_the_table(need, offer):
    """Save a bundle of one offer, and one that is set aside again."""
    sofia = cast.join("sofia")
    line = selectors.PartData(need.lines.get().pk, offer.lines.get().pk, Decimal(2))
    said = {"need_id": need.pk, "actor": sofia, "parts": [line]}
    shelved = services.save_bundle(name="Set aside", **said)
    services.move_bundle(bundle_id=shelved.pk, name="shelve", actor=sofia, reason="Too little.")
    return {"bundle": services.save_bundle(name="Machines", **said), "shelved-bundle": shelved}

"""A judged collection as real records, for measuring the matcher on the path of production."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Model

from accounts.choices import OrganisationKind
from accounts.models import Organisation, User
from matchmaking.matching.engine import Amount, LineRow, NeedRow, OfferRow
from matchmaking.matching.judged import Collection
from matchmaking.money import Money
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import CapacityUse, Offer, OfferLine
from matchmaking.vocabulary.models import Body, Country, Region, Theme

Ids = dict[int, str]
Row = TypeVar("Row", bound=Model)


def load(collection: Collection) -> tuple[Ids, Ids]:
    """Write the collection as published needs and offers; return the ids of its file by theirs."""
    author = User.objects.create_user("evaluation@example.org")
    needs = {_need(row, author): str(row.id) for row in collection.needs}
    offers = {_offer(row, author): str(row.id) for row in collection.offers}
    return needs, offers


def _need(row: NeedRow, author: User) -> int:
    place = _organisation(row.state, OrganisationKind.STATE, country_code=row.state)
    need = Need.objects.create(
        organisation=place,
        country_id=row.state,
        created_by=author,
        title=row.title[:200],
        description=row.description,
        language=row.language,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        priority=row.priority or "",
        working_languages=list(row.working_languages),
        status=NeedStatus.PUBLISHED,
        **_money(row.budget, "budget_minor"),
    )
    need.themes.set(_known(Theme, row.themes))
    NeedLine.objects.bulk_create(
        NeedLine(
            need=need,
            position=place_,
            kind_id=line.kind,
            quantity=_decimal(line.quantity or None),
            unit=line.unit,
            description=line.description[:500],
        )
        for place_, line in enumerate(row.lines)
    )
    return need.pk


def _offer(row: OfferRow, author: User) -> int:
    is_state = Country.objects.filter(pk=row.owner).exists()
    kind = OrganisationKind.STATE if is_state else OrganisationKind.BODY
    code = {"country_code" if is_state else "body_code": row.owner}
    offer = Offer.objects.create(
        organisation=_organisation(row.owner, kind, **code),
        created_by=author,
        title=row.title[:200],
        description=row.description,
        conditions=row.conditions,
        language=row.language,
        channel=row.channel,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        delivery_languages=list(row.delivery_languages),
        eligible_groups=list(row.eligible.groups),
        status=OfferStatus.PUBLISHED,
        **_money(row.value, "value_minor"),
    )
    offer.themes.set(_known(Theme, row.themes))
    offer.eligible_countries.set(_known(Country, row.eligible.countries))
    offer.eligible_regions.set(_known(Region, row.eligible.m49_regions))
    offer.eligible_bodies.set(_known(Body, row.eligible.organisations))
    offer.excluded_countries.set(_known(Country, row.eligible.excluded_countries))
    for place, line in enumerate(row.lines):
        _offer_line(offer, place, line)
    return offer.pk


def _offer_line(offer: Offer, place: int, line: LineRow) -> None:
    """Write a line; where nothing is left of it, as a line of one that is taken."""
    is_used_up = line.quantity is not None and line.quantity <= 0
    row = OfferLine.objects.create(
        offer=offer,
        position=place,
        kind_id=line.kind,
        capacity=Decimal(1) if is_used_up else _decimal(line.quantity),
        unit=line.unit,
        description=line.description[:500],
    )
    if is_used_up:
        CapacityUse.objects.create(line=row, quantity=1, key=f"judged:{row.pk}")


def _organisation(name: str, kind: str, **codes: str) -> Organisation:
    return Organisation.objects.get_or_create(name=name, defaults={"kind": kind, **codes})[0]


def _known(model: type[Row], codes: Iterable[str]) -> list[Row]:
    """Keep what the vocabulary knows, as the form of the site would."""
    return list(model._default_manager.filter(pk__in=list(codes)))


def _money(amount: Amount | None, field: str) -> Mapping[str, Any]:
    if amount is None:
        return {}
    money = Money.of(Decimal(str(amount.amount)), amount.currency)
    return {field: money.minor, "currency": money.currency}


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))

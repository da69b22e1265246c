"""The matcher's arrays, kept in the process and renewed where the records behind them changed."""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.db.models import Prefetch, Sum
from django.utils import timezone

from accounts.models import Organisation
from matchmaking.matching.engine import (
    DEFAULT_WEIGHTS,
    Amount,
    Country,
    Eligibility,
    Kind,
    LineRow,
    Matcher,
    NeedProfile,
    NeedRow,
    NeedsIndex,
    OfferProfile,
    OfferRow,
    OffersIndex,
    Profiler,
    TrackRecord,
    Weights,
    World,
)
from matchmaking.matching.engine.tables import Tables
from matchmaking.matching.models import WeightSet
from matchmaking.matching.track_record import tracks_of
from matchmaking.money import Money
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.models import CapacityUse, Offer, OfferLine
from matchmaking.vocabulary import models as vocabulary
from matchmaking.vocabulary.selectors import in_usd, regions_of
from matchmaking.vocabulary.selectors.memory import remembered
from matchmaking.writing.figures import NeedFigures, covered_needs, figures_of, stamps_of
from matchmaking.writing.selectors import standing_of, term_in_force
from search.analysis import current_analyser

Row = TypeVar("Row")
Profile = TypeVar("Profile")
Keys = Mapping[int, Any]
NAME_LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")


class _Side(Generic[Profile]):
    """The read rows of one side, each kept until its record changes."""

    def __init__(self) -> None:
        self.profiles: dict[int, Profile] = {}
        self.keys: dict[int, Any] = {}

    def renew(self, keys: Keys, read: Callable[[list[int]], Iterable[tuple[int, Profile]]]) -> bool:
        """Read what is new or changed, drop what is gone; say whether anything was."""
        gone = self.keys.keys() - keys.keys()
        stale = [pk for pk, key in keys.items() if self.keys.get(pk) != key]
        for pk in gone:
            del self.profiles[pk]
        self.profiles.update(read(stale) if stale else ())
        self.keys = dict(keys)
        return bool(gone or stale)


class _Index:
    """Both sides, read against one state of the vocabulary, and the matcher over them."""

    def __init__(self, world: World, analyser: Any) -> None:
        self.world, self.analyser = world, analyser
        self.profiler = Profiler(world, analyser)
        self.needs: _Side[NeedProfile] = _Side()
        self.offers: _Side[OfferProfile] = _Side()
        self.needs_index = NeedsIndex.of_profiles([], world)
        self.tables = Tables.of(OffersIndex.of_profiles([], world), world)

    def matcher(self) -> Matcher:
        """Return a matcher for the records, the weights and the day as they are now."""
        if self.needs.renew(_need_keys(), self._read_needs):
            self.needs_index = NeedsIndex.of_profiles(self.needs.profiles.values(), self.world)
        if self.offers.renew(_offer_keys(), self._read_offers):
            offers = OffersIndex.of_profiles(self.offers.profiles.values(), self.world)
            self.tables = Tables.of(offers, self.world)
        weights, today = weights_in_force(), timezone.localdate()
        return Matcher(self.needs_index, self.tables, self.profiler, weights, today)

    def _read_needs(self, ids: list[int]) -> Iterable[tuple[int, NeedProfile]]:
        rows = need_rows(Need.objects.filter(pk__in=ids))
        return ((int(row.id), self.profiler.need(row)) for row in rows)

    def _read_offers(self, ids: list[int]) -> Iterable[tuple[int, OfferProfile]]:
        rows = offer_rows(Offer.objects.filter(pk__in=ids))
        return ((int(row.id), self.profiler.offer(row)) for row in rows)


_lock = threading.RLock()
_kept: list[_Index] = []


def current() -> Matcher:
    """Return the matcher over all published needs and offers as the database has them now."""
    with _lock:
        world, analyser = world_now(), current_analyser()
        if not _kept or _kept[0].world is not world or _kept[0].analyser is not analyser:
            _kept[:] = [_Index(world, analyser)]
        return _kept[0].matcher()


def matcher_of(needs: Any, offers: Any, as_of: date) -> Matcher:
    """Return a matcher over any needs and offers, as of any day, with the weights in force."""
    profiler = Profiler(world_now(), current_analyser())
    return Matcher.build(need_rows(needs), offer_rows(offers), profiler, weights_in_force(), as_of)


def active_weights() -> WeightSet:
    """Return the version of the weights in force; the first use writes the shipped ones."""
    found = WeightSet.objects.filter(is_active=True).first()
    if found:
        return found
    shipped = {"weights": dict(DEFAULT_WEIGHTS.values), "is_active": True}
    # Two workers may come here at the same moment.
    number = DEFAULT_WEIGHTS.version
    return WeightSet.objects.get_or_create(number=number, defaults=shipped)[0]


def weights_in_force() -> Weights:
    """Return the weights in force, as the engine takes them."""
    row = active_weights()
    return Weights(version=row.number, values=row.weights)


@remembered
def world_now() -> World:
    """Return the reference data the matcher reads; kept until the vocabulary changes."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for body, country in vocabulary.Body.members.through.objects.values_list(
        "body_id", "country_id"
    ):
        bodies[body].add(country)
    in_force = vocabulary.Embargo.objects.filter(is_in_force=True, retired_on=None)
    countries = vocabulary.Country.objects.prefetch_related("borders")
    kinds = vocabulary.Kind.objects.prefetch_related("themes")
    return World(
        countries={row.pk: _country(row) for row in countries},
        bodies={code: frozenset(members) for code, members in bodies.items()},
        embargoes=frozenset(code for code in in_force.values_list("countries", flat=True) if code),
        themes=dict(vocabulary.Theme.objects.values_list("pk", "name_en")),
        kinds={row.pk: _kind(row) for row in kinds},
    )


def _country(row: vocabulary.Country) -> Country:
    return Country(
        iso3=row.pk,
        names={language: getattr(row, f"name_{language}") for language in NAME_LANGUAGES},
        m49_codes=tuple(regions_of(row.pk)),
        borders=tuple(sorted(border.pk for border in row.borders.all())),
        ldc=row.is_ldc,
        lldc=row.is_lldc,
        sids=row.is_sids,
        oda=bool(row.oda_group),
        un_group=row.un_group,
        languages=tuple(row.un_languages),
    )


def _kind(row: vocabulary.Kind) -> Kind:
    return Kind(
        code=row.pk,
        label=row.name_en,
        unit=row.unit,
        themes=tuple(sorted(theme.pk for theme in row.themes.all())),
        transfer_control=row.is_transfer_controlled,
    )


def _need_keys() -> Keys:
    """Return what a need's row depends on, and what is committed to it; no need that is covered."""
    term, committed, covered = term_in_force().pk, stamps_of("need"), covered_needs()
    rows = Need.objects.published().values_list("pk", "version", "updated_at", "confirmed_at")
    return {pk: (*rest, term, committed.get(pk)) for pk, *rest in rows if pk not in covered}


def _offer_keys() -> Keys:
    """Return what an offer's row depends on: its version, its owner's word and track record,
    what is taken.
    """
    taken: dict[int, Decimal] = dict(
        CapacityUse.objects.values_list("line__offer").annotate(Sum("quantity")).order_by()
    )
    term = term_in_force().pk
    columns = ("pk", "organisation", "version", "updated_at", "confirmed_at")
    rows = list(Offer.objects.published().values_list(*columns))
    tracks = tracks_of({owner for _pk, owner, *_rest in rows})
    return {pk: (*rest, term, taken.get(pk), tracks.get(owner)) for pk, owner, *rest in rows}


def need_rows(needs: Any) -> list[NeedRow]:
    """Return the rows of a queryset of needs with what is open of them; a few queries for all."""
    read = list(needs.prefetch_related("themes", "lines"))
    committed = stamps_of("need")
    figures = figures_of("need", [need.pk for need in read if need.pk in committed])
    return [_need_row(need, figures.get(need.pk)) for need in read]


def offer_rows(offers: Any) -> list[OfferRow]:
    """Return the rows of a queryset of offers with what is left of each line."""
    joined = offers.select_related("organisation").prefetch_related(
        "themes",
        "eligible_countries",
        "eligible_regions",
        "eligible_bodies",
        "excluded_countries",
        Prefetch("lines", OfferLine.objects.with_remaining().order_by("position", "pk")),
    )
    read = list(joined)
    tracks = tracks_of({offer.organisation_id for offer in read})
    return [_offer_row(offer, tracks.get(offer.organisation_id)) for offer in read]


def _need_row(need: Need, figures: NeedFigures | None = None) -> NeedRow:
    said_on, fades_on, leaves_on = _standing(need)
    return NeedRow(
        id=need.pk,
        state=need.country_id,
        language=need.language,
        title=need.title,
        description=need.description,
        themes=_codes(need.themes.all()),
        lines=tuple(
            LineRow(line.kind_id, _number(quantity), line.unit, line.description)
            for line, quantity in _open_lines(need, figures)
        ),
        starts_on=need.starts_on,
        ends_on=need.ends_on,
        priority=need.priority or None,
        rank=need.rank,
        budget=_amount(need.budget),
        working_languages=tuple(need.working_languages),
        published_on=_day(need.published_at),
        confirmed_on=said_on,
        fades_on=fades_on,
        leaves_on=leaves_on,
    )


def _open_lines(
    need: Need, figures: NeedFigures | None
) -> Iterator[tuple[NeedLine, Decimal | None]]:
    """Yield the lines of which something is open, and how much: what is committed pulls no more."""
    known = {line.line_id: line for line in figures.lines} if figures else {}
    for line in sorted(need.lines.all(), key=lambda line: (line.position, line.pk)):
        if line.pk not in known:
            yield line, line.quantity
        elif not known[line.pk].is_covered:
            yield line, known[line.pk].open


def _offer_row(offer: Offer, track_record: TrackRecord | None) -> OfferRow:
    said_on, fades_on, leaves_on = _standing(offer)
    return OfferRow(
        id=offer.pk,
        owner=_owner(offer.organisation),
        language=offer.language,
        title=offer.title,
        description=offer.description,
        conditions=offer.conditions,
        themes=_codes(offer.themes.all()),
        lines=tuple(
            LineRow(line.kind_id, _number(line.remaining), line.unit, line.description)
            for line in offer.lines.all()
        ),
        eligible=Eligibility(
            countries=_codes(offer.eligible_countries.all()),
            m49_regions=_codes(offer.eligible_regions.all()),
            organisations=_codes(offer.eligible_bodies.all()),
            groups=tuple(offer.eligible_groups),
            excluded_countries=_codes(offer.excluded_countries.all()),
        ),
        opens_on=offer.opens_on,
        closes_on=offer.closes_on,
        delivery_languages=tuple(offer.delivery_languages),
        channel=offer.channel,
        value=_amount(offer.value),
        has_aftercare=_has_aftercare(offer),
        track_record=track_record,
        published_on=_day(offer.published_at),
        confirmed_on=said_on,
        fades_on=fades_on,
        leaves_on=leaves_on,
    )


def _standing(record: Need | Offer) -> tuple[date | None, date | None, date | None]:
    """Return the days of the owner's word; none of a record that is not open."""
    return standing_of(record) or (None, None, None)


def _owner(place: Organisation) -> str:
    """Return the code the vocabulary knows the owner by, or its name."""
    return place.country_code or place.body_code or place.name


def _has_aftercare(offer: Offer) -> bool | None:
    stated = (offer.aftercare_training, offer.aftercare_maintenance, offer.aftercare_spare_parts)
    return any(stated) or None


def _amount(money: Money | None) -> Amount | None:
    if money is None:
        return None
    dollars = in_usd(money)
    return Amount(float(money.amount), money.currency, float(dollars.amount) if dollars else None)


def _codes(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted(row.pk for row in rows))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _day(moment: Any) -> date | None:
    return None if moment is None else timezone.localdate(moment)

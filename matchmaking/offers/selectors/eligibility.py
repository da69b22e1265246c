"""Who an offer is for: as codes, as a set of States, and in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from babel.lists import format_list
from django.db.models import F, QuerySet, Value
from django.utils.translation import get_language, ngettext, to_locale
from django.utils.translation import gettext as _

from matchmaking.offers.models import Offer
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.models import Body, Country
from matchmaking.vocabulary.selectors import countries_in, labels
from matchmaking.vocabulary.selectors.memory import remembered

LINKS = ("eligible_countries", "eligible_regions", "eligible_bodies", "excluded_countries")
# More States than this are counted in a sentence; the page lists them below it.
NAMED_IN_A_SENTENCE = 8
BATCH = 500


@dataclass(frozen=True)
class Eligibility:
    """Any of the lists suffices, less the excluded States; all lists empty means any State."""

    countries: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether no list narrows the circle."""
        return not (self.countries or self.regions or self.bodies or self.groups)

    @property
    def states(self) -> frozenset[str]:
        """The ISO codes of the States that may ask."""
        if self.is_open:
            return _every_state() - set(self.excluded)
        parts = [frozenset(self.countries), *(countries_in(code) for code in self.regions)]
        parts += [_members().get(code, frozenset()) for code in self.bodies]
        parts += [_in_group().get(code, frozenset()) for code in self.groups]
        return frozenset().union(*parts) - set(self.excluded)

    @property
    def in_words(self) -> str:
        """The rule as a sentence would say it: "Members of ECOWAS, except Togo"."""
        who = _("any State") if self.is_open else _joined(self._parts())
        who = who[:1].upper() + who[1:]
        if not self.excluded:
            return who
        return _("%(who)s, except %(excluded)s") % {
            "who": who,
            "excluded": _states_in_words(self.excluded),
        }

    def _parts(self) -> list[str]:
        parts = [_("members of %(body)s") % {"body": code} for code in self.bodies]
        names = [str(CountryGroup(code).label) for code in self.groups if code in CountryGroup]
        parts += [name[:1].lower() + name[1:] for name in names]
        parts += [_("States of %(region)s") % {"region": name} for name in self._region_names]
        return parts + ([_states_in_words(self.countries)] if self.countries else [])

    @property
    def _region_names(self) -> Iterable[str]:
        return labels("region", self.regions).values()


def eligibility_of(offer: Offer) -> Eligibility:
    """Return who `offer` is for."""
    return eligibilities_of([offer])[offer.pk]


def eligibilities_of(offers: Iterable[Offer]) -> dict[int, Eligibility]:
    """Return who each of `offers` is for, by its id, in one query for all of them."""
    groups = {offer.pk: [str(code) for code in offer.eligible_groups] for offer in offers}
    found = {pk: Eligibility(groups=codes) for pk, codes in groups.items()}
    if not found:
        return found
    first, *others = (_codes(name, list(found)) for name in LINKS)
    for pk, name, code in sorted(first.union(*others)):
        target = name.removeprefix("eligible_").removesuffix("_countries")
        getattr(found[pk], target).append(code)
    return found


def with_eligibility(offers: Iterable[Offer]) -> Iterator[Offer]:
    """Yield `offers` with who each is for as `eligibility`, one query for many of them."""
    rows = iter(offers)
    while batch := list(islice(rows, BATCH)):
        found = eligibilities_of(batch)
        for offer in batch:
            offer.eligibility = found[offer.pk]
            yield offer


def eligible_countries_of(offer: Offer) -> frozenset[str]:
    """Return the ISO codes of the States that may ask for `offer`."""
    return eligibility_of(offer).states


def _codes(name: str, offer_ids: list[int]) -> QuerySet[Offer, tuple[int, str, str]]:
    rows = Offer.objects.filter(pk__in=offer_ids, **{f"{name}__isnull": False})
    coded = rows.annotate(link=Value(name), code=F(name)).order_by()
    return coded.values_list("pk", "link", "code")


def _states_in_words(codes: list[str]) -> str:
    if len(codes) <= NAMED_IN_A_SENTENCE:
        return _joined(sorted(labels("country", codes).values()))
    count = len(codes)
    return ngettext("%(count)s listed State", "%(count)s listed States", count) % {"count": count}


def _joined(parts: list[str]) -> str:
    return format_list(parts, locale=to_locale(get_language() or "en"))


@remembered
def _every_state() -> frozenset[str]:
    return frozenset(Country.objects.filter(retired_on=None).values_list("pk", flat=True))


@remembered
def _in_group() -> Mapping[str, frozenset[str]]:
    rows = list(Country.objects.filter(retired_on=None))
    return {
        code: frozenset(row.pk for row in rows if code in row.groups)
        for code in CountryGroup.values
    }


@remembered
def _members() -> Mapping[str, frozenset[str]]:
    bodies = Body.objects.prefetch_related("members")
    return {body.pk: frozenset(state.pk for state in body.members.all()) for body in bodies}

"""Where a State is, which States a region holds, and which embargoes are known for it."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from matchmaking.vocabulary.models import Country, Embargo, Region
from matchmaking.vocabulary.selectors.memory import remembered


class EmbargoNotice(NamedTuple):
    """What a page says about an embargo: never without its date."""

    target: str
    target_type: str
    arms_scope: str
    established_by: str
    exemptions: str
    as_of: datetime.date
    needs_recheck: bool


def regions_of(country: str) -> tuple[str, ...]:
    """Return the M49 codes a State (ISO code) is in, the narrowest first."""
    return _regions().get(country, ())


def countries_in(region: str) -> frozenset[str]:
    """Return the ISO codes of the States in an M49 region, those of its subregions included."""
    return frozenset(code for code, regions in _regions().items() if region in regions)


def embargoes_on(country: str) -> tuple[EmbargoNotice, ...]:
    """Return the arms embargoes known to be in force that name this State (ISO code)."""
    return _embargoes().get(country, ())


@remembered
def _regions() -> Mapping[str, tuple[str, ...]]:
    parents = dict(Region.objects.values_list("pk", "parent_id"))

    def path(code: str | None) -> tuple[str, ...]:
        return (code, *path(parents[code])) if code else ()

    return {iso3: path(code) for iso3, code in Country.objects.values_list("pk", "region_id")}


@remembered
def _embargoes() -> Mapping[str, tuple[EmbargoNotice, ...]]:
    rows = Embargo.objects.filter(is_in_force=True, retired_on=None).order_by("established_on")
    found: dict[str, tuple[EmbargoNotice, ...]] = defaultdict(tuple)
    for row in rows.prefetch_related("countries"):
        notice = EmbargoNotice(*(getattr(row, name) for name in EmbargoNotice._fields))
        for country in row.countries.all():
            found[country.pk] += (notice,)
    return dict(found)

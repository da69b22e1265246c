"""What is asked of the reference data. Names and rates are remembered, so no list asks per row."""

from matchmaking.vocabulary.selectors.names import (
    Branch,
    body_choices,
    country_choices,
    currency_choices,
    indicator_choices,
    indicator_units,
    kind_choices,
    kind_tree,
    labels,
    region_choices,
    theme_choices,
    theme_tree,
)
from matchmaking.vocabulary.selectors.places import (
    EmbargoNotice,
    countries_in,
    embargoes_on,
    regions_of,
)
from matchmaking.vocabulary.selectors.rates import Rate, converted, in_usd, rate_on
from matchmaking.vocabulary.selectors.terms import concept_rows

__all__ = [
    "Branch",
    "EmbargoNotice",
    "Rate",
    "body_choices",
    "concept_rows",
    "converted",
    "countries_in",
    "country_choices",
    "currency_choices",
    "embargoes_on",
    "in_usd",
    "indicator_choices",
    "indicator_units",
    "kind_choices",
    "kind_tree",
    "labels",
    "rate_on",
    "region_choices",
    "regions_of",
    "theme_choices",
    "theme_tree",
]

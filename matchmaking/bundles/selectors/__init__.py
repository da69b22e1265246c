"""What each screen shows of bundles."""

from matchmaking.bundles.selectors.combinations import (
    Combination,
    bench_of,
    combination,
    in_words,
    link_in_words,
    parts_of,
    written,
)
from matchmaking.bundles.selectors.listing import bundles_for, bundles_of_need
from matchmaking.bundles.selectors.workbench import GIVERS, Workbench, workbench

__all__ = [
    "GIVERS",
    "Combination",
    "Workbench",
    "bench_of",
    "bundles_for",
    "bundles_of_need",
    "combination",
    "in_words",
    "link_in_words",
    "parts_of",
    "workbench",
    "written",
]

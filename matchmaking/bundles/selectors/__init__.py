"""What each screen shows of bundles."""

from matchmaking.bundles.selectors.combinations import (
    Combination,
    PartData,
    Share,
    as_data,
    bench_of,
    combination,
    in_words,
    link_in_words,
    overdraft_in_words,
    parts_of,
    read_parts,
    written,
)
from matchmaking.bundles.selectors.listing import bundles_for, bundles_of_need
from matchmaking.bundles.selectors.workbench import GIVERS, Workbench, workbench

__all__ = [
    "GIVERS",
    "Combination",
    "PartData",
    "Share",
    "Workbench",
    "as_data",
    "bench_of",
    "bundles_for",
    "bundles_of_need",
    "combination",
    "in_words",
    "link_in_words",
    "overdraft_in_words",
    "parts_of",
    "read_parts",
    "workbench",
    "written",
]

"""Finding records: one analyser, one query model, several engines.

search.register("need", build=..., rows=...)        what a slice says once, in its AppConfig
search.enqueue("need", [need.pk])                   inside the transaction that changed it
search.find(type="need", text="...", visible_to=...)
search.nearest(search.Likeness(...), type="offer", ...)   what the matcher asks where there is much
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.documents import SearchDoc, register
    from search.likeness import Likeness, nearest
    from search.reserved import Reserved
    from search.service import MOST_RESULTS, Results, find
    from search.sync import enqueue

__all__ = [
    "MOST_RESULTS",
    "Likeness",
    "Reserved",
    "Results",
    "SearchDoc",
    "enqueue",
    "find",
    "nearest",
    "register",
]

_HOMES = {
    "MOST_RESULTS": "search.service",
    "Likeness": "search.likeness",
    "Reserved": "search.reserved",
    "Results": "search.service",
    "SearchDoc": "search.documents",
    "enqueue": "search.sync",
    "find": "search.service",
    "nearest": "search.likeness",
    "register": "search.documents",
}


def __getattr__(name: str) -> Any:
    """Import on first use: Django imports this package before there may be models."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(_HOMES[name]), name)

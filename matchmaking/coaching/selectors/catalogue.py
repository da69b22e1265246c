"""The costed catalogue: entries with the range of their whole cost."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Sum

from matchmaking.coaching.models import CatalogueEntry, CatalogueLine
from matchmaking.money import Money
from matchmaking.vocabulary.fields import readers_language
from matchmaking.vocabulary.selectors import labels

FEW = 3
IN_USE = Q(lines__retired_on=None)


def catalogue_entries() -> QuerySet[CatalogueEntry]:
    """Return the entries in use, each with `low` and `high` of the whole in US dollars."""
    lines = CatalogueLine.objects.filter(retired_on=None).order_by("position", "pk")
    entries = CatalogueEntry.objects.filter(retired_on=None).select_related("theme")
    return entries.prefetch_related(Prefetch("lines", lines.select_related("kind"))).annotate(
        low=Sum(F("lines__quantity") * F("lines__low"), filter=IN_USE),
        high=Sum(F("lines__quantity") * F("lines__high"), filter=IN_USE),
    )


def entries_for(themes: Iterable[str]) -> list[CatalogueEntry]:
    """Return a few entries for these themes: their own first, then those of the same family."""
    codes = sorted(themes)
    tops = {code.partition(".")[0] for code in codes}
    near = Q(pk__in=[])
    for top in tops:
        near |= Q(theme=top) | Q(theme__code__startswith=f"{top}.")
    found = list(catalogue_entries().filter(near).order_by("theme", "pk")) if codes else []
    found.sort(key=lambda entry: entry.theme_id not in codes)
    return found[:FEW]


def line_name(line: CatalogueLine) -> str:
    """Return a line in the reader's language; where it has none, what its kind is called."""
    return getattr(line, f"name_{readers_language()}", "") or labels("kind")[line.kind_id]


def cost_range(entry: Any) -> str:
    """Return the range of the whole cost in words; empty for an entry without lines."""
    if entry.low is None:
        return ""
    low, high = (Money.of(amount, "USD") for amount in (entry.low, entry.high))
    return str(low) if low == high else f"{low} – {high.amount:,.0f}"

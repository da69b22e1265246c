"""Evaluations that were published, as documents of an activity."""

from collections import defaultdict
from collections.abc import Collection

from matchmaking.evaluation.models import Publication
from matchmaking.opendata.gathering.publisher import address

Document = tuple[str, str]


def evaluations_of(column: str, ids: Collection[int]) -> dict[int, list[Document]]:
    """Return title and address of what was published about projects or agreements; one query."""
    path = f"evaluation__undertaking__{column}"
    rows = Publication.objects.filter(**{f"{path}__in": ids}, evaluation__status="published")
    found: dict[int, list[Document]] = defaultdict(list)
    for pk, title, evaluation in rows.order_by("pk").values_list(path, "title", "evaluation"):
        found[pk].append((title, address("evaluation:detail", evaluation)))
    return found

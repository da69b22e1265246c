"""What the search knows of a request, and for whom it keeps what not everyone may read."""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch
from django.utils.translation import override

import search
from matchmaking.disclosure.search import admitted_to, open_texts, reserved_texts
from matchmaking.needs.choices import Priority
from matchmaking.needs.models import Need, NeedLine
from matchmaking.vocabulary.selectors import labels, regions_of
from matchmaking.writing.search import (
    TELLING,
    band,
    ends_of_window,
    in_dollars,
    kinds_stated,
    visibility_of,
    with_ancestors,
    years,
)

PRIORITY_ORDER = {Priority.HIGH: 3, Priority.MEDIUM: 2, Priority.LOW: 1}


def documents(ids: Sequence[int]) -> Iterator[search.SearchDoc]:
    """Build the documents of the requests with these ids that are still there."""
    lines = Prefetch("lines", NeedLine.objects.order_by("position", "pk"))
    rows = list(Need.objects.filter(pk__in=ids).prefetch_related("themes", "goals", lines))
    admitted = admitted_to(rows)
    for need in rows:
        with override(need.language):
            yield _document(need, reserved_texts(need, admitted))


def _document(need: Need, reserved: Sequence[search.Reserved]) -> search.SearchDoc:
    budget = in_dollars(need.budget)
    return search.SearchDoc(
        type="need",
        object_id=need.pk,
        language=need.language,
        title=need.title,
        text="\n".join(part for part in _texts(need) if part),
        facets={
            "theme": with_ancestors(theme.pk for theme in need.themes.all()),
            "kind": with_ancestors(line.kind_id for line in need.lines.all()),
            "stated": kinds_stated(line.kind_id for line in need.lines.all()),
            "region": regions_of(need.country_id),
            "country": [need.country_id],
            "status": [need.status],
            "language": [need.language],
            "priority": [need.priority],
            "budget": [band(budget)],
            "window": years(need.starts_on, need.ends_on),
        },
        sort_keys={
            "date": need.published_at or need.created_at,
            "priority": PRIORITY_ORDER.get(Priority(need.priority)) if need.priority else None,
            "rank": need.rank,
            "budget": budget,
            "ends_on": need.ends_on,
            **ends_of_window(need.starts_on, need.ends_on),
        },
        visibility=visibility_of(need),
        reserved=reserved,
        telling=TELLING,
    )


def _texts(need: Need) -> Iterator[str]:
    kinds = labels("kind")
    yield need.description
    for line in need.lines.all():
        yield line.description or kinds.get(line.kind_id, "")
    yield from (goal.title for goal in need.goals.all())
    yield need.reported_quote
    yield from open_texts(need)
    yield labels("country").get(need.country_id, "")


search.register("need", build=lambda ids: documents(ids), rows=Need.objects.all)

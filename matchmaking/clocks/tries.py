"""Tries that came to nothing, wherever they ended; slices above add where they end tries.

register(Outcome.REJECTED, rows)  # a queryset with `need`, `offer`, `reason`, `reason_words`
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from matchmaking.agreements.choices import AgreementStatus
from matchmaking.agreements.models import Agreement
from matchmaking.clocks.choices import Outcome
from matchmaking.introductions.choices import IntroductionStatus
from matchmaking.introductions.models import Introduction


class Source(NamedTuple):
    """Where tries end in one way: the rows, the way to their pair, and when it was."""

    outcome: Outcome
    rows: Callable[[], QuerySet[Any]]
    pair: str  # what stands before `need` and `offer`, such as "introduction__"
    at: str  # the column that says when


_SOURCES: list[Source] = []


def register(outcome: Outcome, rows: Callable[[], QuerySet[Any]], *, pair: str, at: str) -> None:
    """Count the tries that end in one way."""
    _SOURCES.append(Source(outcome, rows, pair, at))


def sources() -> list[Source]:
    """Return every way in which tries end."""
    return list(_SOURCES)


def values_of(source: Source) -> QuerySet[Any, dict[str, Any]]:
    """Return the tries of a source, each as the same few values."""
    paths = {"need_no": "need", "offer_no": "offer", "iso3": "need__country"}
    named = {name: F(source.pair + path) for name, path in paths.items()}
    return (
        source.rows()
        .exclude(reason=None)
        .annotate(ended=F(source.at), **named)
        .values("pk", "ended", "reason", "reason_words", *named)
    )


register(
    Outcome.DECLINED,
    lambda: Introduction.objects.filter(status=IntroductionStatus.DECLINED),
    pair="",
    at="ended_at",
)
register(
    Outcome.ENDED,
    lambda: Introduction.objects.filter(status=IntroductionStatus.ENDED),
    pair="",
    at="ended_at",
)
register(
    Outcome.BROKEN_OFF,
    lambda: Agreement.objects.filter(status=AgreementStatus.ENDED),
    pair="introduction__",
    at="ended_at",
)

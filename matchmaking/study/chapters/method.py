"""How the study was made, and what it could not know."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from matchmaking.insights.choices import MAIN
from matchmaking.insights.definitions import DEFINITIONS
from matchmaking.monitoring import achievement
from matchmaking.monitoring.choices import Answer
from matchmaking.study.chapters.parts import Chapter, Grid, Row

Said = Mapping[str, Any]


def method(contents: Said) -> Chapter:
    """Return the chapter on method: mandate, period, sources, what each figure means."""
    days = {
        "since": date_format(datetime.date.fromisoformat(contents["since"])),
        "until": date_format(datetime.date.fromisoformat(contents["until"])),
        "as_of": date_format(datetime.datetime.fromisoformat(contents["as_of"]), "DATETIME_FORMAT"),
    }
    rows = tuple((str(DEFINITIONS[code].title), str(DEFINITIONS[code].counts)) for code in MAIN)
    return Chapter(
        code="method",
        title=_("Method"),
        paragraphs=(
            _(
                "This study follows the Programme of Action's call to study the adequacy, "
                "effectiveness and sustainability of assistance. It covers %(since)s to "
                "%(until)s, both days included, as the records stood on %(as_of)s (UTC)."
            )
            % days,
            _(
                "It reads public records only: published requests and offers, agreements and "
                "funded projects from their signature on, approved values that may be published, "
                "published evaluations and lessons. Names of States stand in no table."
            ),
            _(
                "Amounts are added up in US dollars at indicative rates; what names no amount is "
                "left out of sums and counted apart. Scores are an order: their distribution and "
                "median are shown, not a mean."
            ),
        ),
        grids=(Grid("definitions", _("What each figure means"), (_("Figure"), _("Counts")), rows),),
    )


def missing(contents: Said) -> Chapter:
    """Return the chapter on missing data: of how many nothing is known, and why."""
    heads = (_("What is missing"), _("Missing"), _("Of"))
    grids = [Grid("missing", _("Gaps in the data"), heads, tuple(_gaps(contents)))]
    reasons = tuple(_reasons(contents["effectiveness"]["levels"]))
    if reasons:
        why = (_("Why there is no achievement ratio"), _("Indicators"))
        grids.append(Grid("reasons", _("Indicators without a ratio"), why, reasons))
    return Chapter(
        code="missing",
        title=_("Missing data"),
        paragraphs=(
            _("What is not known is not counted as zero. These gaps limit what can be concluded."),
        ),
        grids=tuple(grids),
    )


def _gaps(contents: Said) -> Iterator[Row]:
    total = contents["adequacy"]["courses"]["total"]
    effect, scores = contents["effectiveness"], contents["scores"]
    months = contents["sustainability"]["months"].values()
    yield _("Requests that name no amount"), total["asked"] - total["priced"], total["asked"]
    without = effect["undertakings"] - effect["with_values"]
    yield _("Projects and agreements without a public value"), without, effect["undertakings"]
    levels = effect["levels"].values()
    indicators, valued = (sum(one[n] for one in levels) for n in ("indicators", "with_value"))
    yield _("Indicators without an approved value"), indicators - valued, indicators
    verified = sum(one["verified"] for one in levels)
    yield _("Values that are self-reported only"), valued - verified, valued
    yield (
        _("Closed projects and agreements without a published evaluation"),
        scores["unpublished"],
        scores["closed"],
    )
    due, answered = (sum(one[name] for one in months) for name in ("due", "answered"))
    yield _("Observations due and not answered"), due - answered, due


def _reasons(levels: Said) -> Iterator[Row]:
    words = {
        achievement.NO_VALUE: _("no approved value by the end of the time"),
        achievement.NO_TARGET: _("no target"),
        achievement.NO_BASELINE: _("no baseline to count down from"),
        achievement.NOTHING_TO_CHANGE: _("the target equals the baseline"),
        achievement.WRONG_WAY: _("the target lies behind the baseline"),
        Answer.NOT_APPLICABLE: _("answered: not applicable"),
        Answer.NOT_KNOWN: _("answered: not known"),
        Answer.WORDS: _("answered in words"),
    }
    counts: dict[str, int] = {}
    for one in levels.values():
        for code, number in one["why"].items():
            counts[code] = counts.get(code, 0) + number
    yield from ((str(words.get(code, code)), counts[code]) for code in words if code in counts)
    yield from ((code, number) for code, number in counts.items() if code not in words)

"""Were the agreed results produced?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.monitoring.choices import Level
from matchmaking.study.chapters.parts import Chapter, Grid, Row
from matchmaking.study.chapters.scores import score_grids
from matchmaking.study.choices import Reached

Said = Mapping[str, Any]
OTHERS = ("effectiveness", "relevance", "coherence", "efficiency", "impact")


def effectiveness(contents: Said) -> Chapter:
    """Return the chapter on effectiveness."""
    said = contents["effectiveness"]
    numbers = {"undertakings": said["undertakings"], "measured": said["with_values"]}
    return Chapter(
        code="effectiveness",
        title=_("Effectiveness"),
        paragraphs=(
            _(
                "%(undertakings)s projects and agreements ran in this time; %(measured)s of them "
                "have at least one approved value that may be published."
            )
            % numbers,
            _(
                "Achievement is (value - baseline) / (target - baseline). A target set low is "
                "reached easily: read the ratio with the number of indicators it rests on."
            ),
        ),
        grids=(_levels(said["levels"]), _reached(said["levels"]), *score_grids(contents, *OTHERS)),
    )


def _levels(said: Said) -> Grid:
    rows: list[Row] = []
    for level in Level:
        one = said[level]
        middle = None if one["median"] is None else round(100 * Decimal(one["median"]), 1)
        counts = (one["indicators"], one["with_value"], one["verified"], one["defined"])
        rows.append((str(level.label), *counts, middle))
    heads = (
        _("Level of results"),
        _("Indicators"),
        _("With an approved value"),
        _("Of these verified, not only self-reported"),
        _("With an achievement ratio"),
        _("Median achievement, per cent"),
    )
    return Grid("levels", _("Indicators and what they reached"), heads, tuple(rows), drawn=5)


def _reached(said: Said) -> Grid:
    levels = list(Level)
    rows = tuple(
        (str(step.label), *(said[level]["reached"].get(step, 0) for level in levels))
        for step in Reached
    )
    heads = (_("Part of the way to the target"), *(str(level.label) for level in levels))
    column = levels.index(Level.OUTPUT) + 1
    caption = _("How far targets were reached, number of indicators")
    return Grid("reached", caption, heads, rows, drawn=column)

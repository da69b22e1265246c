"""The points that published evaluations gave: how often each, and the median; never a mean."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.evaluation.choices import Answer, CriterionCode, ScaleCode
from matchmaking.study.chapters.parts import Grid, Row

Said = Mapping[str, Any]


def score_grids(contents: Said, *codes: str) -> list[Grid]:
    """Return the tables of the scores of some criteria; none where nothing was published."""
    rows = [one for one in contents["scores"]["criteria"] if one["code"] in codes]
    return [
        _grid(one) for one in sorted(rows, key=lambda one: (codes.index(one["code"]), one["scale"]))
    ]


def _grid(said: Said) -> Grid:
    given = said["given"]
    points = [int(one) for one in given if one.isdigit()]
    rows: list[Row] = [
        (_points(point, said["most"]), given.get(str(point), 0))
        for point in range(said["most"], 0, -1)
    ]
    rows += [
        (str(Answer(one).label), given.get(one, 0))
        for one in (Answer.NO_EVIDENCE, Answer.NOT_APPLICABLE)
    ]
    name = {
        "criterion": CriterionCode(said["code"]).label,
        "scale": ScaleCode(said["scale"]).label,
    }
    caption = _("Scores of published evaluations: %(criterion)s (%(scale)s)") % name
    heads = (_("Points"), _("Evaluations"))
    note = _median([point for point in points for _one in range(given[str(point)])])
    return Grid(f"scores-{said['code']}-{said['scale']}", caption, heads, tuple(rows), 1, note)


def _points(point: int, most: int) -> str:
    return _("%(point)s of %(most)s") % {"point": point, "most": most}


def _median(points: list[int]) -> str:
    """Say the median of ordinal points: the lower of two middle ones, which somebody gave."""
    if not points:
        return ""
    middle = sorted(points)[(len(points) - 1) // 2]
    words = {"median": middle, "count": len(points)}
    return _("Median %(median)s, of %(count)s scores. Points are an order, not amounts.") % words

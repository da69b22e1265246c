"""What the engine found, said in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from matchmaking.funds.models import Criterion
from matchmaking.funds.terms import worded
from matchmaking.reviews.engine.agreement import Agreement, Metric, Reading
from matchmaking.reviews.engine.assigning import Bar
from matchmaking.reviews.engine.outliers import Apart, Leaning

METRICS: dict[Metric, str | Promise] = {
    Metric.NOMINAL: gettext_lazy("nominal"),
    Metric.ORDINAL: gettext_lazy("ordinal"),
    Metric.INTERVAL: gettext_lazy("interval"),
    Metric.RATIO: gettext_lazy("ratio"),
}
READINGS: dict[Reading, str | Promise] = {
    Reading.RELY: gettext_lazy("The reviewers agree: 0.800 or more may be relied on."),
    Reading.TENTATIVE: gettext_lazy(
        "Only tentative conclusions: between 0.667 and 0.800. Look at where they differ."
    ),
    Reading.DO_NOT_RELY: gettext_lazy(
        "Do not rely on these scores: below 0.667. Discuss before you rank."
    ),
    Reading.UNDEFINED: gettext_lazy(
        "Everybody gives the same score, so alpha is not defined; the share of equal pairs is."
    ),
    Reading.NOTHING: gettext_lazy("Nothing has been scored by two reviewers yet."),
}
TONES: dict[Reading, str] = {
    Reading.RELY: "success",
    Reading.TENTATIVE: "warning",
    Reading.DO_NOT_RELY: "danger",
    Reading.UNDEFINED: "info",
    Reading.NOTHING: "info",
}
BARS: dict[str, str | Promise] = {
    Bar.CONFLICT: gettext_lazy("conflict of interest"),
    Bar.ASSIGNED: gettext_lazy("is a reviewer of it already"),
    Bar.DECLINED: gettext_lazy("left it before"),
    Bar.AWAY: gettext_lazy("is not available now"),
    Bar.FULL: gettext_lazy("has as many reviews as they take at a time"),
    Bar.LANGUAGE: gettext_lazy("does not read its language"),
}


def title_of(criterion: Criterion) -> str:
    """Return the title of a criterion in the reader's language, or in English."""
    return worded(criterion.titles, _language()) or criterion.code


def anchors_of(criterion: Criterion) -> list[tuple[int, str]]:
    """Return what each point of the scale stands for, as the call wrote it."""
    anchors: Mapping[str, Mapping[str, str]] = criterion.anchors
    return [
        (point, worded(anchors.get(str(point), {}), _language()))
        for point in range(1, criterion.scale_max + 1)
    ]


def bar_in_words(bar: str) -> str:
    """Say why somebody cannot review, or should not."""
    return str(BARS[bar])


def reason_in_words(reason: Mapping[str, Any]) -> str:
    """Say why somebody fits an application: one of the three reasons kept with an assignment."""
    return _REASONS[reason["code"]](reason)


def reading_of(agreement: Agreement) -> str | Promise:
    """Say what may be concluded from an agreement."""
    return READINGS[agreement.reading]


def tone_of(agreement: Agreement) -> str:
    """Return the kind of notice in which a reading stands."""
    return TONES[agreement.reading]


def few_units(agreement: Agreement) -> str:
    """Warn of what rests on few units; nothing where there are enough."""
    if agreement.alpha is None or agreement.units >= 30:
        return ""
    values = {"count": agreement.units}
    if agreement.low is None:
        return (
            ngettext(
                "It rests on %(count)s unit: too few to say how sure it is.",
                "It rests on %(count)s units: too few to say how sure it is.",
                agreement.units,
            )
            % values
        )
    return _("It rests on %(count)s units: look at the interval rather than the figure.") % values


def apart_in_words(one: Apart, name: str, criterion: str) -> str:
    """Say how a score stands apart."""
    values = {
        "name": name,
        "criterion": criterion,
        "value": _figure(one.value),
        "median": _figure(one.others_median),
        "points": _figure(abs(one.distance)),
        "limit": one.limit,
        "others": one.others,
    }
    if one.is_one_of_two:
        return (
            _(
                "%(criterion)s: %(name)s gives %(value)s and the only other reviewer %(median)s, "
                "%(points)s points apart (from %(limit)s on it is pointed out). With two "
                "reviewers nobody can say which is unusual."
            )
            % values
        )
    return (
        _(
            "%(criterion)s: %(name)s gives %(value)s, %(points)s points from the median "
            "%(median)s of the other %(others)s reviewers, who agree more closely (from "
            "%(limit)s points on it is pointed out)."
        )
        % values
    )


def leaning_in_words(one: Leaning, name: str) -> str:
    """Say how a reviewer leans over all their reviews."""
    values = {
        "name": name,
        "points": _figure(abs(round(one.points, 1))),
        "count": one.applications,
    }
    if one.points < 0:
        words = _(
            "%(name)s scores %(points)s points of 100 lower than the others, on the median of "
            "%(count)s applications."
        )
    else:
        words = _(
            "%(name)s scores %(points)s points of 100 higher than the others, on the median of "
            "%(count)s applications."
        )
    return words % values


def _language_reason(reason: Mapping[str, Any]) -> str:
    reads = reason["value"]
    if reads is None:
        return _("languages not known")
    return _("reads its language") if reads else _("does not read its language")


def _themes_reason(reason: Mapping[str, Any]) -> str:
    share = reason["value"]
    if share is None:
        return _("themes not known")
    return _("knows %(percent)s %% of its themes") % {"percent": round(100 * share)}


def _load_reason(reason: Mapping[str, Any]) -> str:
    values = {"load": reason["value"], "most": reason["most"]}
    return _("%(load)s of at most %(most)s reviews under way") % values


_REASONS = {"language": _language_reason, "themes": _themes_reason, "load": _load_reason}


def _figure(value: float) -> str:
    return f"{value:g}"


def _language() -> str:
    return (get_language() or "en").split("-")[0]

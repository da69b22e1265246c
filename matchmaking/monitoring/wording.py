"""What achievement and numbers read like."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.monitoring import achievement
from matchmaking.monitoring.achievement import Achievement
from matchmaking.monitoring.choices import Answer, Measure
from matchmaking.monitoring.models import Indicator, Value

WHY = {
    achievement.NO_VALUE: gettext_lazy("No value is approved yet."),
    achievement.NO_TARGET: gettext_lazy("There is no target."),
    achievement.NO_BASELINE: gettext_lazy("There is no baseline to go down from."),
    achievement.FROM_NOTHING: gettext_lazy("There is no baseline: counted from nothing."),
    achievement.NOTHING_TO_CHANGE: gettext_lazy("The target is where it began."),
    achievement.WRONG_WAY: gettext_lazy("The target lies on the other side of the baseline."),
}


def why(found: Achievement) -> str:
    """Return why there is no ratio, or what it rests on."""
    return str(WHY.get(found.why, ""))


def parts(found: Achievement) -> str:
    """Return numerator and denominator, as "3 of 12"."""
    if found.numerator is None or found.denominator is None:
        return ""
    said = {"done": number(found.numerator), "whole": number(found.denominator)}
    return _("%(done)s of %(whole)s") % said


def number(figure: Decimal | None) -> str:
    """Return a figure without the zeros that it is kept with."""
    if figure is None:
        return ""
    return str(number_format(f"{figure.normalize():f}", use_l10n=True, force_grouping=True))


def answer(indicator: Indicator, value: Value) -> str:
    """Return what a value says: its figure and unit, yes or no, its words, or why not."""
    if value.answer == Answer.WORDS:
        return value.words
    if value.answer != Answer.NUMBER:
        return str(value.get_answer_display())
    if indicator.measure == Measure.YESNO:
        return _("Yes") if value.number else _("No")
    return figure(indicator, value.number)


def figure(indicator: Indicator, said: Decimal | None) -> str:
    """Return a baseline, target or value with its unit."""
    if said is None:
        return ""
    if indicator.measure == Measure.YESNO:
        return _("Yes") if said else _("No")
    if indicator.measure == Measure.PERCENT:
        return _("%(number)s per cent") % {"number": number(said)}
    return f"{number(said)} {indicator.unit}".strip()

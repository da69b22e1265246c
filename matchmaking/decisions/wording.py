"""Places, counts and scenarios in words: why each is as it is."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.decisions.choices import Measure
from matchmaking.decisions.engine.ranking import CRITERION, Place, Step
from matchmaking.decisions.models import Choice
from matchmaking.decisions.selectors import Ranking
from matchmaking.funds.describing import TIE_BREAKERS
from matchmaking.funds.terms import worded
from matchmaking.money import Money
from matchmaking.vocabulary.fields import readers_language
from matchmaking.vocabulary.selectors import labels

FINDINGS: Mapping[str, str | Promise] = {
    "present": gettext_lazy(
        "Members who voted: %(found)s of %(of)s who may; %(needed)s are needed."
    ),
    "chair": gettext_lazy("The chair has to vote: %(found)s of 1."),
    "yes": gettext_lazy("Yes: %(found)s of %(of)s votes that count; %(needed)s are needed."),
    "others_vote": gettext_lazy(
        "Of those who did not vote for the decision that is appealed, %(found)s voted; at least "
        "one has to."
    ),
    "others_yes": gettext_lazy(
        "Yes among those who did not vote for that decision: %(found)s of %(of)s; %(needed)s "
        "are needed."
    ),
}
DEMANDS: Mapping[str, str | Promise] = {
    "must": gettext_lazy("%(what)s must be funded"),
    "must_not": gettext_lazy("%(what)s must not be funded"),
    "at_least": gettext_lazy("at least so much for %(what)s"),
    "at_most": gettext_lazy("at most so much for %(what)s"),
    "region_percent": gettext_lazy("the balance between continents"),
    "state_most": gettext_lazy("the limit for one State"),
    "budget": gettext_lazy("the budget"),
    "together": gettext_lazy("several demands together: no single one is to blame"),
}
RULES: Mapping[str, str | Promise] = {
    "score": gettext_lazy("score"),
    "reviews": gettext_lazy("weighted reviews"),
    **TIE_BREAKERS,
}
KINDS = {"state": "country", "region": "region", "continent": "region", "theme": "theme"}


def finding_in_words(finding: Mapping[str, Any]) -> str:
    """Return what a rule of the quorum asks for, and what there is."""
    return str(FINDINGS[finding["code"]]) % finding


def place_in_words(place: Place, ranking: Ranking) -> str:
    """Return why an application stands where it does."""
    if place.number is None:
        return _("Neither the committee nor the reviewers have scored it yet.")
    if not place.steps:
        return _first(place)
    *equal, last = place.steps
    if not last.decides:
        return _("Nothing tells it apart from the one above: they share the place.")
    if not equal:
        return _step(last, ranking)
    same = ", ".join(rule_in_words(step.code, ranking) for step in equal)
    decided = _step(last, ranking)
    return _("The same as the one above: %(same)s. %(decided)s") % {
        "same": same,
        "decided": decided,
    }


def rule_in_words(code: str, ranking: Ranking) -> str:
    """Return a rule that ranks, by the name readers know."""
    if code.startswith(CRITERION):
        name = code.removeprefix(CRITERION)
        terms = {row.code: row.titles for row in ranking.call.terms.criteria}
        return worded_title(terms.get(name, {}), name)
    return str(RULES[code])


def worded_title(titles: Mapping[str, str], code: str) -> str:
    """Return a title in the reader's language."""
    return worded(titles, readers_language()) or code


def _first(place: Place) -> str:
    if place.candidate.committee is None:
        return _("The highest score; by the reviewers, as the committee has not scored it yet.")
    return _("The highest score.")


def _step(step: Step, ranking: Ranking) -> str:
    said = {
        "rule": rule_in_words(step.code, ranking),
        "above": _shown(step.above, ranking),
        "here": _shown(step.here, ranking),
    }
    words = _("%(rule)s decides: %(here)s after %(above)s.") % said
    return words[:1].upper() + words[1:]


def _shown(value: Any, ranking: Ranking) -> str:
    if value is None:
        return "–"
    if isinstance(value, Decimal):
        return number_format(value.normalize(), use_l10n=True)
    if isinstance(value, int):
        return str(Money(value, ranking.call.currency)) if value > 1000 else str(value)
    return date_format(value, "SHORT_DATETIME_FORMAT")


def quality_in_words(choice: Choice) -> str:
    """Return how good a scenario is at least: "99.2 %", never rounded up."""
    quality = choice.quality
    if quality is None:
        return ""
    if quality > 1 - 1e-6:
        return _("the best possible")
    shown = number_format(math.floor(quality * 1000) / 10, decimal_pos=1)
    return _("at least %(percent)s %% of the best possible") % {"percent": shown}


def value_in_words(choice: Choice, value: float | None) -> str:
    """Return what a choice is worth: money times score, or applications times score."""
    if value is None:
        return "–"
    if choice.measure == Measure.MONEY:
        return str(Money(round(value), choice.currency).rounded())
    return number_format(value, decimal_pos=2)


def gain_in_words(choice: Choice) -> str:
    """Compare with funding by rank until the money ends."""
    if choice.value is None or not choice.by_rank_value:
        return ""
    gain = (choice.value / choice.by_rank_value - 1) * 100
    said = {"percent": number_format(abs(round(gain, 1)), decimal_pos=1)}
    if abs(gain) < 0.05:
        return _("As much as by rank until the money ends")
    if gain > 0:
        return _("%(percent)s %% more than by rank until the money ends") % said
    return _("%(percent)s %% less than by rank, which keeps no demands") % said


def demand_in_words(conflict: Mapping[str, Any], names: Mapping[int, str]) -> str:
    """Return a demand, as those read it who made it."""
    what = ", ".join(names.get(pk, "") for pk in conflict["applicants"])
    return str(DEMANDS[conflict["code"]]) % {"what": what or group_in_words(conflict["group"])}


def group_in_words(group: str) -> str:
    """Return the name of a State, a region or a theme."""
    dimension, _colon, code = group.partition(":")
    return labels(KINDS[dimension]).get(code, code) if dimension in KINDS else code

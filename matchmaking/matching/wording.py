"""The engine's reasons and conditions as sentences in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.dateparse import parse_date
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.matching import reasons
from matchmaking.matching.engine import Gate
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.selectors import labels

# What a condition is called where it is met; where it is not, `reasons.GATES` says why.
MET: dict[str, str | Promise] = {
    "closed": _("Request and offer are open."),
    "unconfirmed": _("Both were confirmed recently enough."),
    "window": _("The periods overlap."),
    "eligibility": _("The State is among those the offer is meant for."),
    "excluded": _("The State is not excluded by the lists of the offer."),
    "conditions": _("The words of the offer leave the State in."),
    "capacity": _("Something is left to give."),
    "kind": _("What is asked for and what is offered go together."),
    "language": _("It is given in a language the State works in."),
}
# Which list of names the codes of a parameter are looked up in.
NAMED_BY = {
    "themes": "theme",
    "kinds": "kind",
    "kind": "kind",
    "asked": "kind",
    "offered": "kind",
    "state": "country",
    "states": "country",
    "owner": "country",
}
LANGUAGES = ("languages", "delivery", "working")


class Condition(NamedTuple):
    """A gate, ready for a page."""

    passed: bool
    sentence: str | Promise


def feature_name(name: str) -> str:
    """Return what a feature is called on a page."""
    return gettext(reasons.FEATURE_NAMES[name])


def sentence(message: str, params: Mapping[str, Any]) -> str:
    """Return the sentence `message`, with the names of the codes in `params`."""
    return gettext(reasons.SENTENCES[message]) % _in_words(params)


def condition(gate: Gate) -> Condition:
    """Return a gate as a sentence that says what is met, or why it is not."""
    if gate.passed:
        return Condition(True, MET[gate.code])
    return Condition(False, gettext(reasons.GATES[gate.code]) % _in_words(gate.params))


def _in_words(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: _words(name, value) for name, value in params.items()}


def _words(name: str, value: Any) -> str:
    if name.endswith("_on"):
        return _day(value)
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, str):
        return _names(name, [value])[0]
    return get_text_list([str(word) for word in _names(name, value)], gettext("and")) or "–"


def _names(name: str, codes: Iterable[str]) -> list[str]:
    codes = list(codes)
    if name in LANGUAGES:
        spoken = dict(WorkingLanguage.choices)
        return [str(spoken.get(code, code)) for code in codes]
    known = labels(NAMED_BY[name], codes) if name in NAMED_BY else {}
    bodies = labels("body", codes) if name == "owner" else {}
    # A concept's code is its English name; stems are shown as they are.
    return [known.get(code) or bodies.get(code) or code.replace("_", " ") for code in codes]


def _day(value: date | str | None) -> str:
    day = parse_date(value) if isinstance(value, str) else value
    if day is None or day in (date.min, date.max):
        return "…"
    return date_format(day)


def _number(value: float) -> str:
    return number_format(value, decimal_pos=0 if value == int(value) else 1, force_grouping=True)

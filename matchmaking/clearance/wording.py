"""A rule of the checks in sentences, for those who read it on a page."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaking.clearance.choices import Circumstance, Fact, ReferenceRule, Side
from matchmaking.offers.choices import Channel
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.selectors import labels


def in_words(rule: Any) -> list[str]:
    """Return what a rule (or a row of its form) says, a sentence each."""
    return [
        _asked_when(rule),
        _("Cleared by %(side)s.") % {"side": Side(rule.cleared_by).label},
        _shown(rule),
        ngettext("Holds for %(days)s day.", "Holds for %(days)s days.", rule.valid_days)
        % {"days": rule.valid_days},
        _("May be waived by two persons.") if rule.may_waive else _("Cannot be waived."),
        _opened_again(rule),
    ]


def _asked_when(rule: Any) -> str:
    conditions = [
        *(str(Circumstance(code).label) for code in rule.circumstances),
        *_kinds(rule.kinds),
        *_recipients(rule.countries, rule.groups),
        *_channels(rule.channels),
    ]
    if not conditions:
        return _("Asked for every pair.")
    return _("Asked when %(conditions)s.") % {"conditions": get_text_list(conditions, _("and"))}


def _kinds(codes: list[str]) -> Iterable[str]:
    if codes:
        yield _("it is about %(kinds)s") % {"kinds": _or(labels("kind", codes).values())}


def _recipients(countries: list[str], groups: list[str]) -> Iterable[str]:
    names = [
        *labels("country", countries).values(),
        *(str(CountryGroup(code).label) for code in groups),
    ]
    if names:
        yield _("the recipient is %(states)s") % {"states": _or(names)}


def _channels(codes: list[str]) -> Iterable[str]:
    if codes:
        names = (str(Channel(code).label) for code in codes)
        yield _("the channel is %(channels)s") % {"channels": _or(names)}


def _shown(rule: Any) -> str:
    words = {
        ReferenceRule.NEVER: _("Evidence in words is asked for."),
        ReferenceRule.EMBARGO: _(
            "Evidence in words is asked for, with a reference number while an embargo is in force."
        ),
        ReferenceRule.ALWAYS: _("Evidence in words and a reference number are asked for."),
    }[rule.needs_reference]
    return f"{words} {_('A document must be attached.')}" if rule.needs_document else words


def _opened_again(rule: Any) -> str:
    names = [str(Fact(code).label) for code in rule.rests_on]
    if not names:
        return _("Stays cleared until its last day, whatever changes.")
    return _("Opened again when these change: %(facts)s.") % {
        "facts": get_text_list(names, _("and"))
    }


def _or(names: Iterable[str]) -> str:
    return str(get_text_list([str(name) for name in names], _("or")))

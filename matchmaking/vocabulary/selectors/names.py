"""Names of codes in the reader's language, for pages, facets and forms."""

import unicodedata
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.utils.translation import get_language

from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.vocabulary.models import (
    Body,
    Country,
    Currency,
    Indicator,
    Kind,
    NamedRow,
    Region,
    TaxonomyRow,
    Theme,
)
from matchmaking.vocabulary.selectors.memory import remembered

Choices = list[tuple[str, str]]
GroupedChoices = list[tuple[str, Choices]]
TREES: dict[str, type[TaxonomyRow]] = {"theme": Theme, "kind": Kind}
MODELS: dict[str, type[NamedRow]] = {
    "theme": Theme,
    "kind": Kind,
    "country": Country,
    "region": Region,
    "body": Body,
    "currency": Currency,
    "indicator": Indicator,
}


class Branch(NamedTuple):
    """A node of a taxonomy with what is below it."""

    code: str
    name: str
    description: str
    unit: str
    children: "tuple[Branch, ...]"


def labels(what: str, codes: Collection[str] | None = None) -> Mapping[str, str]:
    """Return the names in the reader's language by code; only of `codes` where given.

    `what` is a key of MODELS. Retired rows are among
    them: old records still name them.
    """
    names = _labels(what, _language())
    if codes is None:
        return names
    return {code: names[code] for code in codes if code in names}


def theme_tree() -> tuple[Branch, ...]:
    """Return the themes in use, the second level below the first."""
    return _tree("theme", _language())


def kind_tree() -> tuple[Branch, ...]:
    """Return the kinds of assistance in use, the second level below the first."""
    return _tree("kind", _language())


def theme_choices() -> GroupedChoices:
    """Return the themes in use for a form, grouped by the first level, which is itself a choice."""
    return _grouped(theme_tree(), with_top=True)


def kind_choices() -> GroupedChoices:
    """Return the kinds in use for a form, grouped by the first level, which no line names."""
    return _grouped(kind_tree(), with_top=False)


def country_choices(language: str | None = None) -> Choices:
    """Return the States by name, sorted as a reader of `language` expects."""
    return list(_sorted_choices("country", language or _language()))


def region_choices() -> Choices:
    """Return the M49 regions, wider ones first, in the order of the standard's tree."""
    return list(_region_choices(_language()))


def body_choices() -> Choices:
    """Return the bodies by name."""
    return list(_sorted_choices("body", _language()))


def indicator_choices() -> GroupedChoices:
    """Return the indicators in use for a form, grouped by the theme they are nearest to."""
    return [(group, list(choices)) for group, choices in _indicators(_language())]


def indicator_units() -> Mapping[str, str]:
    """Return the unit in which each indicator is measured."""
    return _indicator_units()


def currency_choices() -> Choices:
    """Return the currencies by code, as "USD - US dollar"."""
    names = _labels("currency", _language())
    return [(code, f"{code} - {names[code]}") for code in _codes_in_use("currency")]


def _language() -> str:
    language = (get_language() or "en").split("-")[0]
    return language if language in UN_LANGUAGES else "en"


@remembered
def _labels(what: str, language: str) -> Mapping[str, str]:
    model, own = MODELS[what], f"name_{language}"
    rows = model._default_manager.values_list("pk", own, "name_en")
    return MappingProxyType({code: name or english for code, name, english in rows})


@remembered
def _codes_in_use(what: str) -> tuple[str, ...]:
    rows = MODELS[what]._default_manager.filter(retired_on=None).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


@remembered
def _sorted_choices(what: str, language: str) -> tuple[tuple[str, str], ...]:
    names = _labels(what, language)
    pairs = [(code, names[code]) for code in _codes_in_use(what)]
    return tuple(sorted(pairs, key=lambda pair: _sort_key(pair[1])))


@remembered
def _indicator_units() -> Mapping[str, str]:
    return MappingProxyType(dict(Indicator.objects.values_list("pk", "unit")))


@remembered
def _indicators(language: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    names, themes = _labels("indicator", language), _labels("theme", language)
    groups: dict[str, list[tuple[str, str]]] = {}
    rows = Indicator.objects.filter(retired_on=None).order_by("theme", "pk")
    for code, theme, unit in rows.values_list("pk", "theme", "unit"):
        top = themes[theme.partition(".")[0]]
        groups.setdefault(top, []).append((code, f"{names[code]} ({unit})"))
    return tuple((group, tuple(choices)) for group, choices in groups.items())


@remembered
def _tree(what: str, language: str) -> tuple[Branch, ...]:
    names = _labels(what, language)
    rows = TREES[what]._default_manager.filter(retired_on=None).order_by("pk")
    below: dict[str | None, list[Branch]] = {}
    # Children come after their parents by code; built backwards, they are ready for them.
    for row in reversed(rows):
        children = tuple(reversed(below.get(row.pk, [])))
        unit = getattr(row, "unit", "")
        branch = Branch(row.pk, names[row.pk], row.description, unit, children)
        below.setdefault(row.parent_code, []).append(branch)
    return tuple(reversed(below.get(None, [])))


@remembered
def _region_choices(language: str) -> tuple[tuple[str, str], ...]:
    names = _labels("region", language)
    rows = Region.objects.filter(retired_on=None).values_list("pk", "parent_id")
    below: dict[str | None, list[str]] = {}
    for code, parent in rows:
        below.setdefault(parent, []).append(code)

    def walk(parent: str | None) -> list[tuple[str, str]]:
        found = []
        for code in sorted(below.get(parent, []), key=lambda c: _sort_key(names[c])):
            found += [(code, names[code]), *walk(code)]
        return found

    return tuple(walk(None))


def _grouped(tree: tuple[Branch, ...], *, with_top: bool) -> GroupedChoices:
    return [
        (top.name, [(b.code, b.name) for b in ((top,) if with_top else ()) + top.children])
        for top in tree
    ]


def _sort_key(name: str) -> str:
    """Sort É with E and å with a, without the collation tables of a locale."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()

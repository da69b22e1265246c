"""What can be asked of the portfolio, the same on each of its pages."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.selectors import Person
from files.paging import Pill
from files.rows import RowListing, Sort
from matchmaking.portfolio.asking import Asked
from matchmaking.portfolio.choices import DOLLARS, NUMBER, UNIT, Measure, Standing
from matchmaking.portfolio.selectors import units_in_use
from matchmaking.vocabulary.fields import DayInput
from matchmaking.vocabulary.selectors import (
    country_choices,
    kind_tree,
    region_choices,
    theme_choices,
)

Choices = list[tuple[str, Any]]
USUAL: dict[str, str] = {
    "measure": Measure.ASKED,
    "count": NUMBER,
    "standing": Standing.EVER,
}


class PortfolioForm(forms.Form):
    """Measure, way of counting, and which requests and offers are counted."""

    measure = forms.ChoiceField(label=_("Shown"), choices=Measure.choices, required=False)
    count = forms.ChoiceField(label=_("Counted as"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    kind = forms.ChoiceField(label=_("Kind of assistance"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    country = forms.ChoiceField(label=_("State"), required=False)
    since = forms.DateField(label=_("Wanted or given from"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Wanted or given until"), required=False, widget=DayInput())
    standing = forms.ChoiceField(label=_("Standing"), choices=Standing.choices, required=False)

    def __init__(self, data: QueryDict, *, user: Person) -> None:
        super().__init__(data)
        choices: dict[str, Choices] = {
            "count": _counts(user),
            "theme": [("", _("All themes")), *theme_choices()],
            "kind": [("", _("All kinds")), *_kinds()],
            "region": [("", _("All regions")), *region_choices()],
            "country": [("", _("All States")), *country_choices()],
        }
        for name, found in choices.items():
            field: Any = self.fields[name]
            field.choices = found

    @property
    def asked(self) -> Asked:
        """What is asked; a mistake in one field leaves the others in force."""
        self.is_valid()
        return Asked.of(self.cleaned_data)


class PortfolioFilters:
    """The form as a list needs it: over rows that are found elsewhere."""

    sorts: tuple[Sort, ...] = (Sort("largest", _("Largest first"), ()),)

    def __init__(self, data: QueryDict, *, user: Person) -> None:
        self.form = PortfolioForm(_filled(data), user=user)
        self.rows: list[Any] = []

    @property
    def filters(self) -> Mapping[str, Any]:
        """The filters by name."""
        return self.form.fields

    @property
    def qs(self) -> Any:
        """What fits, in order."""
        return self.rows

    @cached_property
    def asked(self) -> Asked:
        """What is asked."""
        return self.form.asked


class PortfolioListing(RowListing):
    """A list whose filters are those of the portfolio; what is usual is no filter in force."""

    @property
    def pills(self) -> list[Pill]:
        """The filters in force, each with the address that removes it."""
        usual = {label for name, label in self._labels() if self._is_usual(name)}
        return [pill for pill in self._pills() if str(pill.label) not in usual]

    def _labels(self) -> list[tuple[str, str]]:
        fields = self.filterset.form.fields
        return [(name, str(fields[name].label)) for name in USUAL]

    def _is_usual(self, name: str) -> bool:
        return self.params.get(name, USUAL[name]) in ("", USUAL[name])


def _filled(data: QueryDict) -> QueryDict:
    """Return what was asked, with what is usual where nothing was chosen: the form shows both."""
    filled = data.copy()
    for name, usual in USUAL.items():
        filled[name] = filled.get(name) or usual
    return filled


def _counts(user: Person) -> Choices:
    units = [(f"{UNIT}{unit}", _in_unit(unit)) for unit in units_in_use(user)]
    return [(NUMBER, _("Requests and offers")), (DOLLARS, _("US dollars")), *units]


def _in_unit(unit: str) -> str:
    return gettext("Quantity: %(unit)s") % {"unit": unit}


def _kinds() -> Choices:
    """Return the kinds, each group with its first level as a choice of its own."""
    return [
        (top.name, [(top.code, top.name), *((one.code, one.name) for one in top.children)])
        for top in kind_tree()
    ]

"""What can be asked of the figures, on every page and list alike; it stands in the address."""

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.rows import Sort
from matchmaking.funds.models import Fund
from matchmaking.insights.asking import Asked
from matchmaking.insights.choices import Count, End, Way
from matchmaking.insights.selectors import bodies, donor_ids, years
from matchmaking.vocabulary.selectors import (
    country_choices,
    kind_tree,
    region_choices,
    theme_choices,
)

Choices = list[tuple[str, Any]]
# Only lists are narrowed by these: a figure of the whole exchange is of nobody alone.
OF_LISTS = ("donor", "fund", "way", "end")


class InsightsForm(forms.Form):
    """Which records are counted, and in what."""

    count = forms.ChoiceField(label=_("Counted as"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    kind = forms.ChoiceField(label=_("Kind of assistance"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    country = forms.ChoiceField(label=_("State"), required=False)
    body = forms.ChoiceField(label=_("Members of"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    donor = forms.ChoiceField(label=_("Donor"), required=False)
    fund = forms.ChoiceField(label=_("Fund"), required=False)
    way = forms.ChoiceField(label=_("What came of it"), required=False)
    end = forms.ChoiceField(label=_("Where it stands"), required=False)

    def __init__(self, data: QueryDict, *, leave: Collection[str]) -> None:
        super().__init__(data)
        for name in leave:
            del self.fields[name]
        for name, find in CHOICES.items():
            if name in self.fields:
                field: Any = self.fields[name]
                field.choices = find()

    def said(self) -> Mapping[str, Any]:
        """Return what is asked; a mistake in one field leaves the others in force."""
        self.is_valid()
        return self.cleaned_data


class InsightsFilters:
    """The form as a list needs it: over rows that are found elsewhere."""

    sorts: tuple[Sort, ...] = (Sort("largest", _("Largest first"), ()),)

    def __init__(self, data: QueryDict, *, leave: Collection[str] = OF_LISTS, **fixed: Any) -> None:
        self.form = InsightsForm(data, leave=leave)
        self.fixed = fixed
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
        """What is asked, and what the page itself is about."""
        said = dict(self.form.said())
        for name, field in (("organisation_id", "donor"), ("fund_id", "fund")):
            if chosen := said.get(field):
                said[name] = int(chosen)
        return Asked.of(said | self.fixed)

    @property
    def count(self) -> str:
        """In what is counted."""
        return self.form.said().get("count") or Count.NUMBER

    def chosen(self, name: str) -> str:
        """Return what a filter of lists says."""
        return str(self.form.said().get(name) or "")


def _kinds() -> Choices:
    """Return the kinds, each group with its first level as a choice of its own."""
    return [
        (top.name, [(top.code, top.name), *((one.code, one.name) for one in top.children)])
        for top in kind_tree()
    ]


def _donors() -> Choices:
    rows = Organisation.objects.filter(pk__in=donor_ids()).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _funds() -> Choices:
    rows = Fund.objects.order_by("name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


CHOICES: dict[str, Any] = {
    "count": lambda: [("", Count.NUMBER.label), (Count.DOLLARS, Count.DOLLARS.label)],
    "theme": lambda: [("", _("All themes")), *theme_choices()],
    "kind": lambda: [("", _("All kinds")), *_kinds()],
    "region": lambda: [("", _("All regions")), *region_choices()],
    "country": lambda: [("", _("All States")), *country_choices()],
    "body": lambda: [("", _("All States")), *bodies()],
    "year": lambda: [("", _("All years")), *((year, year) for year in years())],
    "donor": lambda: [("", _("All donors")), *_donors()],
    "fund": lambda: [("", _("All funds")), *_funds()],
    "way": lambda: [("", _("All")), *Way.choices],
    "end": lambda: [("", _("All")), *End.choices],
}

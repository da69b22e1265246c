"""The terms of a scenario as forms: weights, shares of regions, earmarks, locked amounts."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from matchmaking.allocation.models import Scenario
from matchmaking.allocation.selectors import Way
from matchmaking.allocation.services import EarmarkData, ShareData
from matchmaking.allocation.services.scenarios import FIELDS
from matchmaking.allocation.wording import amount
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.selectors import country_choices, region_choices, theme_choices

MOST_COMPARED = 3
EMPTY = [("", "–")]


class ScenarioForm(forms.ModelForm[Scenario]):
    """What a scenario is called, and what counts how much."""

    class Meta:
        model = Scenario
        fields = FIELDS
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "match_percent": _(
                "In percent. 100: half as good a match counts half; 0: every match counts alike."
            ),
            "lot_percent": _(
                "In percent of what an offer could give to a request; less than that is not given."
            ),
            "most_donors": _("Empty: as many as it takes."),
        }


class NameForm(forms.Form):
    """What a copy is called."""

    name = forms.CharField(label=_("Name of the copy"), max_length=120)


class ShareRow(forms.Form):
    """What a region shall get of all that is given."""

    region_id = forms.ChoiceField(label=_("Region"), choices=lambda: EMPTY + region_choices())
    at_least = forms.IntegerField(
        label=_("at least, %"), min_value=0, max_value=100, required=False
    )
    at_most = forms.IntegerField(label=_("at most, %"), min_value=0, max_value=100, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for a share that leaves something, and can be reached."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors or not said.get("region_id"):
            return said
        least, most = said.get("at_least") or 0, said.get("at_most")
        most = 100 if most is None else most
        if least > most:
            self.add_error("at_most", _("This is less than “at least”."))
        if least == 0 and most == 100:
            self.add_error("at_least", _("Say how much the region shall get."))
        return said | {"at_least": least, "at_most": most}


class _ShareRows(forms.BaseFormSet[ShareRow]):
    def clean(self) -> None:
        """Take every region once."""
        regions = [row.get("region_id") for row in _said(self)]
        if len(regions) != len(set(regions)):
            raise forms.ValidationError(_("A region is named twice."))


class EarmarkRow(forms.Form):
    """For whom an offer is kept, and what is too little of it."""

    offer_id = forms.ModelChoiceField(
        label=_("Offer"), queryset=Offer.objects.none(), empty_label="–"
    )
    region_id = forms.ChoiceField(
        label=_("only for the region"), choices=lambda: EMPTY + region_choices(), required=False
    )
    country_id = forms.ChoiceField(
        label=_("only for the State"), choices=lambda: EMPTY + country_choices(), required=False
    )
    theme_id = forms.ChoiceField(
        label=_("only for the theme"), choices=lambda: [*EMPTY, *theme_choices()], required=False
    )
    smallest = forms.DecimalField(
        label=_("never less than"), min_value=0, max_digits=14, decimal_places=2, required=False
    )

    def __init__(self, *args: Any, offers: QuerySet[Offer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offer_id"].queryset = offers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for something that the offer is kept for."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [said.get(n) for n in ("region_id", "country_id", "theme_id", "smallest")]
        if not self.errors and said.get("offer_id") and not any(chosen):
            self.add_error("region_id", _("Say for whom the offer is kept."))
        return said


class _EarmarkRows(forms.BaseFormSet[EarmarkRow]):
    def clean(self) -> None:
        """Take every offer once."""
        offers = [row.get("offer_id") for row in _said(self)]
        if len(offers) != len(set(offers)):
            raise forms.ValidationError(_("An offer is named twice."))


class TermsEditor:
    """The whole form of a scenario: its fields, the shares of regions, the earmarks."""

    def __init__(self, scenario: Scenario, offers: QuerySet[Offer], data: Any = None) -> None:
        self.form = ScenarioForm(data, instance=scenario)
        self.shares = _rows(ShareRow, _ShareRows, 2)(
            data,
            prefix="shares",
            initial=list(scenario.region_shares.values("region_id", "at_least", "at_most")),
        )
        names = ("offer_id", "region_id", "country_id", "theme_id", "smallest")
        self.earmarks = _rows(EarmarkRow, _EarmarkRows, 1)(
            data,
            prefix="earmarks",
            initial=list(scenario.earmarks.order_by("pk").values(*names)),
            form_kwargs={"offers": offers},
        )

    def is_valid(self) -> bool:
        """Check all parts, so that every mistake is shown at once."""
        valid = [part.is_valid() for part in (self.form, self.shares, self.earmarks)]
        return all(valid)

    @property
    def fields(self) -> dict[str, Any]:
        """The columns of the scenario."""
        return {name: self.form.cleaned_data[name] for name in FIELDS}

    @property
    def share_data(self) -> list[ShareData]:
        """The shares of regions, as the service takes them."""
        return [
            ShareData(row["region_id"], row["at_least"], row["at_most"])
            for row in _said(self.shares)
        ]

    @property
    def earmark_data(self) -> list[EarmarkData]:
        """The earmarks, as the service takes them."""
        return [
            EarmarkData(
                row["offer_id"].pk,
                row["region_id"] or None,
                row["country_id"] or None,
                row["theme_id"] or None,
                row["smallest"] or None,
            )
            for row in _said(self.earmarks)
        ]


class LocksForm(forms.Form):
    """One amount for every way to a request; an empty one is free."""

    def __init__(self, *args: Any, ways: Iterable[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = list(ways)
        for way in self.ways:
            self.fields[way.name] = forms.DecimalField(
                label=_("Locked amount (%(unit)s)") % {"unit": way.unit},
                min_value=0,
                max_value=way.most,
                max_digits=14,
                decimal_places=2 if way.given.stock.step < 1 else 0,
                required=False,
                initial=None if way.locked is None else amount(way.locked).replace(",", ""),
            )

    @property
    def rows(self) -> list[tuple[Way, forms.BoundField]]:
        """Every way with its field."""
        return [(way, self[way.name]) for way in self.ways]

    @property
    def proposed(self) -> dict[tuple[int, int], Decimal | None]:
        """What is proposed now, to be locked as it is; the rest is set free."""
        return {(way.asked.line.pk, way.given.line.pk): way.proposed or None for way in self.ways}

    @property
    def amounts(self) -> dict[tuple[int, int], Decimal | None]:
        """What was locked and what was set free, as the service takes it."""
        return {
            (way.asked.line.pk, way.given.line.pk): self.cleaned_data[way.name] for way in self.ways
        }


class CompareForm(forms.Form):
    """Two or three scenarios to be put side by side."""

    scenario = forms.ModelMultipleChoiceField(
        label=_("Scenarios"),
        queryset=Scenario.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick two or three scenarios.")},
    )

    def __init__(self, *args: Any, solved: QuerySet[Scenario], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scenario"].queryset = solved  # type: ignore[attr-defined]

    def clean_scenario(self) -> QuerySet[Scenario]:
        """Take two or three."""
        chosen: QuerySet[Scenario] = self.cleaned_data["scenario"]
        if not 2 <= len(chosen) <= MOST_COMPARED:
            raise forms.ValidationError(_("Tick two or three scenarios."))
        return chosen


def _rows(form: type[forms.Form], base: type[forms.BaseFormSet[Any]], extra: int) -> Any:
    return forms.formset_factory(form, formset=base, extra=extra, can_delete=True, max_num=200)


def _said(rows: forms.BaseFormSet[Any]) -> list[dict[str, Any]]:
    """Return the rows that say something and are not to be removed."""
    return [
        row.cleaned_data
        for row in rows.forms
        if row.is_valid() and row.cleaned_data and not row.cleaned_data.get("DELETE")
    ]

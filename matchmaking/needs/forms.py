"""The forms in which a request is written. Nothing is compulsory while it is a draft."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.needs.models import Need
from matchmaking.needs.services import LineData, contradictions
from matchmaking.vocabulary.fields import (
    WRITTEN_IN,
    AmountField,
    BaseRowFormSet,
    CodesField,
    CurrencyField,
    DayInput,
    LanguagesField,
    RowForm,
    TickGroups,
    minor_units,
    readers_language,
    whole_units,
)
from matchmaking.vocabulary.selectors import body_choices, kind_tree, theme_choices

MOST_REQUESTS = 9999
YES_NO = [("", _("Not stated")), (True, _("Yes")), (False, _("No"))]

# What the services keep of the money, in the words of `as_fields`.
MONEY = ("budget_minor", "cofinancing_minor", "currency")
# Answers that are read together are also kept or left together.
TOGETHER = ({"starts_on", "ends_on"}, {"budget", "cofinancing", "currency"})


class StartForm(forms.Form):
    """The first step: for which State, under which title, in which language."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("State"), empty_label=None
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_(
            "One line that says what is needed, for example “Marking machines for police”."
        ),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)

    def __init__(self, *args: Any, states: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [state.pk for state in states]
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=ids).order_by("name")  # type: ignore[attr-defined]
        field.initial = ids[0]
        self.fields["language"].initial = readers_language()


class NeedForm(forms.ModelForm):
    """Everything a request says, except its lines."""

    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    themes = CodesField("theme", theme_choices, label=_("Themes"), widget=TickGroups)
    bodies_consulted = CodesField("body", body_choices, label=_("Regional bodies consulted"))
    working_languages = LanguagesField(
        label=_("Working languages"),
        help_text=_("Languages in which the assistance can be received."),
    )
    rank = forms.IntegerField(
        label=_("Rank among the State's requests"),
        min_value=1,
        max_value=MOST_REQUESTS,
        required=False,
        help_text=_("1 is the request that matters most to the State."),
    )
    currency = CurrencyField(label=_("Currency"))
    budget = AmountField(label=_("Indicative budget"))
    cofinancing = AmountField(label=_("Co-financing in place"))
    proposal_developed = forms.TypedChoiceField(
        label=_("Does a project proposal exist?"),
        choices=YES_NO,
        required=False,
        coerce=lambda value: value == "True",
        empty_value=None,
    )

    class Meta:
        model = Need
        fields = [
            "title",
            "language",
            "description",
            "priority",
            "rank",
            "starts_on",
            "ends_on",
            "institution",
            "place",
            "confidential_place",
            "is_first_stage_only",
            "national_plan",
            "working_languages",
            "proposal_developed",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 8}),
            "confidential_place": forms.Textarea(attrs={"rows": 2}),
            "starts_on": DayInput(),
            "ends_on": DayInput(),
        }
        help_texts = {
            "description": _(
                "What is needed, for whom, what exists already, and what it should change."
            ),
            "ends_on": _("The request is open to donors until this day, inclusive."),
            "place": _("Shown to everyone: a town, province or region."),
            "confidential_place": _(
                "Shown only to your State and the secretariat; never published or exported."
            ),
        }

    def __init__(self, data: QueryDict | None, *, instance: Need) -> None:
        super().__init__(data, instance=instance)
        self.initial["currency"] = instance.currency
        for name in ("budget", "cofinancing"):
            money = getattr(instance, name)
            self.initial[name] = money.amount if money else None
        for name in ("themes", "bodies_consulted"):
            self.initial[name] = [row.pk for row in getattr(instance, name).all()]
            self.fields[name].keep(self.initial[name])  # type: ignore[attr-defined]
        if instance.proposal_developed is not None:
            self.initial["proposal_developed"] = str(instance.proposal_developed)

    def clean(self) -> dict[str, Any]:
        """Check what concerns two answers at once."""
        said = super().clean() or self.cleaned_data
        errors = contradictions(
            starts_on=said.get("starts_on"),
            ends_on=said.get("ends_on"),
            has_amount=any(said.get(name) is not None for name in ("budget", "cofinancing")),
            currency=said.get("currency", ""),
        )
        for field, message in errors.items():
            self.add_error(field, str(message))
        return said

    def as_fields(self) -> dict[str, Any]:
        """Return the valid answers in the words of the services."""
        said = dict(self.cleaned_data)
        for group in TOGETHER:
            if self.errors.keys() & group:
                said = {name: value for name, value in said.items() if name not in group}
        for name in said.keys() & {"budget", "cofinancing"}:
            said[f"{name}_minor"] = minor_units(said.pop(name), said["currency"])
        return said


def _kinds() -> list[tuple[str, Any]]:
    """Return the kinds in groups, each with its first level: a report may say no more than that."""
    groups = [
        (top.name, [(kind.code, kind.name) for kind in (top, *top.children)]) for top in kind_tree()
    ]
    return [("", _("Choose one")), *groups]


class LineForm(RowForm):
    """One thing asked for."""

    kind = forms.ChoiceField(
        label=_("Kind of assistance"),
        choices=_kinds,
        error_messages={"required": _("Choose the kind of assistance, or empty this line.")},
    )
    description = forms.CharField(label=_("Description"), max_length=500, required=False)
    quantity = forms.DecimalField(
        label=_("Quantity"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        required=False,
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("Left empty, it is the usual unit of the kind."),
    )
    cost = AmountField(label=_("Estimated cost"))

    def as_line(self, currency: str) -> LineData:
        """Return the row in the words of the services."""
        said = self.cleaned_data
        return LineData(
            pk=said["line"],
            kind_id=said["kind"],
            description=said["description"],
            quantity=said["quantity"],
            unit=said["unit"] or usual_units().get(said["kind"], ""),
            cost_minor=minor_units(said["cost"], currency),
        )


LineFormSet: Any = forms.formset_factory(LineForm, formset=BaseRowFormSet, extra=1, can_delete=True)


class NeedEditor:
    """A request's form and the rows of its lines, as one."""

    def __init__(self, need: Need, data: QueryDict | None = None) -> None:
        self.need = need
        self.form = NeedForm(data, instance=need)
        rows = _rows(need) if data is None else None
        self.lines: BaseRowFormSet = LineFormSet(data, prefix="lines", initial=rows)

    def is_valid(self) -> bool:
        """Check the form, its rows, and that costs name their currency."""
        valid = [self.form.is_valid(), self.lines.is_valid()]
        if self._lacks_currency:
            self.form.add_error("currency", _("Choose the currency of the amounts."))
        return all(valid) and not self.form.errors

    @property
    def fields(self) -> dict[str, Any]:
        """The valid answers, for the services."""
        said = self.form.as_fields()
        if self.line_data is None and said.get("currency") != self.form.initial["currency"]:
            # The lines stay as they were, and so does the currency of their amounts.
            return {name: said[name] for name in said if name not in MONEY}
        return said

    @property
    def line_data(self) -> list[LineData] | None:
        """The lines, for the services; None where they cannot stand as they are."""
        if not self.lines.is_valid() or self._lacks_currency:
            return None
        currency = self.form.cleaned_data.get("currency", "")
        if currency != self.form.as_fields().get("currency", self.form.initial["currency"]):
            return None  # another currency was chosen, but cannot be kept
        return [row.as_line(currency) for row in self.lines.kept_rows]

    def saved_numbers(self, need: Need) -> dict[str, str]:
        """Return the numbers that the rows have since `need` was saved from this editor."""
        if self.line_data is None:
            return {}
        return self.lines.numbers_of(need.lines.order_by("position", "pk"))

    def add_errors(self, errors: Mapping[str, Any]) -> None:
        """Show refusals of the services beside the fields they concern."""
        for field, message in errors.items():
            self.form.add_error(field if field in self.form.fields else None, message)

    @property
    def _lacks_currency(self) -> bool:
        costs = any(row.cleaned_data.get("cost") for row in self.lines if row.is_valid())
        return costs and not self.form.cleaned_data.get("currency")


def _rows(need: Need) -> list[dict[str, Any]]:
    return [
        {
            "line": line.pk,
            "kind": line.kind_id,
            "description": line.description,
            "quantity": line.quantity,
            "unit": line.unit,
            "cost": whole_units(line.cost_minor, need.currency),
        }
        for line in need.lines.order_by("position", "pk")
    ]


def usual_units() -> dict[str, str]:
    """Return the unit in which each kind of assistance is counted."""
    return {kind.code: kind.unit for top in kind_tree() for kind in (top, *top.children)}

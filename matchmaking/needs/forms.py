"""The forms in which a request is written. Nothing is compulsory while it is a draft."""

from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from matchmaking.disclosure.choices import columns_of, level_columns
from matchmaking.disclosure.forms import DisclosedForm
from matchmaking.needs.models import Need
from matchmaking.needs.services import NEED
from matchmaking.needs.services.goals import number
from matchmaking.vocabulary.fields import (
    AmountField,
    BaseRowFormSet,
    CodesField,
    DayInput,
    LanguagesField,
    RowForm,
)
from matchmaking.vocabulary.selectors import (
    body_choices,
    indicator_choices,
    indicator_units,
    kind_tree,
)
from matchmaking.writing import forms as writing

MOST_REQUESTS = 9999
YES_NO = [("", _("Not stated")), (True, _("Yes")), (False, _("No"))]


class StartForm(writing.StartForm):
    """The first step of a request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].label = _("State")
        self.fields["title"].help_text = _(
            "One line that says what is needed, for example “Marking machines for police”."
        )


class NeedForm(DisclosedForm):
    """Everything a request says, except its lines."""

    kind = NEED
    amounts = ("budget", "cofinancing")

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
            *columns_of(Need.PARTS),
            *level_columns(Need.PARTS),
            "audience",
            "is_first_stage_only",
            "national_plan",
            "working_languages",
            "proposal_developed",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 8}),
            "confidential_place": forms.Textarea(attrs={"rows": 2}),
            "stock": forms.Textarea(attrs={"rows": 3}),
            "starts_on": DayInput(),
            "ends_on": DayInput(),
        }
        help_texts = {
            "description": _(
                "What is needed, for whom, and what it should change. Everyone reads it who may "
                "know of the request; what not everyone should read has its own place below."
            ),
            "ends_on": _("The request is open to donors until this day, inclusive."),
            "place": _("A town, province or region."),
            "confidential_place": _("Which depot, building or post; with coordinates if you like."),
            "stock": _("Weapons, machines, staff: what there is to build on, with numbers."),
        }

    def __init__(self, data: QueryDict | None, *, instance: Need) -> None:
        super().__init__(data, instance=instance)
        if instance.proposal_developed is not None:
            self.initial["proposal_developed"] = str(instance.proposal_developed)


def _kinds() -> list[tuple[str, Any]]:
    """Return the kinds in groups, each with its first level: a report may say no more than that."""
    groups = [
        (top.name, [(kind.code, kind.name) for kind in (top, *top.children)]) for top in kind_tree()
    ]
    return [writing.CHOOSE, *groups]


class LineForm(writing.LineForm):
    """One thing asked for."""

    record_kind = NEED
    field_order = ("kind", "description", "quantity", "unit", "cost")

    quantity = forms.DecimalField(
        label=_("Quantity"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        required=False,
    )
    cost = AmountField(label=_("Estimated cost"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _kinds()  # type: ignore[attr-defined]


class GoalForm(RowForm):
    """What shall be different, measured. A row left empty is no goal."""

    indicator = forms.ChoiceField(label=_("Indicator"), required=False)
    title = forms.CharField(
        label=_("Or in your own words"),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("What shall be different, for example “Marked share of police rifles”."),
    )
    baseline = forms.DecimalField(label=_("Today"), max_digits=14, decimal_places=2, required=False)
    target = forms.DecimalField(label=_("Target"), max_digits=14, decimal_places=2, required=False)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("Left empty, it is the unit of the indicator."),
    )
    due_on = forms.DateField(label=_("To be reached by"), required=False, widget=DayInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("None of these")), *indicator_choices()]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask what is measured, where figures are given."""
        said = super().clean() or self.cleaned_data
        if self.has_changed() and not (said.get("indicator") or said.get("title")):
            self.add_error("title", _("Choose an indicator, or say in your own words."))
        return said

    def as_row(self) -> dict[str, Any]:
        """Return the row in the words of the services."""
        said = self.cleaned_data
        return {
            "pk": said["line"],
            "indicator_id": said["indicator"] or None,
            "title": said["title"],
            "baseline": number(said["baseline"]),
            "target": number(said["target"]),
            "unit": said["unit"] or indicator_units().get(said["indicator"], ""),
            "due_on": said["due_on"].isoformat() if said["due_on"] else None,
        }


GOALS = "goals"
GoalFormSet: Any = forms.formset_factory(GoalForm, formset=BaseRowFormSet, extra=1, can_delete=True)


class NeedEditor(writing.RecordEditor):
    """A request's form, the rows of its lines and of its goals, as one."""

    kind = NEED
    form_class = NeedForm
    row_class = LineForm

    def __init__(self, record: Need, data: QueryDict | None = None) -> None:
        super().__init__(record, data)
        # A sheet says nothing of goals; they then stay as they are.
        self.asks_goals = data is None or f"{GOALS}-TOTAL_FORMS" in data
        rows = _goal_rows(record) if data is None and record.pk else None
        self.goals = GoalFormSet(data if self.asks_goals else None, prefix=GOALS, initial=rows)

    def is_valid(self) -> bool:
        """Check the goals, too."""
        return super().is_valid() & (not self.goals.is_bound or self.goals.is_valid())

    @property
    def fields(self) -> dict[str, Any]:
        """The valid answers, the goals among them where they can stand."""
        said = super().fields
        if self.goals.is_bound and self.goals.is_valid():
            said[GOALS] = [row.as_row() for row in self.goals.kept_rows]
        return said

    def saved_numbers(self, record: Need) -> dict[str, str]:  # type: ignore[override]
        """Return the numbers of the lines and of the goals."""
        found = super().saved_numbers(record)
        if self.goals.is_bound and self.goals.is_valid():
            found |= self.goals.numbers_of(record.goals.order_by("position", "pk"))
        return found


def _goal_rows(need: Need) -> list[dict[str, Any]]:
    names = ("title", "baseline", "target", "unit", "due_on")
    return [
        {"line": goal.pk, "indicator": goal.indicator_id}
        | {name: getattr(goal, name) for name in names}
        for goal in need.goals.order_by("position", "pk")
    ]

"""The forms in which plans are updated, risks named, visits written and hand-overs confirmed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.introductions.forms import FilesField, FilesInput
from matchmaking.monitoring.choices import Level
from matchmaking.monitoring.models import Result, Undertaking
from matchmaking.payments.forms.fields import PAPERS, paper_field, past_day_field, words_field
from matchmaking.progress.choices import Degree, EntryKind
from matchmaking.progress.models import ActivityState, HandOver, MilestoneState
from matchmaking.progress.services import Arrived, EntryData, Far, FaultyPlan, VisitData
from matchmaking.vocabulary.fields import DayInput

VERSION: dict[str, Any] = {"widget": forms.HiddenInput, "required": False}


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **options)


def _line(label: Any, most: int = 250, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def _quantity(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, min_value=0, **options)


class FarForm(forms.Form):
    """How far one activity is."""

    percent = forms.IntegerField(label=_("Done, in per cent"), min_value=0, max_value=100)
    begun_on = _day(_("Begun"), required=False)
    done_on = _day(_("Finished"), required=False)
    note = _line(_("Note"), 2000, required=False)
    version = forms.IntegerField(**VERSION)

    def __init__(self, data: Any, *, activity: ActivityState) -> None:
        self.activity = activity
        names = ("percent", "begun_on", "done_on", "note", "version")
        initial = {name: getattr(activity, name) for name in names}
        super().__init__(data, prefix=f"a{activity.pk}", initial=initial)

    def far(self) -> Far:
        """Return what is said in the words of the services."""
        said = self.cleaned_data | {"version": self.cleaned_data["version"] or 0}
        return Far(activity_id=self.activity.pk, **said)


class PlanForm:
    """All activities of an undertaking, to be said at once."""

    def __init__(self, data: Any, activities: Iterable[ActivityState]) -> None:
        self.rows = [FarForm(data, activity=one) for one in activities]

    def is_valid(self) -> bool:
        """Say whether every row can be read."""
        readable = [row.is_valid() for row in self.rows]
        return all(readable)

    @property
    def has_faults(self) -> bool:
        """Whether anything that was sent has to be put right."""
        return any(row.is_bound and row.errors for row in self.rows)

    def said(self) -> list[Far]:
        """Return all rows in the words of the services."""
        return [row.far() for row in self.rows]

    def tell(self, refusal: FaultyPlan) -> None:
        """Put what is wrong beside its fields."""
        rows = {row.activity.pk: row for row in self.rows}
        for pk, faults in refusal.faults.items():
            _put(rows[pk], faults)


def _put(form: forms.Form, faults: Mapping[str, object]) -> None:
    for name, words in faults.items():
        form.add_error(name, str(words))


class MilestoneForm(forms.Form):
    """Since when a milestone is reached, and what shows it."""

    reached_on = _day(
        _("Reached on"), required=False, help_text=_("Leave empty while it is not reached.")
    )
    words = words_field(_("What shows it"), required=False)
    file = paper_field(_("Evidence"), required=False)
    version = forms.IntegerField(**VERSION)

    def __init__(self, *args: Any, milestone: MilestoneState, **kwargs: Any) -> None:
        names = ("reached_on", "words", "version")
        kwargs["initial"] = {name: getattr(milestone, name) for name in names}
        super().__init__(*args, **kwargs)


class EntryForm(forms.Form):
    """A risk or an issue."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=EntryKind.choices,
        help_text=_("A risk may happen; an issue has happened."),
    )
    title = _line(_("In short"))
    words = words_field(_("In full"), required=False)
    likelihood = forms.TypedChoiceField(
        label=_("Likelihood"),
        choices=Degree.choices,
        coerce=int,
        initial=Degree.MEDIUM,
        help_text=_("Of an issue it does not count."),
    )
    impact = forms.TypedChoiceField(
        label=_("Impact"), choices=Degree.choices, coerce=int, initial=Degree.MEDIUM
    )
    response = words_field(_("What is done about it"), required=False)
    owner = _line(_("Who takes care of it"), 200, required=False)
    due_on = _day(_("To be settled by"), required=False)
    version = forms.IntegerField(**VERSION)

    def data_said(self) -> EntryData:
        """Return what is said in the words of the services."""
        said = dict(self.cleaned_data)
        said.pop("version")
        return EntryData(**said)


class VisitForm(forms.Form):
    """The note of a field visit."""

    visited_on = past_day_field(_("Visited on"))
    ended_on = _day(_("Until"), required=False)
    place = _line(
        _("Where"),
        help_text=_("A town or an institution in words. Never write down the site's coordinates."),
    )
    present = words_field(_("Who was there"), required=False)
    findings = words_field(_("What was found"))
    recommendations = words_field(_("What is recommended"), required=False)
    papers = FilesField(
        label=_("Photos and papers"),
        required=False,
        widget=FilesInput(attrs={"accept": PAPERS}),
        help_text=_("What a photo says about its place and camera is taken out."),
    )
    version = forms.IntegerField(**VERSION)

    def data_said(self) -> VisitData:
        """Return what is said in the words of the services."""
        said = {name: self.cleaned_data[name] for name in VisitData.__dataclass_fields__}
        return VisitData(**said)


class HandOverForm(forms.Form):
    """What will be handed over."""

    words = _line(_("What is handed over"))
    quantity = _quantity(_("How many in all"))
    unit = _line(_("Unit"), 60)
    result: "forms.ModelChoiceField[Result]" = forms.ModelChoiceField(
        label=_("Output it belongs to"), queryset=None, required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, undertaking: Undertaking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outputs = undertaking.results.filter(level=Level.OUTPUT).order_by("position")
        self.fields["result"].queryset = outputs  # type: ignore[attr-defined]


class ArrivedForm(forms.Form):
    """How much of it has been handed over, as one side says."""

    quantity = _quantity(_("Handed over so far, in all"))
    on = past_day_field(_("Last handed over on"))
    note = words_field(_("Note"), required=False)
    file = paper_field(_("Document of the hand-over"), required=False)

    def __init__(self, *args: Any, hand_over: HandOver, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"quantity": f"{hand_over.quantity.normalize():f}", "unit": hand_over.unit}
        self.fields["quantity"].help_text = _("Of %(quantity)s %(unit)s.") % words

    def arrived(self) -> Arrived:
        """Return what is said in the words of the services."""
        return Arrived(**self.cleaned_data)

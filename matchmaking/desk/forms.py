"""What brokers fill in: for several cases at once, for one pair, for the order of the queue."""

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.desk import selectors, wording
from matchmaking.desk.models import Case
from matchmaking.desk.ordering import DEFAULT_WEIGHTS
from matchmaking.desk.services import ACTS, Wanted
from matchmaking.desk.services.order import MOST_WEIGHT
from matchmaking.matching.models import Reason
from matchmaking.vocabulary.fields import DayInput

MOST_WORDS = 500


class BulkForm(forms.Form):
    """What shall be done with the cases that are ticked."""

    case = forms.ModelMultipleChoiceField(
        label=_("Cases"),
        queryset=Case.objects.none(),
        error_messages={"required": _("Tick at least one row.")},
    )
    act = forms.ChoiceField(choices=[(name, name) for name in ACTS], widget=forms.HiddenInput)
    assignee = forms.ModelChoiceField(
        label=_("Who shall look after it"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Choose a broker"),
    )
    until = forms.DateField(label=_("Not before"), required=False, widget=DayInput())
    note = forms.CharField(label=_("Why, or a note"), required=False, max_length=MOST_WORDS)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._field("case").queryset = Case.objects.visible_to(user)
        self._field("assignee").queryset = selectors.brokers()

    def clean(self) -> dict[str, Any]:
        """Ask for what the act needs."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        act = said.get("act")
        if act == "assign" and not said.get("assignee"):
            self.add_error("assignee", _("Choose who shall look after it."))
        if act == "postpone":
            if "until" not in self.errors:
                self._check_day(said.get("until"))
            if not said.get("note"):
                self.add_error("note", _("Say why it can wait; colleagues read it."))
        return said

    @property
    def ticked(self) -> set[str]:
        """The rows that are ticked, as they came."""
        return set(self._sent) if self.is_bound else set()

    @property
    def case_ids(self) -> list[int]:
        """The cases in the order of the page."""
        known = {case.pk for case in self.cleaned_data["case"]}
        return [int(pk) for pk in dict.fromkeys(self._sent) if int(pk) in known]

    @property
    def wanted(self) -> Wanted:
        """What the act needs beyond the cases."""
        return Wanted(**{name: self.cleaned_data[name] for name in ("assignee", "until", "note")})

    @property
    def _sent(self) -> list[str]:
        return cast("QueryDict", self.data).getlist("case")

    def _check_day(self, day: Any) -> None:
        if day is None or day <= timezone.localdate():
            self.add_error("until", _("Choose a day to come."))

    def _field(self, name: str) -> Any:
        return self.fields[name]


class NoteForm(forms.Form):
    """What should be known of a pair; kept with whatever is done with it."""

    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RejectForm(forms.Form):
    """Why a pair is rejected: a reason of the list, with words where it asks for them."""

    reason = forms.ModelChoiceField(
        label=_("Reason"),
        queryset=Reason.objects.none(),
        empty_label=_("Choose a reason"),
        error_messages={"required": _("Choose a reason; the reasons are what we learn from.")},
    )
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["reason"]
        field.queryset = Reason.objects.usable("rejecting")

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason says nothing by itself."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        reason = said.get("reason")
        if reason and reason.needs_words and not said.get("words"):
            self.add_error("words", _("This reason says little by itself: add a sentence."))
        return said


class OrderForm(forms.Form):
    """A new version of what counts how much in the queue, and why."""

    note = forms.CharField(
        label=_("Why is it changed?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever asks later why the queue changed reads this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DEFAULT_WEIGHTS:
            self.fields[name] = forms.FloatField(
                label=str(wording.FACTORS[name]), min_value=0, max_value=MOST_WEIGHT, step_size=0.5
            )
        self.order_fields([*DEFAULT_WEIGHTS, "note"])

    def clean(self) -> dict[str, Any]:
        """Ask for at least one weight above nothing."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(said[name] for name in DEFAULT_WEIGHTS):
            raise forms.ValidationError(_("At least one weight must be more than 0."))
        return said

    @property
    def weights(self) -> dict[str, float]:
        """The weights that were typed."""
        return {name: self.cleaned_data[name] for name in DEFAULT_WEIGHTS}

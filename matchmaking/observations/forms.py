"""The forms in which what is left is answered, and an evaluator is named."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from matchmaking.monitoring.models import Undertaking
from matchmaking.observations import policies
from matchmaking.observations.choices import Answer
from matchmaking.observations.models import QUESTIONS, Observation, ObservedItem
from matchmaking.observations.services import FaultyAnswers, ItemAnswer
from matchmaking.payments.forms.fields import CHOOSE, paper_field, words_field

COLUMNS = (*QUESTIONS, "quantity_in_use", "words")


class ItemForm(forms.Form):
    """What is left of one thing."""

    in_use = forms.ChoiceField(label=_("Is it in use?"))
    quantity_in_use = forms.DecimalField(
        label=_("How many are in use"),
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
    )
    maintained = forms.ChoiceField(label=_("Is it maintained?"))
    staffed = forms.ChoiceField(label=_("Are there trained people for it?"))
    budgeted = forms.ChoiceField(label=_("Is it in the budget of the State?"))
    words = words_field(_("Remarks"), required=False)
    file = paper_field(_("Evidence"), required=False)

    def __init__(self, data: Any, files: Any, *, item: ObservedItem) -> None:
        self.item = item
        initial = {name: getattr(item, name) for name in COLUMNS}
        super().__init__(data, files, prefix=f"i{item.pk}", initial=initial)
        for name in QUESTIONS:
            self.fields[name].choices = [CHOOSE, *Answer.choices]  # type: ignore[attr-defined]
        if item.delivered is None:
            del self.fields["quantity_in_use"]
        else:
            words = {"delivered": f"{item.delivered.normalize():f}", "unit": item.unit}
            help_text = _("Of %(delivered)s %(unit)s that were delivered.") % words
            self.fields["quantity_in_use"].help_text = help_text

    def answer(self) -> ItemAnswer:
        """Return what is said in the words of the services."""
        return ItemAnswer(item_id=self.item.pk, **self.cleaned_data)


class WordsForm(forms.Form):
    """What else there is to say."""

    words = words_field(_("What else there is to say"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ObservationForm:
    """All that is asked in one observation."""

    def __init__(self, data: Any, files: Any, observation: Observation) -> None:
        items: Iterable[ObservedItem] = observation.items.all()
        ordered = sorted(items, key=lambda item: item.position)
        self.rows = [ItemForm(data, files, item=item) for item in ordered]
        initial = {"words": observation.words, "version": observation.version}
        self.last = WordsForm(data, initial=initial)

    def is_valid(self) -> bool:
        """Say whether everything can be read."""
        readable = [form.is_valid() for form in (*self.rows, self.last)]
        return all(readable)

    @property
    def has_faults(self) -> bool:
        """Whether anything that was sent has to be put right."""
        return any(form.is_bound and form.errors for form in (*self.rows, self.last))

    def said(self) -> dict[str, Any]:
        """Return what is said in the words of the services."""
        return {"answers": [row.answer() for row in self.rows], **self.last.cleaned_data}

    def tell(self, refusal: FaultyAnswers) -> None:
        """Put what is wrong beside its fields."""
        rows = {row.item.pk: row for row in self.rows}
        for pk, faults in refusal.faults.items():
            _put(rows[pk], faults)


def _put(form: forms.Form, faults: Mapping[str, object]) -> None:
    for name, words in faults.items():
        form.add_error(name, str(words))


class AssignForm(forms.Form):
    """Who verifies: evaluators who belong to none of the parties."""

    evaluator: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Evaluator"), queryset=None, empty_label=_("Choose one")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, observation: Observation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = independent_evaluators(observation.undertaking).exclude(pk=observation.entered_by_id)
        self.fields["evaluator"].queryset = rows  # type: ignore[attr-defined]


def independent_evaluators(undertaking: Undertaking) -> Any:
    """Return the evaluators who belong to none of the parties."""
    rows = User.objects.filter(
        is_active=True, memberships__role=Role.EVALUATOR, memberships__ended_at=None
    ).distinct()
    fit = [one.pk for one in rows if policies.is_independent(one, undertaking)]
    return User.objects.filter(pk__in=fit).order_by("full_name", "pk")

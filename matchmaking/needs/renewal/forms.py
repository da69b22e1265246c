"""What a focal point may correct, what of a change is taken over, and the periods."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from matchmaking.needs.models import Need
from matchmaking.needs.renewal.choices import Verdict
from matchmaking.needs.renewal.models import Renewal, RenewalPeriod
from matchmaking.needs.services import LineData
from matchmaking.reports.models import CandidateNeed
from matchmaking.vocabulary.fields import (
    AmountField,
    CodesField,
    CurrencyField,
    TickGroups,
    minor_units,
    whole_units,
)
from matchmaking.vocabulary.selectors import theme_choices

KEEP, WITHDRAW = "gone_keep", "gone_withdraw"
ANSWERS = [
    (Verdict.STILL, Verdict.STILL.label),
    (Verdict.CHANGED, _("Changed: the new figures can be taken over next")),
    (Verdict.MET, _("Met: the State has what it asked for")),
    (KEEP, _("No longer mentioned: keep it open all the same")),
    (WITHDRAW, _("No longer mentioned: withdraw it")),
]
LARGEST_QUANTITY = Decimal("999999999999")


class PassageField(forms.ModelMultipleChoiceField):
    """Passages of a report, by their first words and their page."""

    def label_from_instance(self, obj: Any) -> str:
        """Name a passage."""
        words = Truncator(" ".join(obj.quote.split())).chars(110)
        return f"{words} ({obj.page})" if obj.page else words


class OnePassageField(forms.ModelChoiceField):
    """One passage of a report, by its first words and its page."""

    label_from_instance = PassageField.label_from_instance


class CorrectionForm(forms.Form):
    """Another verdict, another passage, and why."""

    answer = forms.ChoiceField(
        label=_("What became of the request"), choices=ANSWERS, widget=forms.RadioSelect
    )
    candidate = OnePassageField(
        label=_("The passage of the new report that asks for it again"),
        queryset=CandidateNeed.objects.none(),
        required=False,
        empty_label=_("none"),
    )
    further = PassageField(
        label=_("Further passages that ask for a part of it"),
        queryset=CandidateNeed.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where your answer is another than the suggestion."),
    )

    def __init__(self, renewal: Renewal, passages: Any, *args: Any, **kwargs: Any) -> None:
        said = KEEP if renewal.suggested == Verdict.GONE else renewal.suggested
        kwargs["initial"] = {
            "answer": said,
            "candidate": renewal.candidate_id,
            "further": list(renewal.further.values_list("pk", flat=True)),
        }
        super().__init__(*args, **kwargs)
        for name in ("candidate", "further"):
            self.fields[name].queryset = passages  # type: ignore[attr-defined]

    def as_answer(self) -> dict[str, Any]:
        """Return what the service takes."""
        said = self.cleaned_data
        main = [said["candidate"].pk] if said["candidate"] else []
        return {
            "verdict": said["answer"].removesuffix("_keep").removesuffix("_withdraw"),
            "keep": said["answer"] == KEEP,
            "candidate_ids": [*main, *(row.pk for row in said["further"])],
            "reason": said["reason"],
        }


class ChangeForm(forms.Form):
    """The new figures of a changed request, to be taken over into it; only what changed."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    quantity = forms.DecimalField(
        label=_("Quantity of the first line"),
        min_value=Decimal("0.01"),
        max_value=LARGEST_QUANTITY,
        decimal_places=2,
        required=False,
    )
    budget = AmountField(label=_("Indicative budget"))
    currency = CurrencyField(label=_("Currency"))
    themes = CodesField("theme", theme_choices, label=_("Themes"), widget=TickGroups)
    description = forms.CharField(
        label=_("Description"), widget=forms.Textarea(attrs={"rows": 7}), required=False
    )

    def __init__(self, renewal: Renewal, *args: Any, **kwargs: Any) -> None:
        self.need, self.candidate = renewal.need, renewal.candidate
        wanted = fields_for({change["name"] for change in renewal.changes})
        kwargs["initial"] = _proposed(self.need, self.candidate)
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - wanted:
            del self.fields[name]
        if "themes" in self.fields:
            self.fields["themes"].keep(self.initial["themes"])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the currency of an amount."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("budget") is not None and not said.get("currency"):
            self.add_error("currency", _("Choose the currency of the amounts."))
        return said

    def as_fields(self) -> dict[str, Any]:
        """Return the columns to write."""
        said = dict(self.cleaned_data)
        said.pop("quantity", None)
        if "budget" in said:
            said["budget_minor"] = minor_units(said.pop("budget"), said["currency"])
        return said

    def as_lines(self) -> list[LineData] | None:
        """Return the lines with the new quantity in the first; None leaves them alone."""
        if "quantity" not in self.cleaned_data:
            return None
        lines = [_line(row) for row in self.need.lines.order_by("position", "pk")]
        if not lines:
            return None
        first = {**lines[0], "quantity": self.cleaned_data["quantity"]}
        return [LineData(**first), *(LineData(**line) for line in lines[1:])]


class PeriodForm(forms.ModelForm):
    """How long States have, and when they are reminded."""

    class Meta:
        model = RenewalPeriod
        fields = ["months", "first_reminder", "second_reminder"]

    def clean(self) -> dict[str, Any]:
        """Keep the reminders in order, and inside the period."""
        said: dict[str, Any] = super().clean() or {}
        first, second = said.get("first_reminder"), said.get("second_reminder")
        if first is not None and second is not None and first <= second:
            self.add_error("second_reminder", _("The second reminder must come after the first."))
        if first and said.get("months") and first >= 28 * said["months"]:
            self.add_error("first_reminder", _("That is before the period begins."))
        return said


def fields_for(changes: set[str]) -> set[str]:
    """Return the fields of the form that such changes concern; the words can always follow."""
    fields = {"title", "description"}
    fields |= {"quantity"} if "quantity" in changes else set()
    fields |= {"budget", "currency"} if "amount" in changes else set()
    return fields | ({"themes"} if "theme" in changes else set())


def _proposed(need: Need, candidate: CandidateNeed | None) -> dict[str, Any]:
    """Return the new figures, and the new words where the State never wrote its own."""
    if candidate is None:
        return {"title": need.title, "description": need.description, "themes": []}
    themes = [*need.themes.all(), *candidate.themes.all()]
    quantity = candidate.quantity
    return {
        **_words(need, candidate),
        "quantity": None if quantity is None else f"{quantity.normalize():f}",
        "budget": whole_units(candidate.amount_minor, candidate.currency),
        "currency": candidate.currency,
        "themes": list(dict.fromkeys(theme.pk for theme in themes)),
    }


def _words(need: Need, candidate: CandidateNeed) -> dict[str, str]:
    first = need.candidate
    is_readable = candidate.report.language == need.language
    is_title_kept = not (first and is_readable and need.title == first.title)
    is_text_kept = not (is_readable and need.description == need.reported_quote)
    return {
        "title": need.title if is_title_kept else candidate.title,
        "description": need.description if is_text_kept else candidate.quote,
    }


def _line(row: Any) -> dict[str, Any]:
    names = ("pk", "kind_id", "description", "quantity", "unit", "cost_minor")
    return {name: getattr(row, name) for name in names}

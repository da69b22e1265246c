"""Forms of the report, of comments and answers, of the response, and of consent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import (
    ConsentAnswer,
    FollowUpState,
    Handling,
    ResponseAnswer,
    Side,
)
from matchmaking.evaluation.forms.fields import Choices, day_field, words_field
from matchmaking.evaluation.models import Evaluation
from matchmaking.evaluation.services import Advice, ReportData

# Empty rows beside those that are there.
SPARE, FEWEST = 2, 4


class ReportForm(forms.Form):
    """The words of a report; rows left empty are left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    summary = words_field(_("Summary"), rows=6, required=False)
    method = words_field(_("Method and limits"), required=False)

    def __init__(self, evaluation: Evaluation, sides: Choices, data: Any = None) -> None:
        findings = list(evaluation.findings.order_by("number"))
        advice = list(evaluation.recommendations.order_by("number"))
        initial: dict[str, Any] = {
            "version": evaluation.version,
            "summary": evaluation.summary,
            "method": evaluation.method,
        }
        initial |= {f"finding_{at}": row.words for at, row in enumerate(findings)}
        initial |= {f"advice_{at}": row.words for at, row in enumerate(advice)}
        initial |= {f"addressee_{at}": row.addressee for at, row in enumerate(advice)}
        super().__init__(data, initial=initial)
        self.counts = max(len(findings) + SPARE, FEWEST), max(len(advice) + SPARE, FEWEST)
        for at in range(self.counts[0]):
            self.fields[f"finding_{at}"] = words_field(_row(_("Finding"), at), 2, required=False)
        for at in range(self.counts[1]):
            label = _row(_("Recommendation"), at)
            self.fields[f"advice_{at}"] = words_field(label, 2, required=False)
            self.fields[f"addressee_{at}"] = forms.ChoiceField(
                label=_("Addressed to"), choices=sides, required=False
            )

    @property
    def findings(self) -> list[Any]:
        """The fields of the findings."""
        return [self[f"finding_{at}"] for at in range(self.counts[0])]

    @property
    def advice(self) -> list[tuple[Any, Any]]:
        """The fields of the recommendations."""
        return [(self[f"advice_{at}"], self[f"addressee_{at}"]) for at in range(self.counts[1])]

    @property
    def report(self) -> ReportData:
        """What was written, as the service takes it."""
        said: Mapping[str, Any] = self.cleaned_data
        advice = [
            Advice(said[f"advice_{at}"], said[f"addressee_{at}"]) for at in range(self.counts[1])
        ]
        findings = [said[f"finding_{at}"] for at in range(self.counts[0])]
        return ReportData(said["summary"], said["method"], findings, advice)


def _row(label: str | Promise, at: int) -> str:
    return f"{label} {at + 1}"


class CirculateForm(forms.Form):
    """Until when the parties may comment."""

    comment_until = day_field(_("Comments until"))


class CloseCommentsForm(forms.Form):
    """Until when the parties may respond."""

    respond_until = day_field(_("Response until"))


class CommentForm(forms.Form):
    """What one's side says of the draft, or that it has nothing to say."""

    words = words_field(_("Your comment"), required=False)
    has_none = forms.BooleanField(label=_("We have no comment"), required=False)


class AnswerForm(forms.Form):
    """What the evaluators made of a comment."""

    handling = forms.ChoiceField(label=_("Taken up"), choices=Handling.choices)
    answer = words_field(_("Answer"), rows=3)


class ResponseForm(forms.Form):
    """The response to one recommendation."""

    answer = forms.ChoiceField(
        label=_("Answer"), choices=ResponseAnswer.choices, widget=forms.RadioSelect
    )
    words = words_field(_("Why"), rows=3)
    action = words_field(_("What will be done"), rows=3, required=False)
    due_on = day_field(_("By"), required=False)


class FollowUpForm(forms.Form):
    """What became of an action."""

    on = day_field(_("As of"))
    state = forms.ChoiceField(label=_("Where it stands"), choices=FollowUpState.choices)
    words = words_field(_("What was done"), rows=3)


class ConsentForm(forms.Form):
    """Whether the report may be published, and what of it is kept back."""

    answer = forms.ChoiceField(
        label=_("May it be published?"), choices=ConsentAnswer.choices, widget=forms.RadioSelect
    )
    words = words_field(_("Reason"), rows=2, required=False)
    parts = forms.MultipleChoiceField(
        label=_("Parts that are kept back"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    passages = words_field(
        _("Passages that are kept back, one a line"),
        rows=3,
        required=False,
        help_text=_("Each is taken out wherever it stands. Copy it as it stands in the report."),
    )

    def __init__(self, *args: Any, parts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parts"]
        field.choices = parts

    def clean_passages(self) -> list[str]:
        """Return one passage a line."""
        return [one.strip() for one in self.cleaned_data["passages"].splitlines() if one.strip()]


def side_choices(sides: Sequence[Side]) -> Choices:
    """Return the sides a recommendation can be addressed to."""
    return [(side.value, side.label) for side in dict.fromkeys(sides)]

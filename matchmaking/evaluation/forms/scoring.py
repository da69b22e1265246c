"""Forms of scoring: the scores of one evaluator, their papers, settling a difference."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import Answer
from matchmaking.evaluation.forms.fields import Choices, words_field
from matchmaking.evaluation.gaps import Gap
from matchmaking.evaluation.models import Assignment, EvaluationCriterion, Scale
from matchmaking.evaluation.services import ScoreData
from matchmaking.evaluation.wording import point_anchor, point_label


class DocumentForm(forms.Form):
    """Something the evaluators collected themselves."""

    title = forms.CharField(label=_("What it is"), max_length=250)
    file = forms.FileField(label=_("File"))


class ScoreForm(forms.Form):
    """All scores of one evaluator. Nothing is required, so that a draft is kept as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        assignment: Assignment,
        criteria: Sequence[EvaluationCriterion],
        sources: Choices,
        data: Any = None,
    ) -> None:
        super().__init__(data, initial=_said(assignment))
        self.criteria = criteria
        for one in criteria:
            self.fields[f"answer_{one.pk}"] = result_field(one.scale, required=False)
            self.fields[f"rationale_{one.pk}"] = words_field(_("Why"), rows=4, required=False)
            self.fields[f"sources_{one.pk}"] = forms.MultipleChoiceField(
                label=_("Evidence it rests on"),
                required=False,
                choices=sources,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def parts(self) -> list[tuple[EvaluationCriterion, list[Any]]]:
        """Each criterion with its fields."""
        names = ("answer", "sources", "rationale")
        return [(one, [self[f"{name}_{one.pk}"] for name in names]) for one in self.criteria]

    @property
    def scores(self) -> dict[int, ScoreData]:
        """What can stand of the scores so far."""
        return {one.pk: self._score(one.pk) for one in self.criteria}

    def point_out(self, gaps: Sequence[Gap]) -> None:
        """Say beside each field what is missing."""
        self.is_valid()
        for gap in gaps:
            self.add_error(gap.field, gap.words)

    def _score(self, pk: int) -> ScoreData:
        said = self.cleaned_data
        answer, points = result_of(said.get(f"answer_{pk}", ""))
        # Evidence may have gone meanwhile: what is left of it stays, the service looks at each.
        sources = self[f"sources_{pk}"].data or []
        return ScoreData(answer, points, said.get(f"rationale_{pk}", ""), sources)


def result_field(scale: Scale, **options: Any) -> forms.ChoiceField:
    """Return the points of a scale with what each stands for, and the answers that are no score."""
    choices: list[tuple[str, str | Promise]] = [
        (str(value), f"{value} – {point_label(scale.points, value)}: {_anchor(scale, value)}")
        for value in scale.values
    ]
    choices += [(one.value, one.label) for one in (Answer.NOT_APPLICABLE, Answer.NO_EVIDENCE)]
    return forms.ChoiceField(
        label=_("Result"), choices=choices, widget=forms.RadioSelect, **options
    )


def result_of(said: str) -> tuple[str, int | None]:
    """Return answer and points of what was chosen."""
    return (Answer.SCORE, int(said)) if said.isdecimal() else (said, None)


def _anchor(scale: Scale, value: int) -> str:
    return point_anchor(scale.points, value)


def _said(assignment: Assignment) -> dict[str, Any]:
    said: dict[str, Any] = {"version": assignment.version}
    for score in assignment.scores.prefetch_related("citations"):
        pk = score.criterion_id
        said[f"answer_{pk}"] = str(score.points) if score.points else score.answer
        said[f"rationale_{pk}"] = score.rationale
        cited = [f"{row.kind}:{getattr(row, f'{row.kind}_id')}" for row in score.citations.all()]
        said[f"sources_{pk}"] = cited
    return said


class SettleForm(forms.Form):
    """How a criterion is judged where the evaluators differ."""

    words = words_field(_("How the difference was settled"), rows=4)

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"] = result_field(scale)
        self.order_fields(["result", "words"])

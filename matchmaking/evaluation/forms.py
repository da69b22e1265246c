"""Forms of evaluations: plan, evaluators, scores, report, comments, responses, consent, rules."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import (
    MANDATE,
    Answer,
    AssignmentRole,
    ConsentAnswer,
    CriterionCode,
    FollowUpState,
    Handling,
    ResponseAnswer,
    Side,
    Timing,
)
from matchmaking.evaluation.gaps import Gap
from matchmaking.evaluation.models import Assignment, Evaluation, EvaluationCriterion, Scale
from matchmaking.evaluation.services import Advice, PlanData, ReportData, ScoreData
from matchmaking.evaluation.wording import DEFINITIONS, QUESTIONS, point_anchor, point_label
from matchmaking.vocabulary.fields import WRITTEN_IN, DayInput

LONGEST = 10_000
# Empty rows beside those that are there.
SPARE, FEWEST = 2, 4
Choices = Sequence[tuple[Any, Any]]


class LongText(forms.Textarea):
    """Room for several paragraphs, in whatever direction the first letter asks for."""

    def __init__(self, rows: int = 5) -> None:
        super().__init__({"rows": rows, "dir": "auto"})


def _words(label: Any, rows: int = 5, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=LongText(rows), **options)


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **options)


class PlanForm(forms.Form):
    """A plan: one question a line under each criterion; those of the mandate are always judged."""

    title = forms.CharField(label=_("Title"), max_length=250)
    timing = forms.ChoiceField(label=_("When"), choices=Timing.choices, initial=Timing.CLOSURE)
    purpose = _words(_("Purpose: who will use it, and what for"), rows=3)
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    score_by = _day(_("Scores wanted by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CriterionCode:
            is_mandate = code in MANDATE
            self.fields[f"questions_{code}"] = _words(
                code.label,
                rows=3,
                required=is_mandate,
                help_text=DEFINITIONS[code],
                initial="\n".join(map(str, QUESTIONS[code])) if is_mandate else "",
            )

    @property
    def plan(self) -> PlanData:
        """What was written, as the service takes it."""
        said = self.cleaned_data
        questions = {code: said[f"questions_{code}"].splitlines() for code in CriterionCode.values}
        names = ("title", "timing", "purpose", "language", "score_by")
        return PlanData(**{name: said[name] for name in names}, questions=questions)


def said_in_plan(evaluation: Evaluation) -> dict[str, Any]:
    """Return a plan as the form shows it."""
    said: dict[str, Any] = {f"questions_{code}": "" for code in CriterionCode}
    for criterion in evaluation.criteria.prefetch_related("questions"):
        words = [row.words for row in criterion.questions.all()]
        said[f"questions_{criterion.code}"] = "\n".join(words)
    names = ("title", "timing", "purpose", "language", "score_by")
    return said | {name: getattr(evaluation, name) for name in names}


class EvaluatorForm(forms.Form):
    """Whom to ask; those who are not independent cannot be chosen."""

    evaluator = forms.TypedChoiceField(label=_("Whom to ask"), coerce=int)
    role = forms.ChoiceField(label=_("Role"), choices=AssignmentRole.choices)

    def __init__(self, *args: Any, people: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["evaluator"]
        field.choices = people


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=LongText(3))


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
            self.fields[f"rationale_{one.pk}"] = _words(_("Why"), rows=4, required=False)
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
        sources = said.get(f"sources_{pk}", [])
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

    words = _words(_("How the difference was settled"), rows=4)

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"] = result_field(scale)
        self.order_fields(["result", "words"])


class ReportForm(forms.Form):
    """The words of a report; rows left empty are left out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    summary = _words(_("Summary"), rows=6, required=False)
    method = _words(_("Method and limits"), required=False)

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
            self.fields[f"finding_{at}"] = _words(_row(_("Finding"), at), 2, required=False)
        for at in range(self.counts[1]):
            label = _row(_("Recommendation"), at)
            self.fields[f"advice_{at}"] = _words(label, 2, required=False)
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

    comment_until = _day(_("Comments until"))


class CloseCommentsForm(forms.Form):
    """Until when the parties may respond."""

    respond_until = _day(_("Response until"))


class CommentForm(forms.Form):
    """What one's side says of the draft, or that it has nothing to say."""

    words = _words(_("Your comment"), required=False)
    has_none = forms.BooleanField(label=_("We have no comment"), required=False)


class AnswerForm(forms.Form):
    """What the evaluators made of a comment."""

    handling = forms.ChoiceField(label=_("Taken up"), choices=Handling.choices)
    answer = _words(_("Answer"), rows=3)


class ResponseForm(forms.Form):
    """The response to one recommendation."""

    answer = forms.ChoiceField(
        label=_("Answer"), choices=ResponseAnswer.choices, widget=forms.RadioSelect
    )
    words = _words(_("Why"), rows=3)
    action = _words(_("What will be done"), rows=3, required=False)
    due_on = _day(_("By"), required=False)


class FollowUpForm(forms.Form):
    """What became of an action."""

    on = _day(_("As of"))
    state = forms.ChoiceField(label=_("Where it stands"), choices=FollowUpState.choices)
    words = _words(_("What was done"), rows=3)


class ConsentForm(forms.Form):
    """Whether the report may be published, and what of it is kept back."""

    answer = forms.ChoiceField(
        label=_("May it be published?"), choices=ConsentAnswer.choices, widget=forms.RadioSelect
    )
    words = _words(_("Reason"), rows=2, required=False)
    parts = forms.MultipleChoiceField(
        label=_("Parts that are kept back"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    passages = _words(
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


class SampleForm(forms.Form):
    """The next version of the rule of the sample."""

    percent = forms.IntegerField(
        label=_("Share of evaluations scored twice, in percent"), min_value=0, max_value=100
    )
    seed = forms.CharField(
        label=_("Seed"),
        max_length=60,
        help_text=_("The draw follows from it alone: with the same seed anybody finds the same."),
    )
    note = forms.CharField(label=_("Why"), max_length=2000, widget=LongText(3))


class ScaleForm(forms.Form):
    """The next version of a scale: what each point stands for."""

    note = forms.CharField(label=_("Why"), max_length=2000, widget=LongText(3))

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = scale.values
        for value in scale.values:
            label = f"{value} – {point_label(scale.points, value)}"
            initial = point_anchor(scale.points, value)
            self.fields[f"a{value}"] = _words(label, 2, initial=initial)

    @property
    def anchors(self) -> dict[int, str]:
        """What each point stands for."""
        return {value: self.cleaned_data[f"a{value}"] for value in self.values}


def side_choices(sides: Sequence[Side]) -> Choices:
    """Return the sides a recommendation can be addressed to."""
    return [(side.value, side.label) for side in dict.fromkeys(sides)]

"""Forms of the plan, of asking evaluators, and of the rules that evaluations follow."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.evaluation.choices import MANDATE, AssignmentRole, CriterionCode, Timing
from matchmaking.evaluation.forms.fields import Choices, LongText, day_field, words_field
from matchmaking.evaluation.models import Evaluation, Scale
from matchmaking.evaluation.services import PlanData
from matchmaking.evaluation.wording import DEFINITIONS, QUESTIONS, point_label
from matchmaking.vocabulary.fields import WRITTEN_IN


class PlanForm(forms.Form):
    """A plan: one question a line under each criterion; those of the mandate are always judged."""

    title = forms.CharField(label=_("Title"), max_length=250)
    timing = forms.ChoiceField(label=_("When"), choices=Timing.choices, initial=Timing.CLOSURE)
    purpose = words_field(_("Purpose: who will use it, and what for"), rows=3)
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    score_by = day_field(_("Scores wanted by"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CriterionCode:
            is_mandate = code in MANDATE
            self.fields[f"questions_{code}"] = words_field(
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
    """The next version of a scale: what each point stands for, in every language of the site."""

    note = forms.CharField(label=_("Why"), max_length=2000, widget=LongText(3))

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points = scale.points
        for point in scale.points:
            for code, language in WRITTEN_IN:
                said = point["anchor"].get(code, "")
                field = words_field(f"{point['value']} – {language}", 2, initial=said)
                field.widget.attrs["lang"] = code
                self.fields[f"a{point['value']}_{code}"] = field

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        """Each point with its fields, one for each language."""
        return [
            (
                f"{point['value']} – {point_label(self.points, point['value'])}",
                [self[f"a{point['value']}_{code}"] for code, _language in WRITTEN_IN],
            )
            for point in self.points
        ]

    @property
    def anchors(self) -> dict[int, dict[str, str]]:
        """What each point stands for, in every language."""
        said = self.cleaned_data
        return {
            point["value"]: {
                code: said[f"a{point['value']}_{code}"] for code, _language in WRITTEN_IN
            }
            for point in self.points
        }

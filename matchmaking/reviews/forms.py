"""Forms of reviews: answering, assigning, scoring, talking, and the profile of a reviewer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.applications.choices import Ground
from matchmaking.funds.models import Criterion
from matchmaking.reviews.choices import Advice
from matchmaking.reviews.engine.assigning import Bar
from matchmaking.reviews.models import Review
from matchmaking.reviews.selectors.candidates import Candidate
from matchmaking.reviews.selectors.writing import Gap
from matchmaking.reviews.services import Answer
from matchmaking.reviews.services.talking import MOST_CHARACTERS
from matchmaking.reviews.wording import anchors_of, bar_in_words, reason_in_words
from matchmaking.vocabulary.fields import (
    WRITTEN_IN,
    CodesField,
    DayInput,
    LanguagesField,
    TickGroups,
)
from matchmaking.vocabulary.selectors import theme_choices

LONGEST = 10_000


class LongText(forms.Textarea):
    """Room for several paragraphs, in whatever direction the first letter asks for."""

    def __init__(self, rows: int = 6) -> None:
        super().__init__({"rows": rows, "dir": "auto"})


class DueForm(forms.Form):
    """The day by which reviews are wanted."""

    due_on = forms.DateField(label=_("Review due on"), widget=DayInput())


class AssignForm(DueForm):
    """Whom to ask, and by when. Those whom a conflict bars cannot be chosen."""

    reviewer = forms.ChoiceField(label=_("Whom to ask"), widget=forms.RadioSelect)
    field_order = ("reviewer", "due_on")

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [one for one in candidates if one.match.bar not in (Bar.CONFLICT, Bar.ASSIGNED)]
        field: Any = self.fields["reviewer"]
        field.choices = [(str(one.person.pk), candidate_in_words(one)) for one in free]


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=LongText(rows=3))


class ConflictForm(forms.Form):
    """What stands in the way of a fair review."""

    ground = forms.ChoiceField(label=_("What is it?"), choices=Ground.choices)
    words = forms.CharField(
        label=_("In a few words"),
        max_length=2000,
        widget=LongText(rows=3),
        help_text=_("The administrators of the fund read this, and nobody else."),
    )


class RemarkForm(forms.Form):
    """Something to say to the other reviewers."""

    text = forms.CharField(label=_("Your remark"), max_length=MOST_CHARACTERS, widget=LongText())
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)


class ProfileForm(forms.Form):
    """What a reviewer reads and knows, and how much they take on."""

    languages = LanguagesField(label=_("Languages you read well enough to review"))
    themes = CodesField("theme", theme_choices, label=_("Themes you know well"), widget=TickGroups)
    most_at_once = forms.IntegerField(
        label=_("Most reviews at a time"), min_value=1, max_value=50, initial=5
    )
    away_until = forms.DateField(label=_("Not available until"), required=False, widget=DayInput())


class ReviewForm(forms.Form):
    """The whole review: points and the reason for them under each criterion, the view of all.

    Nothing is required here, so that a draft is kept as far as it has come; what is missing is
    said when the review is checked.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Your overall view"),
        required=False,
        max_length=LONGEST,
        widget=LongText(),
        help_text=_("What convinces, what does not, and what should be changed."),
    )
    advice = forms.ChoiceField(
        label=_("What you advise"),
        required=False,
        choices=Advice.choices,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(label=_("Written in"), required=False, choices=WRITTEN_IN)

    def __init__(self, review: Review, criteria: Sequence[Criterion], data: Any = None) -> None:
        super().__init__(data, initial=_said(review))
        self.criteria = criteria
        for criterion in criteria:
            self.fields[f"value_{criterion.pk}"] = _points(criterion)
            self.fields[f"rationale_{criterion.pk}"] = forms.CharField(
                label=_("Why"), required=False, max_length=LONGEST, widget=LongText(rows=4)
            )

    @property
    def parts(self) -> list[tuple[Criterion, Any, Any]]:
        """Each criterion with its two fields."""
        return [
            (one, self[f"value_{one.pk}"], self[f"rationale_{one.pk}"]) for one in self.criteria
        ]

    @property
    def answers(self) -> dict[int, Answer]:
        """What can stand of the answers so far."""
        return {one.pk: self._answer(one.pk) for one in self.criteria}

    def kept(self, name: str) -> str:
        """Return what can stand of one field; what was there before where it cannot."""
        return str(self.cleaned_data.get(name, self.initial.get(name, "")))

    def point_out(self, gaps: Sequence[Gap]) -> None:
        """Say beside each field what is missing."""
        self.is_valid()
        for gap in gaps:
            self.add_error(gap.field, gap.words)

    def _answer(self, pk: int) -> Answer:
        value = self.kept(f"value_{pk}")
        return Answer(int(value) if value.isdecimal() else None, self.kept(f"rationale_{pk}"))


def candidate_in_words(one: Candidate) -> str:
    """Return who it is and why, or what speaks against them: "Rania: reads its language, ..."."""
    words = [reason_in_words(reason) for reason in one.reasons]
    if one.match.bar:
        words = [bar_in_words(one.match.bar), *words]
    return f"{one.person}: {', '.join(words)}"


def _points(criterion: Criterion) -> forms.ChoiceField:
    """Return the scale with what each point stands for, as the call wrote it."""
    choices: list[tuple[str, str | Promise]] = [
        (str(point), f"{point} – {words}" if words else str(point))
        for point, words in anchors_of(criterion)
    ]
    return forms.ChoiceField(
        label=_("Score"), required=False, choices=choices, widget=forms.RadioSelect
    )


def _said(review: Review) -> dict[str, Any]:
    said: dict[str, Any] = {
        "version": review.version,
        "words": review.words,
        "advice": review.advice,
        "language": review.language,
    }
    for score in review.scores.all():
        said[f"value_{score.criterion_id}"] = "" if score.value is None else str(score.value)
        said[f"rationale_{score.criterion_id}"] = score.rationale
    return said

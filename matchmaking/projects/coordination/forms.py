"""Asking a body, answering for it, its letter, answers of due diligence, and annexes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.projects.choices import AnnexKind
from matchmaking.projects.coordination.choices import ANSWERS, EndorsementStatus, Says
from matchmaking.projects.coordination.services import AnswerData, LetterData
from matchmaking.projects.models import DiligenceAnswer, Question
from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage
from matchmaking.vocabulary.fields import BaseRowFormSet, DayInput
from matchmaking.vocabulary.models import Body
from matchmaking.vocabulary.selectors import body_choices

MOST_WORDS = 4_000
FILE_HELP = _("A known type (PDF, Word, Excel, picture), without macros, up to the site's limit.")


def _words(label: Any, *, is_required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=is_required,
        max_length=MOST_WORDS,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class AskForm(forms.Form):
    """Which body is asked, until when, and what it should know."""

    body = forms.ChoiceField(label=_("Regional body"))
    due_on = forms.DateField(
        label=_("Answer wanted by"),
        required=False,
        widget=DayInput(),
        help_text=_("It is reminded a week before, and once when the day is over."),
    )
    message = _words(_("Message to the body"))

    def __init__(self, data: Any = None, *, preferred: Iterable[str] = ()) -> None:
        super().__init__(data)
        wanted = set(preferred)
        choices = body_choices()
        own = [one for one in choices if one[0] in wanted]
        fields: Any = self.fields
        fields["body"].choices = [
            *([(_("Bodies of this State"), own)] if own else []),
            (_("All bodies"), [one for one in choices if one[0] not in wanted]),
        ]

    def clean_body(self) -> Body:
        """Return the body itself."""
        return Body.objects.get(pk=self.cleaned_data["body"])


class AnswerForm(forms.Form):
    """What a body answers."""

    status = forms.ChoiceField(
        label=_("Answer"),
        choices=[(one.value, EndorsementStatus(one).label) for one in ANSWERS],
        widget=forms.RadioSelect,
    )
    words = _words(
        _("Remarks, or the reason"), help_text=_("Needed unless the proposal is simply endorsed.")
    )


class LetterForm(AnswerForm):
    """What a letter of the body says, with its scan."""

    signed_by = forms.CharField(label=_("Signed by"), max_length=250)
    signed_on = forms.DateField(label=_("Date of the letter"), widget=DayInput())
    file = forms.FileField(label=_("Scan of the letter"), help_text=FILE_HELP)

    @property
    def said(self) -> LetterData:
        """The letter as the service takes it."""
        return LetterData(**self.cleaned_data)


class AnnexForm(forms.Form):
    """A document to attach."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=AnnexKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    file = forms.FileField(label=_("File"), help_text=FILE_HELP)


class FileForm(forms.Form):
    """The file that takes the place of an older one."""

    file = forms.FileField(label=_("Newer file"))


class QuestionForm(forms.Form):
    """One question of due diligence."""

    says = forms.ChoiceField(
        label=_("Answer"), choices=Says.choices, widget=forms.RadioSelect, required=False
    )
    words = _words(_("Explanation"))
    as_of = forms.DateField(label=_("As of"), required=False, widget=DayInput())
    file = forms.FileField(label=_("Document"), required=False)
    valid_until = forms.DateField(
        label=_("Document valid until"), required=False, widget=DayInput()
    )

    def __init__(
        self, data: Any, files: Any, *, question: Question, answer: DiligenceAnswer | None
    ) -> None:
        self.question, self.answer = question, answer
        initial = {"as_of": timezone.localdate()}
        if answer is not None:
            columns = ("says", "words", "as_of", "valid_until")
            initial = {name: getattr(answer, name) for name in columns}
        super().__init__(data, files, prefix=f"q{question.pk}", initial=initial)
        if question.needs_evidence:
            self.fields["file"].help_text = _("Needed where the answer is yes.")
        if question.needs_words:
            self.fields["words"].help_text = _("Needed.")

    def clean_as_of(self) -> Any:
        """No answer holds for a day that is yet to come."""
        day = self.cleaned_data["as_of"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is yet to come."))
        return day

    @property
    def said(self) -> AnswerData:
        """The answer as the service takes it."""
        return AnswerData(question_id=self.question.pk, **self.cleaned_data)


class WordedForm(forms.Form):
    """A question of the questionnaire, with its words in each language."""

    code = forms.SlugField(label=_("Code"), max_length=30)
    expected = forms.ChoiceField(
        label=_("Reassuring answer"),
        required=False,
        choices=[("", _("none by itself")), *Says.choices],
    )
    needs_evidence = forms.BooleanField(label=_("Needs a document"), required=False)
    needs_words = forms.BooleanField(label=_("Needs an explanation"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in ("en", *(code for code in UN_LANGUAGES if code != "en")):
            self.fields[f"text_{language}"] = forms.CharField(
                label=WorkingLanguage(language).label,
                required=language == "en",
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto", "lang": language}),
            )

    @property
    def said(self) -> dict[str, Any]:
        """The question as the service takes it."""
        said = self.cleaned_data
        texts = {language: said[f"text_{language}"].strip() for language in UN_LANGUAGES}
        plain = ("code", "expected", "needs_evidence", "needs_words")
        kept = {language: text for language, text in texts.items() if text}
        return {"texts": kept, **{name: said[name] for name in plain}}


class BaseQuestionFormSet(BaseRowFormSet):
    """The questions of a version, in the order their numbers give."""

    @property
    def said(self) -> list[dict[str, Any]]:
        """The questions as the service takes them."""
        return [row.said for row in self.ordered_forms]


WordedFormSet: Any = forms.formset_factory(
    WordedForm,
    formset=BaseQuestionFormSet,
    extra=1,
    can_delete=True,
    can_order=True,
    max_num=60,
)


def written(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return questions as the form first shows them."""
    return [
        {**row, **{f"text_{language}": words for language, words in row["texts"].items()}}
        for row in rows
    ]


class NoteForm(forms.Form):
    """Why the questions change."""

    note = _words(
        _("Why"), is_required=True, help_text=_("Kept with the version, for those who ask later.")
    )


class DiligenceForms:
    """The forms of all questions, saved together."""

    def __init__(
        self,
        questions: Iterable[Question],
        answers: Iterable[DiligenceAnswer],
        data: Any = None,
        files: Any = None,
    ) -> None:
        there = {answer.question_id: answer for answer in answers}
        self.forms = [
            QuestionForm(data, files, question=one, answer=there.get(one.pk)) for one in questions
        ]

    def __iter__(self) -> Iterator[QuestionForm]:
        return iter(self.forms)

    def is_valid(self) -> bool:
        """Say whether every form is; each shows its own errors."""
        valid = [form.is_valid() for form in self.forms]  # every one, for its own errors
        return all(valid)

    @property
    def said(self) -> list[AnswerData]:
        """What was answered."""
        return [form.said for form in self.forms if form.cleaned_data.get("says")]

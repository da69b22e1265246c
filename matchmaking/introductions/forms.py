"""What people write when they propose, answer, talk, ask, agree on facts, or go by letter."""

import datetime
import uuid
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import brokers
from matchmaking.documents.scanning import ENDINGS
from matchmaking.introductions.models import Fact, ThreadFile
from matchmaking.matching.models import Reason
from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage
from matchmaking.vocabulary.fields import DayInput

MOST_OF_A_MESSAGE = 20_000


@lru_cache(maxsize=1)
def time_zones() -> list[tuple[str, str]]:
    """Return the time zones of places, UTC first."""
    places = sorted(name for name in available_timezones() if name.split("/")[0] in _PARTS)
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


_PARTS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}


class ProposeForm(forms.Form):
    """What the other side reads first."""

    message = forms.CharField(
        label=_("Message to the other side"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("What brings you together, and what you propose to talk about first."),
    )


class ReasonForm(forms.Form):
    """Why a side declines, or why it ends."""

    reason = forms.ModelChoiceField(
        Reason.objects.none(), label=_("Reason"), empty_label=_("Choose a reason")
    )
    words = forms.CharField(
        label=_("In words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The other side and the secretariat read this; it stays in the history."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, purpose: str, version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["reason"].queryset = Reason.objects.usable(purpose)  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what a service takes."""
        reason = self.cleaned_data["reason"]
        return {
            "reason_code": reason.pk,
            "words": self.cleaned_data["words"],
            "version": self.cleaned_data["version"],
        }


class FilesInput(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """A list of files."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Clean each of them."""
        single = super().clean
        given = data if isinstance(data, list | tuple) else [data]
        return [single(one, initial) for one in given if one]


class KeyedForm(forms.Form):
    """A form that can be sent twice and is heard once; it knows the language of its words."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        label=_("Written in"), choices=WorkingLanguage.choices, required=False
    )

    def __init__(self, *args: Any, language: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_language = language
        self.fields["key"].initial = uuid.uuid4()
        self.fields["language"].initial = language
        self.order_fields(["text", *self.fields])


class MessageForm(KeyedForm):
    """Something said, with files."""

    text = forms.CharField(
        label=_("Message"),
        max_length=MOST_OF_A_MESSAGE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("What is sent cannot be changed: correct it with a new message."),
    )
    attached = FilesField(
        label=_("Files"),
        required=False,
        help_text=_("Up to ten, 25 MB each. Only the parties and an invited broker can open them."),
        widget=FilesInput(attrs={"accept": ENDINGS.replace(" ", "")}),
    )
    replaces = forms.ModelChoiceField(
        ThreadFile.objects.none(),
        label=_("New version of"),
        required=False,
        empty_label=_("A new document"),
        help_text=_("The older version stays readable beside it."),
    )

    def __init__(self, *args: Any, own_files: Iterable[ThreadFile] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [file.pk for file in own_files]
        if ids:
            field: Any = self.fields["replaces"]
            field.queryset = ThreadFile.objects.filter(pk__in=ids)
        else:
            del self.fields["replaces"]

    def clean(self) -> dict[str, Any]:
        """Refuse to put several files in the place of one."""
        said = super().clean() or {}
        if said.get("replaces") and len(said.get("attached", ())) != 1:
            self.add_error("attached", _("Choose the one file that is the new version."))
        return said


class QuestionForm(KeyedForm):
    """A question, and by when it is to be answered."""

    text = forms.CharField(
        label=_("Question"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    due_on = forms.DateField(label=_("Answer by the end of"), widget=DayInput())
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    def __init__(self, *args: Any, time_zone: str = "UTC", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].initial = time_zone
        self.fields["due_on"].initial = timezone.localdate() + datetime.timedelta(days=14)


class AnswerForm(KeyedForm):
    """The answer to a question, given once; `number` is that of the question."""

    number: int | None = None

    text = forms.CharField(
        label=_("Answer"),
        max_length=MOST_OF_A_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class FactForm(forms.Form):
    """A sentence to stand by."""

    text = forms.CharField(
        label=_("Fact"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("One sentence. It is pinned once the other side confirms it as it stands."),
    )
    language = forms.ChoiceField(
        label=_("Written in"), choices=WorkingLanguage.choices, required=False
    )
    replaces = forms.ModelChoiceField(
        Fact.objects.none(),
        label=_("In place of"),
        required=False,
        empty_label=_("None: it is a new fact"),
    )

    def __init__(
        self, *args: Any, pinned: Iterable[Fact] = (), language: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = language
        ids = [fact.pk for fact in pinned]
        if ids:
            field: Any = self.fields["replaces"]
            field.queryset = Fact.objects.filter(pk__in=ids)
        else:
            del self.fields["replaces"]


class InviteForm(forms.Form):
    """Which broker is to sit in."""

    broker = forms.ModelChoiceField(User.objects.none(), label=_("Broker"), empty_label=None)

    def __init__(self, *args: Any, broker: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["broker"]
        field.queryset = brokers().order_by("full_name")
        field.initial = broker


class PaperForm(forms.Form):
    """What is chosen for one letter before it is made."""

    reference = forms.CharField(label=_("Your reference"), max_length=60, required=False)
    place = forms.CharField(label=_("City"), max_length=80, required=False)
    day = forms.DateField(label=_("Date of the letter"), required=False, widget=DayInput())
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[(code, name) for code, name in WorkingLanguage.choices if code in UN_LANGUAGES],
        required=False,
    )

    def __init__(self, data: Any = None, *, language: str) -> None:
        # The form of the signed letter stands beside it, with a reference and a day of its own.
        initial = {"language": language, "day": timezone.localdate()}
        super().__init__(data, auto_id="paper_%s", initial=initial)


class ScanForm(forms.Form):
    """The signed letter that came back: it makes the move."""

    file = forms.FileField(
        label=_("Scan of the signed letter"),
        help_text=_("PDF, JPEG, PNG or TIFF, up to 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff"}),
    )
    reference = forms.CharField(label=_("Reference of the letter"), max_length=100)
    signed_on = forms.DateField(label=_("Date of the letter"), widget=DayInput())
    reason = forms.ModelChoiceField(
        Reason.objects.none(), label=_("Reason"), empty_label=_("Choose a reason")
    )
    words = forms.CharField(
        label=_("Reason in words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if purpose:
            self.fields["reason"].queryset = Reason.objects.usable(purpose)  # type: ignore[attr-defined]
        else:
            del self.fields["reason"], self.fields["words"]

    def clean_signed_on(self) -> Any:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("A signed letter is not dated in the future."))
        return day

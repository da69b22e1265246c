"""What a person says about a note, and about the paper it is written on."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.vocabulary.fields import DayInput
from matchmaking.writing.models import Record
from matchmaking.writing.notes.letter import Order, secret_parts
from matchmaking.writing.notes.models import Letterhead
from matchmaking.writing.notes.wording import wording_in
from matchmaking.writing.records import RecordKind

MOST_ADDRESS_LINES = 6


class NoteForm(forms.Form):
    """To whom, from where, when, and what of the confidential parts."""

    addressee = forms.CharField(label=_("Addressed to"), max_length=200, required=False)
    reference = forms.CharField(
        label=_("Your reference"),
        max_length=60,
        required=False,
        help_text=_("The number of the note in your own register."),
    )
    place = forms.CharField(label=_("City"), max_length=80, required=False)
    day = forms.DateField(label=_("Date of the note"), required=False, widget=DayInput())
    parts = forms.MultipleChoiceField(
        label=_("Confidential parts to include"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Left out unless you tick them; the note is then marked as restricted."),
    )

    def __init__(self, data: Any, *, kind: RecordKind[Any], record: Record) -> None:
        super().__init__(data)
        self.fields["parts"].choices = secret_parts(kind, record)  # type: ignore[attr-defined]
        if not self.fields["parts"].choices:  # type: ignore[attr-defined]
            del self.fields["parts"]
        self.fields["addressee"].initial = wording_in(record.language).addressee
        self.fields["day"].initial = timezone.localdate()

    def order(self) -> Order:
        """Return what was chosen."""
        return Order(**self.cleaned_data)


class LetterheadForm(forms.ModelForm):
    """Name, address and emblem."""

    emblem = forms.FileField(
        label=_("Emblem"),
        required=False,
        help_text=_("A picture, PNG or JPEG, up to 2 MB. Left empty, the present one stays."),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg"}),
    )
    drop_emblem = forms.BooleanField(label=_("Take the emblem away"), required=False)

    class Meta:
        model = Letterhead
        fields = ("name", "address")
        widgets = {"address": forms.Textarea(attrs={"rows": MOST_ADDRESS_LINES, "dir": "auto"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.emblem_id is None:
            del self.fields["drop_emblem"]

    def clean_address(self) -> str:
        """Refuse more lines than the head of a letter can take."""
        address: str = self.cleaned_data["address"]
        if len([line for line in address.splitlines() if line.strip()]) > MOST_ADDRESS_LINES:
            raise forms.ValidationError(_("Write at most six lines."))
        return address

    def clean_emblem(self) -> Any:
        """Refuse pictures that are larger than any emblem."""
        file = self.cleaned_data["emblem"]
        if file and file.size > 2 * 1024 * 1024:
            raise forms.ValidationError(_("This picture is larger than 2 MB. Make it smaller."))
        return file


class SignedNoteForm(forms.Form):
    """The scan of a signed note."""

    file = forms.FileField(
        label=_("Scan of the signed note"),
        help_text=_("PDF, JPEG, PNG or TIFF, up to 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.tif,.tiff"}),
    )
    reference = forms.CharField(label=_("Reference"), max_length=60, required=False)
    signed_on = forms.DateField(label=_("Signed on"), required=False, widget=DayInput())

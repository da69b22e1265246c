"""Fields that several of the forms about money have."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.vocabulary.fields import DayInput

PAPERS = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
CHOOSE = ("", _("Choose one"))


def paper_field(label: Any, **options: Any) -> forms.FileField:
    """Return a field for a document that proves what is said."""
    return forms.FileField(
        label=label,
        widget=forms.FileInput(attrs={"accept": PAPERS}),
        **{"help_text": _("PDF, Word, Excel or picture, up to 25 MB."), **options},
    )


def words_field(label: Any, **options: Any) -> forms.CharField:
    """Return a field for a few sentences."""
    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, max_length=5000, widget=widget, **options)


def past_day_field(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day that has come: today, until something else is said."""
    return forms.DateField(label=label, widget=DayInput(), initial=timezone.localdate, **options)


def key_field() -> forms.CharField:
    """Return the hidden field that makes a second click the same request."""
    return forms.CharField(
        max_length=60, initial=lambda: uuid4().hex, widget=forms.HiddenInput, required=False
    )

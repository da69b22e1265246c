"""What people tell the matcher."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DismissForm(forms.Form):
    """Why a suggestion does not fit."""

    reason = forms.CharField(
        label=_("Why does it not fit?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, in a sentence; it improves the next matches.")},
    )


class OtherSideForm(forms.Form):
    """Which record of the other side is meant: its number or words of its title."""

    other = forms.CharField(
        label=_("Its number, or words of its title"),
        max_length=200,
    )

"""What operators fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class DismissForm(forms.Form):
    """Why a failure is left as it is."""

    reason = forms.CharField(
        label=_("Why nothing more is done about it"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

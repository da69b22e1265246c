"""The identifier under which somebody else publishes a project or agreement."""

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.opendata.models import LONGEST_IDENTIFIER


class IdentifierForm(forms.Form):
    """The owner's identifier; empty where nobody else publishes it."""

    identifier = forms.CharField(
        label=_("Identifier of the owner"),
        required=False,
        max_length=LONGEST_IDENTIFIER,
        help_text=_(
            "Only where the donor, the fund or the implementer publishes this project or agreement "
            "in IATI already: its iati-identifier, for example XM-DAC-41304-2026-17."
        ),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

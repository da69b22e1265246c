"""The forms in which a team is put together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.projects.choices import TeamRole

GIVEN = [choice for choice in TeamRole.choices if choice[0] != TeamRole.LEAD]


class InviteForm(forms.Form):
    """Who is asked to join, and as what."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = forms.ChoiceField(
        label=_("Role"),
        choices=GIVEN,
        help_text=_(
            "Writers write every section but the budget; budget: the budget and the work plan; "
            "readers read."
        ),
    )
    words = forms.CharField(
        label=_("Message"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class RoleForm(forms.Form):
    """Another role for somebody of the team."""

    role = forms.ChoiceField(label=_("Role"), choices=GIVEN)

"""What somebody says about a search they keep."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.selectors import organisation_ids
from matchmaking.following.models import SavedSearch


class SavedSearchForm(forms.ModelForm):
    """Name, who sees it, and an explicit choice of e-mails."""

    class Meta:
        model = SavedSearch
        fields = ["name", "frequency", "shared_with"]
        widgets = {"frequency": forms.RadioSelect}
        help_texts = {
            "name": _("Alerts by e-mail name the search: do not write anything confidential."),
            "frequency": _("Only what is new since the last alert, and what you may see."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = Organisation.objects.filter(pk__in=organisation_ids(user)).order_by("name")
        shared: Any = self.fields["shared_with"]
        shared.queryset, shared.empty_label = mine, _("Nobody: only I see it")
        if not organisation_ids(user):
            del self.fields["shared_with"]

    @property
    def said(self) -> dict[str, Any]:
        """What was said, for the service."""
        return {"shared_with": None} | self.cleaned_data

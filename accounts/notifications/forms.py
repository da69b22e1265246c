"""What people say about their e-mails and about tasks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.choices import Frequency
from accounts.notifications.selectors import Choice


class ChoicesForm(forms.Form):
    """How often to be mailed about each kind; what is mandatory is shown beside, not asked."""

    def __init__(self, choices: Iterable[Choice], data: Any = None) -> None:
        super().__init__(data)
        for choice in choices:
            if not choice.kind.is_mandatory:
                self.fields[choice.kind.name] = forms.ChoiceField(
                    label=str(choice.kind.title),
                    choices=Frequency.choices,
                    initial=choice.frequency,
                )


class AssignForm(forms.Form):
    """Which colleague gets a task."""

    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Colleague"),
        empty_label=None,
        help_text=_("Only those are listed who can do it."),
    )

    def __init__(self, colleagues: list[User], data: Any = None) -> None:
        super().__init__(data)
        able = User.objects.filter(pk__in=[user.pk for user in colleagues])
        self.fields["person"].queryset = able.order_by("full_name")  # type: ignore[attr-defined]

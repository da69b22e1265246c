"""The period of a study."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matchmaking.vocabulary.fields import DayInput

BEGUN = 2001  # the year of the Programme of Action


class PeriodForm(forms.Form):
    """First and last day, both included."""

    since = forms.DateField(label=_("First day"), widget=DayInput())
    until = forms.DateField(label=_("Last day"), widget=DayInput())

    def __init__(self, *args: object, **kwargs: object) -> None:
        today = timezone.localdate()
        usual = {"since": today.replace(month=1, day=1, year=today.year - 1), "until": today}
        super().__init__(*args, **({"initial": usual} | kwargs))  # type: ignore[arg-type]

    def clean_since(self) -> object:
        """Refuse a time before there was anything to study."""
        since = self.cleaned_data["since"]
        if since.year < BEGUN:
            raise forms.ValidationError(
                _("Choose a day from %(year)s on: the Programme of Action is of that year."),
                params={"year": str(BEGUN)},
            )
        return since

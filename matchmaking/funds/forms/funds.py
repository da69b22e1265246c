"""What is said of a fund."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.funds.models import Fund
from matchmaking.vocabulary.fields import WRITTEN_IN, CurrencyField


class FundForm(forms.Form):
    """The name of a fund, what it is for, and the currency of its books."""

    name = forms.CharField(label=_("Name"), max_length=200)
    summary = forms.CharField(
        label=_("What it is for"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    currency = CurrencyField(label=_("Reporting currency"), required=True)
    is_example = forms.BooleanField(
        label=_("This is an example, not a real fund"),
        required=False,
        help_text=_("Every page, document and file then says so."),
    )

    @classmethod
    def of(cls, fund: Fund, data: Any = None) -> "FundForm":
        """Return the form filled with what is said of a fund."""
        return cls(data, initial={name: getattr(fund, name) for name in cls.base_fields})


class StartForm(FundForm):
    """A new fund, and for whom."""

    organisation = forms.ChoiceField(label=_("Run by"))
    field_order = ("organisation",)

    def __init__(self, data: Any = None, *, organisations: list[Organisation]) -> None:
        super().__init__(data)
        field: Any = self.fields["organisation"]
        field.choices = [(place.pk, place.name) for place in organisations]

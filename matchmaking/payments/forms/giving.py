"""The forms in which money is pledged to a fund, and what arrives of it is written down."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import Organisation, User
from accounts.selectors import organisation_ids
from matchmaking.funds.choices import PUBLIC
from matchmaking.funds.models import Call, Fund
from matchmaking.ledger.facts import EarmarkData
from matchmaking.money import Money
from matchmaking.payments.forms.fields import (
    CHOOSE,
    key_field,
    paper_field,
    past_day_field,
    words_field,
)
from matchmaking.payments.policies import ACTING_ROLES
from matchmaking.payments.services import Gift
from matchmaking.vocabulary.fields import AmountField, CodesField, CurrencyField
from matchmaking.vocabulary.selectors import country_choices, region_choices, theme_choices

SEVERAL = {"size": 8}


class PledgeForm(forms.Form):
    """What somebody gives to a fund, and what it may be used for."""

    fund = forms.ModelChoiceField(Fund.objects.none(), label=_("Fund"), empty_label=CHOOSE[1])
    donor = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Donor"), empty_label=CHOOSE[1]
    )
    amount = AmountField(label=_("Amount"), required=True)
    currency = CurrencyField(label=_("Currency"), required=True)
    pledged_on = past_day_field(_("Pledged on"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=100,
        required=False,
        help_text=_("Of the letter or the contribution agreement."),
    )
    file = paper_field(_("Letter or contribution agreement"), required=False)
    themes = CodesField(
        "theme",
        theme_choices,
        label=_("Only for these themes"),
        widget=forms.SelectMultiple(SEVERAL),
    )
    regions = CodesField(
        "region",
        region_choices,
        label=_("Only for the States of these regions"),
        widget=forms.SelectMultiple(SEVERAL),
    )
    countries = CodesField(
        "country",
        country_choices,
        label=_("Only for these States"),
        widget=forms.SelectMultiple(SEVERAL),
    )
    call = forms.ModelChoiceField(
        Call.objects.none(),
        label=_("Only for this call"),
        required=False,
        empty_label=_("Any call"),
    )
    note = words_field(_("Note"), required=False)
    key = key_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        run = Fund.objects.filter(
            organisation__in=organisation_ids(user, [Role.FUND_ADMINISTRATOR])
        )
        own = Organisation.objects.filter(
            pk__in=organisation_ids(user, ACTING_ROLES), gives_assistance=True
        )
        donors = Organisation.objects.filter(gives_assistance=True) if run.exists() else own
        funds = Fund.objects.all() if own.exists() else run
        calls = Call.objects.filter(fund__in=funds, status__in=PUBLIC).order_by("title")
        self.fields["fund"].queryset = funds.order_by("name")  # type: ignore[attr-defined]
        self.fields["donor"].queryset = donors.order_by("name")  # type: ignore[attr-defined]
        self.fields["call"].queryset = calls  # type: ignore[attr-defined]
        if own.count() == 1:
            self.fields["donor"].initial = own.get()

    def clean(self) -> dict[str, Any]:
        """Refuse a call of another fund: money given to one is not spent by the other."""
        said = super().clean() or self.cleaned_data
        call, fund = said.get("call"), said.get("fund")
        if call and fund and call.fund_id != fund.pk:
            self.add_error("call", gettext("This call is of another fund."))
        return said

    def gift(self) -> Gift:
        """Return what is given, in the words of the services."""
        said = self.cleaned_data
        return Gift(
            fund_id=said["fund"].pk,
            donor_id=said["donor"].pk,
            amount=Money.of(said["amount"], said["currency"]),
            pledged_on=said["pledged_on"],
            earmark=EarmarkData(
                themes=tuple(said["themes"]),
                regions=tuple(said["regions"]),
                countries=tuple(said["countries"]),
                call_id=said["call"].pk if said["call"] else None,
            ),
            reference=said["reference"],
            note=said["note"],
            file=said["file"],
        )


class InstalmentForm(forms.Form):
    """What arrived of a pledge, and when."""

    amount = AmountField(label=_("Amount"), required=True)
    received_on = past_day_field(_("Received on"))
    file = paper_field(_("Bank document"), required=False)
    key = key_field()

    def __init__(self, *args: Any, currency: str, outstanding: Money, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency = currency
        self.fields["amount"].help_text = _("In %(currency)s. Still to come: %(outstanding)s.") % {
            "currency": currency,
            "outstanding": outstanding,
        }

    def money(self) -> Money:
        """Return what arrived."""
        return Money.of(self.cleaned_data["amount"], self.currency)

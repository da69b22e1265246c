"""The forms in which an offer is written. Nothing is compulsory while it is a draft."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matchmaking.disclosure.choices import columns_of, level_columns
from matchmaking.disclosure.forms import DisclosedForm
from matchmaking.offers.choices import Channel
from matchmaking.offers.models import Offer
from matchmaking.offers.services import OFFER
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.fields import AmountField, CodesField, DayInput, LanguagesField
from matchmaking.vocabulary.selectors import (
    body_choices,
    country_choices,
    kind_choices,
    region_choices,
)
from matchmaking.writing import forms as writing

SEVERAL = {"size": 8}


class StartForm(writing.StartForm):
    """The first step of an offer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].label = _("Offered by")
        self.fields["title"].help_text = _(
            "One line that says what is offered, for example “Training in stockpile care”."
        )


class OfferForm(DisclosedForm):
    """Everything an offer says, except its lines."""

    kind = OFFER
    amounts = ("value",)

    channel = forms.ChoiceField(
        label=_("Channel"), choices=[writing.CHOOSE, *Channel.choices], required=False
    )
    delivery_languages = LanguagesField(
        label=_("Languages of delivery"),
        help_text=_("Languages in which the assistance can be given."),
    )
    eligible_countries = CodesField(
        "country",
        country_choices,
        label=_("For these States"),
        widget=forms.SelectMultiple(SEVERAL),
    )
    eligible_regions = CodesField(
        "region",
        region_choices,
        label=_("For the States of these regions"),
        widget=forms.SelectMultiple(SEVERAL),
    )
    eligible_bodies = CodesField(
        "body",
        body_choices,
        label=_("For the members of these bodies"),
        widget=forms.SelectMultiple(SEVERAL),
    )
    eligible_groups = forms.MultipleChoiceField(
        label=_("For these groups"),
        choices=CountryGroup.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    excluded_countries = CodesField(
        "country",
        country_choices,
        label=_("Except these States"),
        widget=forms.SelectMultiple(SEVERAL),
    )
    value = AmountField(
        label=_("Value of the whole offer"), help_text=_("Left empty, it reads “not stated”.")
    )

    class Meta:
        model = Offer
        fields = [
            "title",
            "language",
            "description",
            "channel",
            "opens_on",
            "closes_on",
            "delivery_languages",
            "eligible_groups",
            "conditions",
            "aftercare_training",
            "aftercare_maintenance",
            "aftercare_spare_parts",
            "currency",
            *columns_of(Offer.PARTS),
            *level_columns(Offer.PARTS),
            "audience",
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
            "conditions": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            "aftercare_training": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "aftercare_maintenance": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "aftercare_spare_parts": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "stock": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "opens_on": DayInput(),
            "closes_on": DayInput(),
        }
        help_texts = {
            "description": _("What is offered, how it is delivered, and what it should change."),
            "closes_on": _("The offer is open to States until this day, inclusive."),
            "conditions": _("Everything asked of the State in return; it is shown to everyone."),
            "stock": _("What stands ready where, with numbers."),
            "aftercare_training": _("Or write that none is included."),
            "aftercare_maintenance": _("By whom and for how long, or that it is not included."),
            "aftercare_spare_parts": _("Or write that none are included."),
        }


class LineForm(writing.LineForm):
    """One thing offered."""

    record_kind = OFFER
    field_order = ("kind", "description", "capacity", "unit", "value")

    capacity = forms.DecimalField(
        label=_("Capacity"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=_("How many in all; left empty, there is no limit."),
    )
    value = AmountField(label=_("Value of this line"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [writing.CHOOSE, *kind_choices()]  # type: ignore[attr-defined]


class OfferEditor(writing.RecordEditor):
    """An offer's form and the rows of its lines, as one."""

    kind = OFFER
    form_class = OfferForm
    row_class = LineForm

"""The forms in which an offer is written. Nothing is compulsory while it is a draft."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.errors import DomainError
from matchmaking.offers.choices import Channel
from matchmaking.offers.models import Offer
from matchmaking.offers.services import IncompleteOffer, LineData
from matchmaking.offers.services.changes import LINK_FIELDS
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.fields import (
    WRITTEN_IN,
    AmountField,
    BaseRowFormSet,
    CodesField,
    CurrencyField,
    DayInput,
    LanguagesField,
    RowForm,
    TickGroups,
    minor_units,
    readers_language,
    whole_units,
)
from matchmaking.vocabulary.selectors import (
    body_choices,
    country_choices,
    kind_choices,
    kind_tree,
    region_choices,
    theme_choices,
)

PREFIX = "lines"
# What the services keep of the money, in the words of `as_fields`.
MONEY = ("value_minor", "currency")
SEVERAL = {"size": 8}
CHOOSE = ("", _("Choose one"))


class StartForm(forms.Form):
    """The first step: for which organisation, under which title, in which language."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Offered by"), empty_label=None
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_(
            "One line that says what is offered, for example “Training in stockpile care”."
        ),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [organisation.pk for organisation in organisations]
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=ids).order_by("name")  # type: ignore[attr-defined]
        field.initial = ids[0]
        self.fields["language"].initial = readers_language()


class OfferForm(forms.ModelForm):
    """Everything an offer says, except its lines."""

    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[CHOOSE, *Channel.choices], required=False
    )
    themes = CodesField("theme", theme_choices, label=_("Themes"), widget=TickGroups)
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
    currency = CurrencyField(label=_("Currency"))
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
        ]
        widgets = {
            "description": forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
            "conditions": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            "aftercare_training": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "aftercare_maintenance": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "aftercare_spare_parts": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            "opens_on": DayInput(),
            "closes_on": DayInput(),
        }
        help_texts = {
            "description": _("What is offered, how it is delivered, and what it should change."),
            "closes_on": _("The offer is open to States until this day, inclusive."),
            "conditions": _("Everything asked of the State in return; it is shown to everyone."),
            "aftercare_training": _("Or write that none is included."),
            "aftercare_maintenance": _("By whom and for how long, or that it is not included."),
            "aftercare_spare_parts": _("Or write that none are included."),
        }

    def __init__(self, data: QueryDict | None, *, instance: Offer) -> None:
        super().__init__(data, instance=instance)
        self.initial["value"] = instance.value.amount if instance.value else None
        for name in LINK_FIELDS:
            named = [row.pk for row in getattr(instance, name).all()]
            self.initial[name] = named
            self.fields[name].keep(named)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check what concerns two answers at once."""
        said = super().clean() or self.cleaned_data
        opens_on, closes_on = said.get("opens_on"), said.get("closes_on")
        if opens_on and closes_on and closes_on < opens_on:
            self.add_error("closes_on", _("The last day lies before the first."))
        if said.get("value") is not None and not said.get("currency"):
            self.add_error("currency", _("Choose the currency of the amounts."))
        return said

    def as_fields(self) -> dict[str, Any]:
        """Return the valid answers in the words of the services."""
        said = dict(self.cleaned_data)
        value, currency = said.pop("value", None), said.pop("currency", None)
        # An amount and its currency are kept together or not at all.
        if currency is not None and "value" not in self.errors:
            said |= {"currency": currency, "value_minor": minor_units(value, currency)}
        return said


class LineForm(RowForm):
    """One thing offered. A row left empty is no line."""

    kind = forms.ChoiceField(
        label=_("Kind of assistance"),
        choices=lambda: [CHOOSE, *kind_choices()],
        error_messages={"required": _("Choose the kind of assistance, or empty this line.")},
    )
    description = forms.CharField(label=_("Description"), max_length=500, required=False)
    capacity = forms.DecimalField(
        label=_("Capacity"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=_("How many in all; left empty, there is no limit."),
    )
    unit = forms.CharField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("Left empty, it is the usual unit of the kind."),
    )
    value = AmountField(label=_("Value of this line"))

    def as_line(self, currency: str) -> LineData:
        """Return the row in the words of the services."""
        said = self.cleaned_data
        return LineData(
            pk=said["line"],
            kind_id=said["kind"],
            description=said["description"],
            capacity=said["capacity"],
            unit=said["unit"] or usual_units().get(said["kind"], ""),
            value_minor=minor_units(said["value"], currency),
        )


LineFormSet: Any = formset_factory(LineForm, formset=BaseRowFormSet, extra=1, can_delete=True)


class OfferEditor:
    """An offer's form and the rows of its lines, as one."""

    def __init__(self, offer: Offer, data: QueryDict | None = None) -> None:
        self.offer = offer
        self.form = OfferForm(data, instance=offer)
        rows = _rows(offer) if data is None else None
        self.lines: BaseRowFormSet = LineFormSet(data, prefix=PREFIX, initial=rows)

    def is_valid(self) -> bool:
        """Check the form, its rows, and that values name their currency."""
        valid = [self.form.is_valid(), self.lines.is_valid()]
        if self._lacks_currency and "currency" not in self.form.errors:
            self.form.add_error("currency", _("Choose the currency of the amounts."))
        return all(valid) and not self.form.errors

    @property
    def fields(self) -> dict[str, Any]:
        """The valid answers, for the services."""
        said = self.form.as_fields()
        if self.line_data is None and said.get("currency") != self.form.initial["currency"]:
            # The lines stay as they were, and so does the currency of their amounts.
            return {name: said[name] for name in said if name not in MONEY}
        return said

    @property
    def line_data(self) -> list[LineData] | None:
        """The lines, for the services; None where they cannot stand as they are."""
        if not self.lines.is_valid() or self._lacks_currency:
            return None
        currency = self.form.cleaned_data.get("currency", "")
        if currency != self.form.as_fields().get("currency", self.form.initial["currency"]):
            return None  # another currency was chosen, but cannot be kept
        return [row.as_line(currency) for row in self.lines.kept_rows]

    def saved_numbers(self, offer: Offer) -> dict[str, str]:
        """Return the numbers that the rows have since `offer` was saved from this editor."""
        if self.line_data is None:
            return {}
        return self.lines.numbers_of(offer.lines.order_by("position", "pk"))

    def add_refusal(self, refusal: DomainError) -> None:
        """Show a refusal of the services beside the fields it concerns."""
        one = {refusal.field or "": refusal.message}
        errors = refusal.errors if isinstance(refusal, IncompleteOffer) else one
        for field, message in errors.items():
            self.form.add_error(field if field in self.form.fields else None, str(message))

    @property
    def _lacks_currency(self) -> bool:
        values = any(row.cleaned_data.get("value") for row in self.lines if row.is_valid())
        return values and not self.form.cleaned_data.get("currency")


def _rows(offer: Offer) -> list[dict[str, Any]]:
    return [
        {
            "line": line.pk,
            "kind": line.kind_id,
            "description": line.description,
            "capacity": line.capacity,
            "unit": line.unit,
            "value": whole_units(line.value_minor, offer.currency),
        }
        for line in offer.lines.order_by("position", "pk")
    ]


def usual_units() -> dict[str, str]:
    """Return the unit in which each kind of assistance is counted."""
    return {kind.code: kind.unit for top in kind_tree() for kind in (top, *top.children)}

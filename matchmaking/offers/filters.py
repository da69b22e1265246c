"""What can be asked of the list of offers, and what its files hold."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.export import Column
from matchmaking.disclosure.filters import part_columns
from matchmaking.money import Money
from matchmaking.offers.choices import Channel, OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.offers.search import ANY_REGION
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.selectors import labels
from matchmaking.writing.search import BANDS
from matchmaking.writing.views.figures import OFFER_WORDS, figure_columns
from search.filters import FacetFilter, SearchFilterSet, as_they_are, code_above, fixed


def _regions(codes: Collection[str]) -> Mapping[str, str | Promise]:
    return {ANY_REGION: _("Open to any State"), **labels("region", codes)}


def _organisations(ids: Collection[str]) -> Mapping[str, str]:
    known = [pk for pk in ids if pk.isdecimal() and len(pk) < 19]
    rows = Organisation.objects.filter(pk__in=known).values_list("pk", "name")
    return {str(pk): name for pk, name in rows}


class OfferFilterSet(SearchFilterSet):
    """The filters of the list of offers."""

    search_type = "offer"
    sorts = (
        ("relevance", _("Best match")),
        ("newest", _("Newest")),
        ("closes_on", _("Closing soonest")),
        ("-value", _("Largest value")),
    )

    theme = FacetFilter(_("Theme"), partial(labels, "theme"), above=code_above)
    kind = FacetFilter(_("Kind of assistance"), partial(labels, "kind"), above=code_above)
    region = FacetFilter(_("For the region"), _regions)
    country = FacetFilter(_("For the State"), partial(labels, "country"))
    organisation = FacetFilter(_("Offered by"), _organisations)
    channel = FacetFilter(_("Channel"), fixed(Channel.choices))
    status = FacetFilter(_("Status"), fixed(OfferStatus.choices), in_order=True)
    value = FacetFilter(_("Value in US dollars"), fixed(BANDS), in_order=True)
    window = FacetFilter(_("Delivery can start in"), as_they_are, in_order=True)
    language = FacetFilter(_("Language"), fixed(WorkingLanguage.choices))

    class Meta:
        model = Offer
        fields: list[str] = []


def _joined(values: Any) -> str:
    return "; ".join(str(value) for value in values)


def _lines(offer: Offer) -> str:
    return _joined(
        " ".join(part for part in (_number(line.capacity), line.unit, str(line)) if part)
        for line in offer.lines.all()
    )


def _number(quantity: Any) -> str:
    return "" if quantity is None else f"{quantity.normalize():f}"


def _amount(money: Money | None) -> Any:
    return money.amount if money else None


# `eligibility` and `figures` are set on the rows of an export; everything here is on the public
# page too.
EXPORT_COLUMNS = (
    Column("id", _("Number"), lambda offer: offer.pk),
    Column("organisation", _("Offered by"), lambda offer: offer.organisation.name),
    Column("title", _("Title"), lambda offer: offer.title),
    Column("description", _("Description"), lambda offer: offer.description),
    Column("language", _("Written in"), lambda offer: offer.language),
    Column("themes", _("Themes"), lambda offer: _joined(offer.themes.all())),
    Column("lines", _("Lines"), _lines),
    *figure_columns(OFFER_WORDS),
    Column("eligibility", _("For"), lambda offer: offer.eligibility.in_words),
    Column("channel", _("Channel"), lambda offer: offer.get_channel_display()),
    Column("opens_on", _("Delivery can start from"), lambda offer: offer.opens_on),
    Column("closes_on", _("Delivery can start until"), lambda offer: offer.closes_on),
    Column(
        "delivery_languages",
        _("Languages of delivery"),
        lambda offer: ", ".join(offer.delivery_languages),
    ),
    Column("conditions", _("Conditions"), lambda offer: offer.conditions),
    Column("aftercare_training", _("Training"), lambda offer: offer.aftercare_training),
    Column("aftercare_maintenance", _("Maintenance"), lambda offer: offer.aftercare_maintenance),
    Column(
        "aftercare_spare_parts",
        _("Spare parts and consumables"),
        lambda offer: offer.aftercare_spare_parts,
    ),
    Column("value", _("Value"), lambda offer: _amount(offer.value)),
    Column("currency", _("Currency"), lambda offer: offer.currency),
    *part_columns(Offer),
    Column("status", _("Status"), lambda offer: offer.get_status_display()),
    Column("confirmed_on", _("Confirmed on"), lambda offer: offer.said_on),
)

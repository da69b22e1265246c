"""Amounts, prices and conflicts as sentences in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from matchmaking.allocation.models import GivenLine, Lock, Share
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.models import OfferLine
from matchmaking.vocabulary.selectors import labels

CONFLICTS = {
    "locked_left": gettext_noop(
        "The locked amounts of “%(what)s” add up to %(demanded)s; only %(possible)s are left."
    ),
    "locked_asked": gettext_noop(
        "The locked amounts for “%(what)s” come to %(demanded)s %% of what is open of it."
    ),
    "locked_donors": gettext_noop(
        "“%(what)s” has locked amounts from %(demanded)s donors; %(possible)s are allowed."
    ),
    "balance": gettext_noop(
        "%(what)s: at least %(demanded)s %% and at most %(possible)s %% of what is given."
    ),
    "locks": gettext_noop(
        "The locked amounts leave too little room for the shares of the regions."
    ),
    "shut": gettext_noop(
        "%(demanded)s is locked for “%(what)s”, but this offer may not (or no longer) serve it."
    ),
    "whole": gettext_noop("In whole units, no proposal keeps all demands together."),
}
NEARLY = 1e-4  # of a tenth of a percent, which the arithmetic may lose
PERCENT = ("locked_asked", "balance")


def amount(quantity: Any) -> str:
    """Write a quantity without needless digits."""
    places = 0 if quantity == int(quantity) else 2
    return number_format(quantity, decimal_pos=places, force_grouping=True)


def amount_in_words(share: Share) -> str:
    """Say how much of what."""
    return _("%(amount)s %(unit)s (%(kind)s)") % {
        "amount": amount(share.quantity),
        "unit": share.unit,
        "kind": share.kind,
    }


def worth_in_words(line: GivenLine) -> str:
    """Say what one more unit of an offer's line would be worth."""
    if not line.is_wanted:
        return _("More of it would help none of these requests.")
    return _(
        "One more (%(unit)s) would be worth as much as meeting %(percent)s %% of a request of the "
        "highest weight with a perfect match."
    ) % {"unit": line.unit or _("unit"), "percent": _figure(100 * line.worth)}


def at_least(quality: float) -> str:
    """Say which share of the best possible is proven; never rounded up."""
    tenths = int(quality * 1000 + NEARLY)
    return _("at least %(percent)s %%") % {"percent": number_format(tenths / 10, decimal_pos=1)}


def conflict_in_words(conflict: Mapping[str, Any]) -> str:
    """Say which demand cannot hold."""
    code, row = conflict["code"], conflict["row"]
    percent = 100 if code in PERCENT else 1
    figures = {
        name: "" if conflict[name] is None else _figure(percent * conflict[name])
        for name in ("demanded", "possible")
    }
    return _(CONFLICTS[code]) % {"what": _name(code, row), **figures}


def _name(code: str, row: Any) -> str:
    if code == "balance":
        return labels("region", [row]).get(row, row)
    models = {
        "locked_left": OfferLine,
        "locked_asked": NeedLine,
        "locked_donors": Need,
        "shut": Lock,
    }
    found: Any = models[code]._default_manager.filter(pk=row).first() if code in models else None
    return str(found or "")


def _figure(value: float) -> str:
    places = 0 if value == int(value) else 2 if value >= 0.1 else 4
    return number_format(value, decimal_pos=places, force_grouping=True)

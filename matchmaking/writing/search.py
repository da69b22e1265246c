"""What the index holds of every kind of record."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.selectors import MEMBERS, PUBLIC, SECRETARIAT
from matchmaking.money import Money
from matchmaking.vocabulary.selectors import in_usd
from matchmaking.writing.models import Audience

# Upper ends in US dollars; an amount on the edge belongs to the lower band.
BAND_ENDS = ((50_000, "50k"), (250_000, "250k"), (1_000_000, "1m"))
BANDS = (
    ("50k", _("up to 50,000")),
    ("250k", _("50,000 to 250,000")),
    ("1m", _("250,000 to 1 million")),
    ("more", _("above 1 million")),
    ("unstated", _("not stated")),
)
# A window without a sensible end would otherwise count in every year to come.
MOST_YEARS = 10
# The facets that say how near a request and an offer are.
TELLING = ("theme", "kind")
NO_LINES = "none"


def visibility_of(record: Any) -> list[str]:
    """Return the codes of those who may know of a record; the same answer as `visible_to`."""
    if record.status in record.KNOWN_TO_ALL and record.audience != Audience.OWN:
        return [PUBLIC if record.audience == Audience.PUBLIC else MEMBERS]
    own = f"org:{record.organisation_id}"
    return [own] if record.is_inside else [own, SECRETARIAT]


def with_ancestors(codes: Iterable[str]) -> list[str]:
    """Return the codes and those above them: "MRK.02" lies in "MRK"."""
    return sorted({part for code in codes for part in (code.partition(".")[0], code)})


def in_dollars(money: Money | None) -> Decimal | None:
    """Return an amount in US dollars; None where there is none, or no known rate."""
    dollars = in_usd(money) if money else None
    return dollars.amount if dollars else None


def band(dollars: Decimal | None) -> str:
    """Return the band of an amount in US dollars."""
    if dollars is None:
        return "unstated"
    return next((name for end, name in BAND_ENDS if dollars <= end), "more")


def years(first: datetime.date | None, last: datetime.date | None) -> list[str]:
    """Return the years that a window touches."""
    first, last = first or last, last or first
    if first is None or last is None:
        return []
    return [str(year) for year in range(first.year, last.year + 1)][:MOST_YEARS]


def kinds_stated(codes: Iterable[str]) -> list[str]:
    """Return the kinds of the lines, for the matcher: a record without lines is of any kind."""
    return sorted(set(codes)) or [NO_LINES]


def ends_of_window(
    first: datetime.date | None, last: datetime.date | None
) -> dict[str, datetime.date]:
    """Return the sort keys by which the matcher compares windows; an end left open is far off."""
    return {"window_from": first or datetime.date.min, "window_to": last or datetime.date.max}

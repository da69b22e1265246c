"""What the readers of all records share."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from matchmaking.money import Money
from matchmaking.vocabulary.selectors import in_usd

# Figures are what a visitor may know of, whoever looks: a difference would tell of what is hidden.
EVERYBODY = AnonymousUser()


def cents(amounts: Iterable[Money | None]) -> int | None:
    """Add up in US dollars at today's rates, each rounded; None where no amount or rate is known.

    The same rounding as the portfolio's, so that both come to the same.
    """
    dollars = [in_usd(amount) for amount in amounts if amount is not None]
    known = [one.rounded().minor for one in dollars if one is not None]
    return sum(known) if known else None


def day(moment: datetime.datetime | datetime.date | None) -> str:
    """Return a day as it is kept; nothing where there is none."""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localdate(moment)
    return moment.isoformat() if moment else ""


def known_days(**days: datetime.datetime | datetime.date | None) -> dict[str, str]:
    """Return the days that are known, as they are kept."""
    return {name: day(moment) for name, moment in days.items() if moment}


def codes(found: Iterable[str]) -> str:
    """Return codes as they are kept."""
    return " ".join(sorted(found))


def themes_of(model: Any, ids: Collection[int]) -> Mapping[int, set[str]]:
    """Return the themes of records by id; one query."""
    column = f"{model._meta.model_name}_id"
    links = model.themes.through._default_manager.filter(**{f"{column}__in": ids})
    found: dict[int, set[str]] = defaultdict(set)
    for pk, theme in links.values_list(column, "theme_id"):
        found[pk].add(theme)
    return found

"""Agreements that are named in public, and projects that are funded: the activities as rows."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from matchmaking.opendata.gathering import (
    agreement_activities,
    project_activities,
    published_agreements,
    published_projects,
)
from matchmaking.opendata.iati.said import (
    ACCOUNTABLE,
    ACTUAL_START,
    CLOSED,
    COMMITMENT,
    DISBURSEMENT,
    EXPENDITURE,
    FUNDING,
    IMPLEMENTING,
    PLANNED_END,
    PLANNED_START,
    SUSPENDED,
    Activity,
)
from matchmaking.opendata.services import give_codes
from matchmaking.opendata.tables.fields import DAY, FLAG, INTEGER, NUMBER, Field, Table, codes
from matchmaking.vocabulary.models import Country

STATUSES = {CLOSED: "closed", SUSPENDED: "suspended"}


class Row(NamedTuple):
    """An activity, with the codes of its States as the other tables have them."""

    said: Activity
    states: str


def _projects() -> Iterator[Row]:
    give_codes()
    return _rows(said for _code, said in project_activities(published_projects()))


def _agreements() -> Iterator[Row]:
    give_codes()
    return _rows(said for _code, said in agreement_activities(published_agreements()))


def _rows(activities: Iterable[Activity]) -> Iterator[Row]:
    iso3 = dict(Country.objects.values_list("iso2", "iso3"))
    for said in activities:
        yield Row(said, codes(iso3[country.code] for country in said.countries))


def _sum(kind: str) -> Callable[[Row], Decimal | None]:
    def total(row: Row) -> Decimal | None:
        moved = [one.amount.units for one in row.said.transactions if one.kind == kind]
        return sum(moved, Decimal(0)) if row.said.transactions else None

    return total


def _party(role: str) -> Callable[[Row], str]:
    return lambda row: next((p.name for at, p in row.said.parties if at == role), "")


def _day(kind: str) -> Callable[[Row], datetime.date | None]:
    return lambda row: next((day for at, day in row.said.dates if at == kind), None)


def _number(position: int) -> Callable[[Row], int]:
    return lambda row: int(row.said.numbers[position].partition("-")[2])


NAME = Field(
    "iati_identifier",
    _("What it is called in the file of activities."),
    lambda r: r.said.identifier,
)
ABOUT = (
    Field("states", _("States: ISO 3166-1 alpha-3."), lambda row: row.states),
    Field(
        "themes",
        _("Codes of themes, parted by semicolons: see themes."),
        lambda row: codes(theme.code for theme in row.said.themes),
    ),
)
CURRENCY = Field("currency", _("Currency of the amounts."), lambda row: row.said.currency)

AGREEMENTS = Table(
    "agreements",
    _("Agreements"),
    _(
        "Agreements in force that both sides agreed to name in public. Kinds, amounts and the very "
        "day are there where both sides agreed to that as well."
    ),
    _agreements,
    (
        NAME,
        Field("request", _("Number of the request."), _number(0), INTEGER),
        Field("offer", _("Number of the offer."), _number(1), INTEGER),
        Field("given_by", _("Organisation that gives."), _party(FUNDING)),
        Field("received_by", _("Organisation that receives."), _party(ACCOUNTABLE)),
        *ABOUT,
        Field(
            "kinds",
            _("Codes of kinds, parted by semicolons: see kinds."),
            lambda row: codes(kind.code for kind in row.said.kinds),
        ),
        Field(
            "agreed_on", _("Day of signature, or the first of its month."), _day(ACTUAL_START), DAY
        ),
        Field(
            "is_fulfilled",
            _("Whether both sides confirm that all was delivered."),
            lambda row: row.said.status == CLOSED,
            FLAG,
        ),
        CURRENCY,
        Field("agreed", _("Amount agreed."), _sum(COMMITMENT), NUMBER),
        Field("delivered", _("Amount of what both confirm."), _sum(DISBURSEMENT), NUMBER),
    ),
    ("iati_identifier",),
)
PROJECTS = Table(
    "projects",
    _("Funded projects"),
    _("Projects of funds, from the day on which both parties have signed."),
    _projects,
    (
        NAME,
        Field("number", _("Number of the project."), lambda row: row.said.numbers[0]),
        Field("title", _("Title, in the language of the project."), lambda r: r.said.title.text),
        Field("language", _("Language it is written in."), lambda row: row.said.language),
        Field("fund", _("Fund that gives."), _party(FUNDING)),
        Field("applicant", _("Organisation that applied."), _party(ACCOUNTABLE)),
        Field("implementer", _("Organisation that carries it out."), _party(IMPLEMENTING)),
        *ABOUT,
        Field(
            "gender_marker",
            _("0: gender equality is no objective, 1: a significant one, 2: the principal one."),
            lambda row: row.said.gender,
            INTEGER,
        ),
        Field(
            "status",
            _("running, suspended or closed."),
            lambda row: STATUSES.get(row.said.status, "running"),
        ),
        Field("starts_on", _("Planned to start."), _day(PLANNED_START), DAY),
        Field("ends_on", _("Planned to end."), _day(PLANNED_END), DAY),
        CURRENCY,
        Field("committed", _("Committed by the fund."), _sum(COMMITMENT), NUMBER),
        Field("disbursed", _("Paid, less what came back."), _sum(DISBURSEMENT), NUMBER),
        Field("spent", _("Spent, as the fund accepted it."), _sum(EXPENDITURE), NUMBER),
    ),
    ("iati_identifier",),
)

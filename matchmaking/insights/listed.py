"""The records behind a figure, as everybody may read them."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from files.export import Column
from matchmaking.funds.models import Fund
from matchmaking.insights.choices import SUBJECTS, Subject
from matchmaking.insights.counting import Row
from matchmaking.insights.reading.common import EVERYBODY
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.payments.models import Project
from matchmaking.vocabulary.selectors import labels

BATCH = 500
Behind = Iterable[tuple[Row, int | None]]


@dataclass(frozen=True)
class Listed:
    """A line of the list: a record, whose it is, since when it counts, and for how much."""

    number: str
    name: str
    language: str
    url: str
    party: str
    party_url: str
    themes: str
    day: str
    dollars: Decimal | None

    @property
    def date(self) -> datetime.date | None:
        """The day as a page writes it."""
        return datetime.date.fromisoformat(self.day) if self.day else None


def listed(rows: Behind, measure: str) -> Iterator[Listed]:
    """Yield the lines; three queries for some hundred of them.

    A record that was hidden a moment ago, before its fact was read anew, is left out.
    """
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        names, parties = _names(measure, batch), _parties(batch)
        for row, minor in batch:
            if row.record_id in names:
                yield _line(row, minor, measure, names[row.record_id], parties)


def _names(measure: str, batch: list[tuple[Row, int | None]]) -> dict[int, tuple[str, str]]:
    """Return what each record is called, and in which language.

    A project has its number only: nobody was asked whether its title may be published.
    """
    ids = [row.record_id for row, _minor in batch]
    if SUBJECTS[measure] == Subject.PROJECT:
        numbers = Project.objects.filter(pk__in=ids).values_list("pk", "number")
        return {pk: (number, "") for pk, number in numbers}
    model: Any = Need if SUBJECTS[measure] == Subject.NEED else Offer
    found = model.objects.visible_to(EVERYBODY).filter(pk__in=ids)
    return {record.pk: (str(record), record.language) for record in found.only("title", "language")}


def _parties(batch: list[tuple[Row, int | None]]) -> dict[str, dict[Any, str]]:
    organisations = {row.organisation_id for row, _minor in batch if row.subject == Subject.OFFER}
    funds = {row.fund_id for row, _minor in batch if row.fund_id}
    return {
        Subject.NEED: dict(labels("country")),
        Subject.OFFER: dict(
            Organisation.objects.filter(pk__in=organisations).values_list("pk", "name")
        ),
        Subject.PROJECT: dict(Fund.objects.filter(pk__in=funds).values_list("pk", "name")),
    }


def _line(
    row: Row,
    minor: int | None,
    measure: str,
    name: tuple[str, str],
    parties: dict[str, dict[Any, str]],
) -> Listed:
    party, party_url = _party(row, parties)
    return Listed(
        number=name[0] if row.subject == Subject.PROJECT else str(row.record_id),
        name=labels("country").get(row.country, "") if row.subject == Subject.PROJECT else name[0],
        language=name[1],
        url=_url(row),
        party=party,
        party_url=party_url,
        themes=", ".join(labels("theme", row.themes).values()),
        day=row.day_of(measure),
        dollars=None if minor is None else Decimal(minor) / 100,
    )


def _party(row: Row, parties: dict[str, dict[Any, str]]) -> tuple[str, str]:
    page, key = {
        Subject.NEED: ("state", row.country),
        Subject.OFFER: ("donor", row.organisation_id),
        Subject.PROJECT: ("fund", row.fund_id),
    }[Subject(row.subject)]
    return parties[row.subject].get(key, ""), reverse(f"insights:{page}", args=[key])


def _url(row: Row) -> str:
    """Return the public page of a record; a project has none."""
    if row.subject == Subject.PROJECT:
        return ""
    return reverse(f"{row.subject}s:detail", args=[row.record_id])


HEADS: dict[str, tuple[str | Promise, str | Promise]] = {
    Subject.NEED: (_("Request"), _("State")),
    Subject.OFFER: (_("Offer"), _("Offered by")),
    Subject.PROJECT: (_("State"), _("Fund")),
}


def columns(measure: str) -> tuple[Column, ...]:
    """Return the columns of the file of a list."""
    name, party = HEADS[SUBJECTS[measure]]
    return (
        Column("number", _("Number"), lambda one: one.number),
        Column("name", name, lambda one: one.name),
        Column("party", party, lambda one: one.party),
        Column("themes", _("Themes"), lambda one: one.themes),
        Column("day", _("Day"), lambda one: one.day),
        Column("usd", _("US dollars"), lambda one: one.dollars),
    )

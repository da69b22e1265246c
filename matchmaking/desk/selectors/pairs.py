"""The pairs of one request or one offer: on the shortlist, suggested, rejected."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from accounts.selectors import Person
from matchmaking.clearance.selectors import PairClearance, clearances
from matchmaking.desk.choices import LISTED, PairState
from matchmaking.desk.models import Shortlisting
from matchmaking.disclosure.selectors import redact_for_all
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.selectors import open_by_pair
from matchmaking.matching.selectors import Match, matches_for_need, matches_for_offer
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

Pair = tuple[int, int]


@dataclass(frozen=True)
class PairRow:
    """One pair as the workbench shows it; `other` is the record of the other side."""

    need_id: int
    offer_id: int
    other: Need | Offer
    match: Match | None
    judged: Shortlisting | None
    clearance: PairClearance | None
    introduction: Introduction | None

    @property
    def state(self) -> str:
        """What the broker did with it; empty where nothing yet."""
        return self.judged.state if self.judged else ""


@dataclass(frozen=True)
class Pairs:
    """The pairs of a record: pinned ones first, then what fits best."""

    listed: list[PairRow] = field(default_factory=list)
    suggested: list[PairRow] = field(default_factory=list)
    rejected: list[PairRow] = field(default_factory=list)


def pairs_of(user: Person, kind: str, record: Need | Offer) -> Pairs:
    """Return the pairs of a need or an offer (`kind`); a fixed number of queries."""
    matches = _matches(user, record)
    judged = _judged(user, kind, record)
    known = _others(kind, judged) | {pk: row.other for pk, row in matches.items()}
    rows = list(_rows(kind, record.pk, known, matches, judged))
    listed = [row for row in rows if row.state in LISTED]
    listed.sort(key=lambda row: (row.state != PairState.PINNED, -_score(row), row.other.pk))
    suggested = [row for row in rows if row.state in ("", PairState.NOTED) and row.match]
    suggested.sort(key=lambda row: (-_score(row), row.other.pk))
    return Pairs(listed, suggested, [row for row in rows if row.state == PairState.REJECTED])


def pair_of(user: Person, need: Need, offer: Offer) -> PairRow:
    """Return one pair; what its match adds up to is explained elsewhere."""
    pair = (need.pk, offer.pk)
    judged = _joined(Shortlisting.objects.visible_to(user)).filter(need=need, offer=offer).first()
    return PairRow(
        *pair,
        other=offer,
        match=None,
        judged=judged,
        clearance=clearances([pair]).get(pair),
        introduction=open_by_pair([pair]).get(pair),
    )


def _matches(user: Person, record: Need | Offer) -> dict[int, Match]:
    if isinstance(record, Need):
        found = matches_for_need(user, record)
    else:
        found = matches_for_offer(user, record)
    return {match.other.pk: match for match in found}


def _judged(user: Person, kind: str, record: Need | Offer) -> dict[int, Shortlisting]:
    rows = _joined(Shortlisting.objects.visible_to(user).filter(**{kind: record.pk}))
    other = "offer_id" if kind == "need" else "need_id"
    return {getattr(row, other): row for row in rows}


def _joined(rows: QuerySet[Shortlisting]) -> QuerySet[Shortlisting]:
    return rows.select_related("need__country", "offer__organisation", "reason", "by")


def _others(kind: str, judged: dict[int, Shortlisting]) -> dict[int, Need | Offer]:
    found = {pk: row.offer if kind == "need" else row.need for pk, row in judged.items()}
    redact_for_all(list(found.values()))
    return found


def _rows(
    kind: str,
    record_id: int,
    known: dict[int, Need | Offer],
    matches: dict[int, Match],
    judged: dict[int, Shortlisting],
) -> Iterator[PairRow]:
    pairs = {pk: (record_id, pk) if kind == "need" else (pk, record_id) for pk in known}
    meant = list(pairs.values())
    cleared, tries = clearances(meant), open_by_pair(meant)
    for pk, other in known.items():
        yield PairRow(
            *pairs[pk],
            other=other,
            match=matches.get(pk),
            judged=judged.get(pk),
            clearance=cleared.get(pairs[pk]),
            introduction=tries.get(pairs[pk]),
        )


def _score(row: PairRow) -> float:
    return row.match.score if row.match else 0.0

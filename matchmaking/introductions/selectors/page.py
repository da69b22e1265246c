"""One introduction as its page shows it: both records, the answers, what happens next."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking.disclosure.choices import Part
from matchmaking.disclosure.models import DisclosedRecord, RecordDocument
from matchmaking.disclosure.selectors import (
    columns_of_part,
    documents_for,
    kept_back,
    known_record,
)
from matchmaking.introductions.choices import IntroductionStatus, Said, Side
from matchmaking.introductions.models import Introduction, Letter
from matchmaking.introductions.selectors.listing import hidden_need, hidden_offer
from matchmaking.writing.models import PUBLISHED
from matchmaking.writing.records import kind_of
from matchmaking.writing.views.facts import Fact, listed, window


@dataclass(frozen=True)
class Shown:
    """A record as the reader of an introduction may see it; None where they may not any more."""

    side: Side
    name: str
    party: str
    record: DisclosedRecord | None
    facts: list[Fact]
    lines: list[str]
    documents: list[RecordDocument]
    kept_back: list[Part]
    may_ask: bool
    is_open: bool

    @property
    def kind(self) -> str:
        """The name of its kind."""
        return "need" if self.side == Side.RECIPIENT else "offer"

    @property
    def url(self) -> str:
        """The address of the record."""
        return kind_of(self.record).url("detail", self.record) if self.record else ""


@dataclass(frozen=True)
class Step:
    """What happens next, and who must act."""

    sentence: str
    actors: list[str]
    since: datetime.datetime


def introduction_for_page(user: Person, pk: int) -> Introduction | None:
    """Return an introduction with all its page joins, or None when `user` may not know of it."""
    rows = Introduction.objects.visible_to(user).select_related(
        "need__country",
        "need__organisation",
        "offer__organisation",
        "proposed_for",
        "proposed_by",
        "broker",
        "reason",
    )
    return rows.prefetch_related("answers__organisation").filter(pk=pk).first()


def both_records(user: Person, introduction: Introduction) -> list[Shown]:
    """Return the request and the offer, each without what `user` may not read."""
    need = shown_record(user, Side.RECIPIENT, introduction.need_id, introduction.need.country)
    offer = shown_record(user, Side.GIVER, introduction.offer_id, introduction.offer.organisation)
    return [need, offer]


def shown_record(user: Person, side: Side, record_id: int, party: Any) -> Shown:
    """Return one record as `user` may see it."""
    kind = "need" if side == Side.RECIPIENT else "offer"
    try:
        record = known_record(user, kind, record_id)
    except LookupError:
        name = hidden_need() if side == Side.RECIPIENT else hidden_offer()
        return Shown(side, name, str(party), None, [], [], [], [], may_ask=False, is_open=False)
    kept = kept_back(user, record)
    return Shown(
        side=side,
        name=str(record),
        party=str(party),
        record=record,
        facts=_facts(record),
        lines=_lines(record),
        documents=documents_for(user, record),
        kept_back=kept.parts,
        may_ask=kept.may_ask and kept.asked is None,
        is_open=record.status == PUBLISHED,
    )


def next_step(introduction: Introduction) -> Step:
    """Say what happens next with an introduction, and who must act."""
    status = IntroductionStatus(introduction.status)
    sentence, actors = _NEXT[status](introduction)
    return Step(sentence, actors, introduction.moved_at)


def letters_of(introduction: Introduction) -> list[Letter]:
    """Return the signed letters of an introduction, oldest first."""
    rows = Letter.objects.filter(introduction=introduction)
    return list(rows.select_related("organisation", "attachment", "recorded_by").order_by("pk"))


def _waiting(introduction: Introduction) -> tuple[str, list[str]]:
    waiting = [str(a.organisation) for a in introduction.answers.all() if a.said == Said.WAITING]
    return _("An answer is awaited: accept, or decline with a reason."), waiting


def _to_introduce(introduction: Introduction) -> tuple[str, list[str]]:
    sentence = _("Both sides said yes. Once every check is cleared, the broker introduces them.")
    return sentence, [str(introduction.broker or _("Secretariat"))]


def _talking(introduction: Introduction) -> tuple[str, list[str]]:
    sentence = _("The parties talk. When they agree, they draw up an agreement.")
    return sentence, _both(introduction)


def _agreed(introduction: Introduction) -> tuple[str, list[str]]:
    sentence = _("An agreement stands. The parties deliver, confirm, and can go on talking.")
    return sentence, _both(introduction)


def _over(_introduction: Introduction) -> tuple[str, list[str]]:
    return _("Nothing: this try is over. It stays on record with its reason."), []


def _both(introduction: Introduction) -> list[str]:
    return [str(introduction.need.organisation), str(introduction.offer.organisation)]


_NEXT = {
    IntroductionStatus.PROPOSED: _waiting,
    IntroductionStatus.ACCEPTED: _to_introduce,
    IntroductionStatus.CONVERSATION: _talking,
    IntroductionStatus.AGREED: _agreed,
    IntroductionStatus.DECLINED: _over,
    IntroductionStatus.ENDED: _over,
}


def _facts(record: Any) -> list[Fact]:
    """Return the few facts that both kinds of record have, and what of its parts is written."""
    starts, ends = ("starts_on", "ends_on") if hasattr(record, "starts_on") else _OFFER_WINDOW
    amount = record.budget if hasattr(record, "budget_minor") else record.value
    return [
        (_("Window"), window(getattr(record, starts), getattr(record, ends))),
        (_("Amount"), amount or ""),
        (_("Themes"), listed(record.themes.all())),
        *_parts(record),
    ]


def _parts(record: DisclosedRecord) -> list[Fact]:
    """Return what the reader may read of the parts; what is kept back has a line of its own."""
    open_parts = [part for part in record.PARTS if part not in record.withheld]
    columns = [pair for part in open_parts for pair in columns_of_part(record, part)]
    return [(capfirst(label), value) for label, value in columns if value]


_OFFER_WINDOW = ("opens_on", "closes_on")


def _lines(record: DisclosedRecord) -> list[str]:
    quantity = kind_of(record).quantity
    return [_line(line, getattr(line, quantity)) for line in record.lines.select_related("kind")]


def _line(line: Any, number: Any) -> str:
    count = f"{number.normalize():f} {line.unit}".strip() if number is not None else ""
    return " · ".join(part for part in (str(line), count) if part)

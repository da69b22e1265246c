"""A combination of offers, ready for a page or a file: coverage line by line, in words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext

from accounts.models import Organisation
from matchmaking.bundles.choices import PEERS, WAYS, Cooperation
from matchmaking.bundles.models import Bundle
from matchmaking.bundles.selectors.workbench import Workbench, workbench
from matchmaking.matching.engine.bundles import (
    Coverage,
    Key,
    LineCoverage,
    Link,
    Overdraft,
    Part,
    coverage,
    form_of,
    share_of,
)
from matchmaking.matching.engine.serving import Way
from matchmaking.money import Money
from matchmaking.needs.models import NeedLine
from matchmaking.offers.models import Offer, OfferLine

LEAST_SHARE = 1e-6
# offer-line-asked:amount
WRITTEN = re.compile(r"(\d{1,18})-(\d{1,18})-(\d{1,18})(?::(\d{1,12}(?:\.\d{1,2})?))?")


@dataclass(frozen=True)
class PartData:
    """So much of a line comes from a line of an offer, as services take it; None: not known yet."""

    need_line_id: int
    offer_line_id: int
    amount: Decimal | None = None


@dataclass(frozen=True)
class Share:
    """What one offer gives to one line."""

    key: Key
    offer: Offer
    offer_line: OfferLine
    line: NeedLine
    amount: str  # in words; empty while nobody knows
    number: float | None
    percent: int | None
    way: Way
    way_label: str | Promise


@dataclass(frozen=True)
class LineRow:
    """A line with what covers it; the percentages add up to 100."""

    line: NeedLine
    asked: str
    open_amount: str
    sure: int
    perhaps: int
    single: int  # what the best single offer surely covers of it
    is_exceeded: bool
    is_done: bool  # covered by agreements already
    shares: list[Share]

    @property
    def open(self) -> int:
        """What stays open, in percent."""
        return 100 - self.sure - self.perhaps


@dataclass(frozen=True)
class Party:
    """Somebody who takes part, with the offers it takes part with."""

    organisation: Organisation
    offers: list[Offer]
    peer: str | Promise
    needs_clearance: bool
    is_introduced: bool
    does: list[str | Promise]


@dataclass(frozen=True)
class Combination:
    """Offers that cover a request together."""

    lines: list[LineRow]
    parties: list[Party]
    parts: tuple[Part, ...]
    coverage: Coverage
    sure: int
    perhaps: int
    single_sure: int
    single_perhaps: int
    single_offer: Offer | None
    cooperation: Cooperation | None
    overdrawn: list[str]
    gap: float = 0.0

    @property
    def open(self) -> int:
        """What stays open over all lines, in percent."""
        return 100 - self.sure - self.perhaps

    @property
    def gap_percent(self) -> str:
        """How much better another one might be, in percent; empty where it is proven best."""
        return f"{max(self.gap * 100, 0.1):.1f}" if self.gap else ""

    @property
    def gain(self) -> int:
        """What it surely covers beyond the best single offer, in points of a hundred."""
        return self.sure - self.single_sure

    @property
    def needs_clearance(self) -> bool:
        """Whether any of them must be cleared before it is introduced."""
        return any(party.needs_clearance for party in self.parties)

    @property
    def query(self) -> str:
        """The parts as they stand in the address of the editor."""
        return "&".join(f"part={written(part)}" for part in self.parts)

    @property
    def keep_query(self) -> str:
        """The offers as they stand in the address that looks for partners of theirs."""
        return "&".join(f"keep={offer.pk}" for party in self.parties for offer in party.offers)


def combination(bench: Workbench, parts: Iterable[Part], gap: float = 0.0) -> Combination:
    """Describe what some parts cover together, beside the best single offer."""
    used = tuple(parts)
    seen = coverage(bench.problem, used)
    alone = coverage(bench.problem, bench.single.parts if bench.single else ())
    single = next(iter(bench.single.offers), None) if bench.single else None
    form = form_of(bench.problem, used)
    return Combination(
        lines=_lines(bench, seen, alone),
        parties=_parties(bench, used),
        parts=used,
        coverage=seen,
        sure=_percent(seen.sure),
        perhaps=_perhaps(seen),
        single_sure=_percent(alone.sure),
        single_perhaps=_perhaps(alone),
        single_offer=bench.offers[int(single)] if single is not None else None,
        cooperation=Cooperation(form.value) if form else None,
        overdrawn=[overdraft_in_words(bench, over) for over in seen.overdrafts],
        gap=gap,
    )


def bench_of(bundle: Bundle) -> Workbench:
    """Lay out the request of a saved bundle, its offers included."""
    offers = bundle.parts.values_list("offer_line__offer_id", flat=True)
    return workbench(bundle.need, also=set(offers))


def parts_of(bench: Workbench, bundle: Bundle) -> tuple[list[Part], list[str]]:
    """Return the parts of a saved bundle that still hold, and the offers of those that do not."""
    kept, gone = [], []
    rows = bundle.parts.select_related("offer_line__offer").order_by("position", "pk")
    for row in rows:
        key = Key(row.offer_line.offer_id, row.offer_line_id, row.need_line_id)
        if key in bench.problem.links:
            kept.append(Part(key, None if row.amount is None else float(row.amount)))
        else:
            gone.append(str(row.offer_line.offer))
    return kept, list(dict.fromkeys(gone))


def written(part: Part) -> str:
    """Write a part for an address: offer, its line, the request's line, amount."""
    amount = "" if part.amount is None else f":{part.amount:.2f}"
    return "-".join(map(str, part.key)) + amount


def as_data(part: Part) -> PartData:
    """Return a part as the services take it."""
    amount = None if part.amount is None else Decimal(str(round(part.amount, 2)))
    return PartData(int(part.key.asked), int(part.key.given), amount)


def read_parts(bench: Workbench, texts: Iterable[str]) -> list[Part]:
    """Read parts off an address; what is no link of this request is left out."""
    found = (_read(text) for text in texts)
    return [part for part in found if part and part.key in bench.problem.links]


def _read(text: str) -> Part | None:
    match = WRITTEN.fullmatch(text)
    if match is None:
        return None
    offer, given, asked, amount = match.groups()
    return Part(Key(int(offer), int(given), int(asked)), float(amount) if amount else None)


def in_words(amount: float, line: NeedLine | OfferLine, way: Way = Way.SAME) -> str:
    """Write an amount with its unit; money as money."""
    if way == Way.MONEY:
        return str(Money.of(str(round(amount, 2)), "USD"))
    number = f"{amount:,.2f}".rstrip("0").rstrip(".")
    unit = line.unit or line.kind.unit
    return pgettext("amount and unit", "%(number)s × %(unit)s") % {"number": number, "unit": unit}


def link_in_words(bench: Workbench, link: Link) -> str:
    """Name a line of an offer with what is left of it."""
    line = bench.offer_lines[int(link.given.id)]
    left = link.serving.left
    if left is None:
        return pgettext("line of an offer", "%(line)s (no limit stated)") % {"line": line}
    words = {"line": line, "left": in_words(left, line, link.serving.way)}
    return pgettext("line of an offer", "%(line)s (left: %(left)s)") % words


def overdraft_in_words(bench: Workbench, over: Overdraft) -> str:
    """Say of which line of an offer too much is used."""
    line = bench.offer_lines[int(over.given.id)]
    way = Way.MONEY if over.given.dollars is not None else Way.SAME
    words = {
        "line": line,
        "used": in_words(over.used, line, way),
        "left": in_words(over.left, line, way),
    }
    return gettext("%(line)s: the bundle uses %(used)s, only %(left)s are left.") % words


def _lines(bench: Workbench, seen: Coverage, alone: Coverage) -> list[LineRow]:
    found = {line.asked.id: line for line in seen.lines}
    single = {line.asked.id: line.sure for line in alone.lines}
    return [
        _line(bench, line, found.get(pk), single.get(pk, 0.0)) for pk, line in bench.lines.items()
    ]


def _line(bench: Workbench, line: NeedLine, seen: LineCoverage | None, single: float) -> LineRow:
    asked = "" if line.quantity is None else in_words(float(line.quantity), line)
    if seen is None:
        return LineRow(line, asked, "", 100, 0, 100, False, True, [])
    quantity = seen.asked.quantity
    return LineRow(
        line=line,
        asked=asked,
        open_amount="" if quantity is None else in_words(quantity, line),
        sure=_percent(min(seen.sure, 1.0)),
        perhaps=_perhaps(seen),
        single=_percent(min(single, 1.0)),
        is_exceeded=seen.is_exceeded,
        is_done=False,
        shares=[_share(bench, part) for part in seen.parts],
    )


def _share(bench: Workbench, part: Part) -> Share:
    link = bench.problem.links[part.key]
    share, way = share_of(link, part), link.serving.way
    line = bench.lines[int(part.key.asked)]
    return Share(
        key=part.key,
        offer=bench.offers[int(part.key.offer)],
        offer_line=bench.offer_lines[int(part.key.given)],
        line=line,
        amount="" if part.amount is None else in_words(part.amount, line, way),
        number=part.amount,
        percent=None if share is None else _percent(min(share, 1.0)),
        way=way,
        way_label=WAYS[way],
    )


def _parties(bench: Workbench, parts: Iterable[Part]) -> list[Party]:
    of_party: dict[Any, list[Part]] = {}
    for part in parts:
        of_party.setdefault(bench.problem.by_offer[part.key.offer].party, []).append(part)
    return [_party(bench, used) for used in of_party.values()]


def _party(bench: Workbench, parts: list[Part]) -> Party:
    candidates = [bench.problem.by_offer[part.key.offer] for part in parts]
    offers = list(dict.fromkeys(bench.offers[int(one.offer)] for one in candidates))
    does = [_deed(bench.problem.links[part.key], bench) for part in parts]
    return Party(
        organisation=offers[0].organisation,
        offers=offers,
        peer=PEERS.get(candidates[0].peer, ""),
        needs_clearance=any(one.needs_clearance for one in candidates),
        is_introduced=all(offer.pk in bench.introduced for offer in offers),
        does=list(dict.fromkeys(does)),
    )


def _deed(link: Link, bench: Workbench) -> str:
    return str(bench.offer_lines[int(link.given.id)].kind)


def _percent(share: float) -> int:
    """Round down, so that nothing is called covered before it is."""
    return int(share * 100 + 1e-6)


def _perhaps(seen: Coverage | LineCoverage) -> int:
    """Return what is neither covered nor open, so that all three add up to a hundred."""
    if not seen.unsure:
        return 0
    still_open = 0 if seen.open < LEAST_SHARE else max(1, round(seen.open * 100))
    return 100 - _percent(min(seen.sure, 1.0)) - still_open

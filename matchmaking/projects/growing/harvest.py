"""From the parts of requests and agreements to the sections of a proposal. Pure.

Every piece knows where it came from and where it goes: it is shown before anything is begun, and
kept beside the words afterwards.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.money import Money
from matchmaking.projects.choices import BudgetCategory, ResultLevel
from matchmaking.projects.growing.wording import (
    AGREEMENT,
    NEED,
    Source,
    counted,
    goal_words,
    part_words,
    where,
)
from matchmaking.projects.rows import new_key

# From an amount to the currency of the proposal; None: no rate is known.
Convert = Callable[[Money], Money | None]
MOST_MONTHS = 120
CATEGORIES = {
    "EQP": BudgetCategory.EQUIPMENT,
    "TRN": BudgetCategory.TRAINING,
    "VIS": BudgetCategory.TRAVEL,
    "FEL": BudgetCategory.TRAINING,
    "FUN": BudgetCategory.GRANTS,
    "EXP": BudgetCategory.STAFF,
}


@dataclass(frozen=True)
class Piece:
    """One thing that is carried: where it goes, from which part of which record, its words."""

    section: str
    source: Source
    part: str
    words: str
    row: str = ""  # "budget/1a2b3c4d" for a row, empty for the text or a column


@dataclass
class Harvest:
    """All that a proposal begins with: what its sections say, the pieces, and what to know."""

    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    pieces: list[Piece] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def say(self, piece: Piece) -> None:
        """Add a paragraph to the text of a section."""
        section = self.sections.setdefault(piece.section, {})
        texts = [section["text"]] if section.get("text") else []
        section["text"] = "\n\n".join([*texts, piece.words])
        self.pieces.append(piece)

    def put(self, name: str, row: dict[str, Any], piece: Piece | None = None) -> str:
        """Add a row to a section, and return its key."""
        section = ROW_SECTIONS[name]
        row = {"key": new_key(), **row}
        self.sections.setdefault(section, {}).setdefault(name, []).append(row)
        if piece is not None:
            at = f"{name}/{row['key']}"
            self.pieces.append(Piece(section, piece.source, piece.part, piece.words, at))
        return str(row["key"])


ROW_SECTIONS = {"results": "results", "indicators": "results", "budget": "budget"}


class Carrier:
    """Carries over what the chosen records say, into the currency of the proposal."""

    def __init__(self, sources: Sequence[Source], currency: str, convert: Convert) -> None:
        self.sources = sources
        self.needs = [source for source in sources if source.kind == NEED]
        self.currency = currency
        self.convert = convert
        self.found = Harvest()
        self.outputs: dict[tuple[int, str], str] = {}

    def harvest(self, today: date) -> Harvest:
        """Return all that is carried."""
        self._carry_basics(today)
        for source in self.needs:
            self._carry_words(source)
        for source in self.needs:
            self._carry_results(source)
            self._carry_lines(source)
        for source in self.sources:
            if source.kind == AGREEMENT:
                self._carry_agreement(source)
        return self.found

    def _carry_basics(self, today: date) -> None:
        """Themes and time: from the first day any request names to the last one."""
        basics: dict[str, Any] = {}
        themes = {code for s in self.needs for code in s.parts.get("themes", {}).get("codes", ())}
        if themes:
            basics["themes"] = sorted(themes)
        windows = [source.parts["window"] for source in self.needs if "window" in source.parts]
        starts = min((w["from"] for w in windows if w["from"]), default=None)
        ends = max((w["until"] for w in windows if w["until"]), default=None)
        if starts and ends and starts > today.isoformat():
            basics |= {"starts_on": starts, "months": _months_between(starts, ends)}
        if basics:
            self.found.sections["basics"] = basics
        for source in self.needs:
            for part, is_carried in (("themes", bool(themes)), ("window", "months" in basics)):
                if part in source.parts and is_carried:
                    self._note_piece("basics", source, part)

    def _carry_words(self, source: Source) -> None:
        parts, say = source.parts, self._say
        if "quote" in parts:
            say("context", source, "quote", f"“{parts['quote']['text']}” ({where(parts['quote'])})")
        for part, section, words in (
            ("description", "context", "%(text)s"),
            ("plan", "objectives", _("National plan: %(text)s")),
            ("institution", "beneficiaries", _("Institution: %(text)s")),
            ("place", "beneficiaries", _("Place: %(text)s")),
        ):
            if part in parts:
                say(section, source, part, words % {"text": parts[part]["text"]})
        if "bodies" in parts:
            words = _("Consulted so far: %(names)s") % {"names": source.named("bodies")}
            say("coordination", source, "bodies", words)
        for _place, name, goal in source.numbered("goal"):
            say("objectives", source, name, goal_words(goal))

    def _carry_results(self, source: Source) -> None:
        """A request becomes an outcome, its goals the indicators of that outcome."""
        title = source.parts.get("title", {"text": source.name})["text"]
        outcome = {"level": ResultLevel.OUTCOME, "statement": title, "assumptions": ""}
        piece = Piece("results", source, "title", title)
        key = self.found.put("results", {**outcome, "parent": None}, piece)
        self.outputs[source.pk, ""] = key
        for _place, name, goal in source.numbered("goal"):
            row = _indicator(key, goal["title"], goal["unit"], goal["baseline"], goal["target"])
            row |= {"indicator": goal["indicator"], "due_on": goal["due_on"]}
            self.found.put("indicators", row, Piece("results", source, name, goal_words(goal)))

    def _carry_lines(self, source: Source) -> None:
        """A line that is still open becomes an output and a cost; one that is covered neither."""
        secured = self._secured(source)
        used = secured
        for _place, name, line in source.numbered("line"):
            if _is_covered(line):
                words = _("“%(line)s” of %(source)s is covered already: it is not carried.")
                self.found.notes.append(words % {"line": line["name"], "source": source.name})
                continue
            output = self._put_output(source, name, line)
            used = self._put_cost(source, name, line, output, used)
        if secured and used.minor < secured.minor:
            self._note_piece("budget", source, "secured")

    def _put_output(self, source: Source, name: str, line: Mapping[str, Any]) -> str:
        words = counted(line["name"], line["open"], line["unit"])
        row = {
            "level": ResultLevel.OUTPUT,
            "statement": words,
            "assumptions": "",
            "parent": self.outputs[source.pk, ""],
        }
        key = self.found.put("results", row, Piece("results", source, name, words))
        self.outputs[source.pk, name] = key
        until = source.parts.get("window", {}).get("until")
        target = line["open"] or "1"
        row = _indicator(key, line["name"], line["unit"], "0", target) | {"due_on": until}
        self.found.put("indicators", row, Piece("results", source, name, words))
        return key

    def _put_cost(
        self, source: Source, name: str, line: Mapping[str, Any], output: str, left: Money
    ) -> Money:
        """Add a cost; what is secured pays for it as far as it goes. Return what is left."""
        quantity = Decimal(line["open"] or 1)
        price = self._price(source, line, quantity)
        cost = int((price.minor * quantity).quantize(Decimal(1), ROUND_HALF_UP))
        paid = min(cost, left.minor)
        row = _cost(line, quantity, price.minor, paid, output)
        row["cofinancer"] = (
            _("secured already (%(source)s)") % {"source": source.name} if paid else ""
        )
        words = (
            counted(line["name"], line["open"], line["unit"]) + f": {Money(cost, self.currency)}"
        )
        self.found.put("budget", row, Piece("budget", source, name, words))
        return Money(left.minor - paid, self.currency)

    def _price(self, source: Source, line: Mapping[str, Any], quantity: Decimal) -> Money:
        """Return what one costs: the estimate over all that was asked, in the proposal's money."""
        if not line["minor"]:
            return Money(0, self.currency)
        whole = Decimal(line["asked"] or 0) or quantity
        minor = line["minor"] if line["open"] else (line["open_minor"] or 0)
        price = Money(int((minor / whole).quantize(Decimal(1), ROUND_HALF_UP)), line["currency"])
        return self._converted(price, source)

    def _secured(self, source: Source) -> Money:
        said = source.parts.get("secured", {})
        if not said.get("minor") or not said.get("currency"):
            return Money(0, self.currency)
        return self._converted(Money(said["minor"], said["currency"]), source)

    def _converted(self, money: Money, source: Source) -> Money:
        """Return money in the currency of the proposal, and say so where it had another."""
        if money.currency == self.currency:
            return money
        made = self.convert(money)
        words = _("Amounts of %(source)s are in %(currency)s: converted at the rate of today.")
        if made is None:
            words = _("Amounts of %(source)s are in %(currency)s, of which no rate is known.")
        note = words % {"source": source.name, "currency": money.currency}
        if note not in self.found.notes:
            self.found.notes.append(note)
        return made or Money(0, self.currency)

    def _carry_agreement(self, source: Source) -> None:
        """What a donor has agreed to give is a cost that this donor pays."""
        for _place, name, line in source.numbered("line"):
            if not line["minor"]:
                words = _("“%(line)s” of %(source)s names no sum: it is not carried.")
                self.found.notes.append(words % {"line": line["name"], "source": source.name})
                continue
            given = self._converted(Money(line["minor"], line["currency"]), source)
            row = _cost(line, Decimal(1), given.minor, given.minor, self._output_of(line))
            row |= {"unit": _("lump sum"), "cofinancer": line["giver"]}
            row["description"] = counted(line["name"], line["quantity"], line["unit"])[:250]
            words = f"{row['description']}: {given} ({line['giver']})"
            self.found.put("budget", row, Piece("budget", source, name, words))

    def _output_of(self, line: Mapping[str, Any]) -> str | None:
        """Return the output a line of an agreement serves: that of the same name, or the first."""
        rows = self.found.sections.get("results", {}).get("results", [])
        outputs = [row for row in rows if row["level"] == ResultLevel.OUTPUT]
        same = [row for row in outputs if row["statement"].startswith(line["name"])]
        return next((row["key"] for row in same or outputs), None)

    def _say(self, section: str, source: Source, part: str, words: str) -> None:
        self.found.say(Piece(section, source, part, words))

    def _note_piece(self, section: str, source: Source, part: str) -> None:
        said = source.parts[part]
        words = part_words(part, said, source.names.get(part, ()))
        self.found.pieces.append(Piece(section, source, part, words))


def _is_covered(line: Mapping[str, Any]) -> bool:
    """Say whether nothing of a line is open, counted, or in money where nothing was counted."""
    return line["open"] == "0" if line["open"] is not None else line["open_minor"] == 0


def _indicator(
    result: str, title: str, unit: str, baseline: str | None, target: str | None
) -> dict[str, Any]:
    return {
        "result": result,
        "indicator": None,
        "title": title[:250],
        "unit": unit,
        "baseline": baseline,
        "baseline_on": None,
        "target": target,
        "due_on": None,
        "verification": "",
        "disaggregation": "",
    }


def _cost(
    line: Mapping[str, Any], quantity: Decimal, price: int, paid: int, output: str | None
) -> dict[str, Any]:
    return {
        "category": CATEGORIES.get(line["kind"].split(".")[0], BudgetCategory.SERVICES),
        "description": line["name"][:250],
        "unit": line["unit"],
        "quantity": f"{quantity.normalize():f}",
        "unit_cost_minor": price,
        "cofinancing_minor": paid,
        "cofinancer": "",
        "output": output,
        "activity": None,
    }


def _months_between(starts: str, ends: str) -> int:
    first, last = date.fromisoformat(starts), date.fromisoformat(ends)
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(1, min(MOST_MONTHS, months + (last.day >= first.day)))

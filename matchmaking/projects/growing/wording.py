"""What is carried over, in words: how records, their parts and figures are named. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from matchmaking.money import Money

Parts = Mapping[str, Mapping[str, Any]]
NEED, AGREEMENT = "need", "agreement"
NAMES: Mapping[str, str | Promise] = {
    "title": gettext_lazy("title"),
    "description": gettext_lazy("description"),
    "quote": gettext_lazy("passage of the report"),
    "plan": gettext_lazy("national plan"),
    "institution": gettext_lazy("institution"),
    "place": gettext_lazy("place"),
    "bodies": gettext_lazy("regional bodies consulted"),
    "themes": gettext_lazy("themes"),
    "window": gettext_lazy("time"),
    "secured": gettext_lazy("co-financing in place"),
}


@dataclass(frozen=True)
class Source:
    """A request or an agreement that is carried over, with its parts."""

    kind: str
    pk: int
    parts: Parts
    # Names of the codes in a part, in the language of the proposal.
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def named(self, part: str) -> str:
        """Return a part of codes in words."""
        return ", ".join(self.names.get(part) or self.parts[part]["codes"])

    @property
    def name(self) -> str:
        """How it is named beside what was carried: "request 12"."""
        words = _("request %(number)s") if self.kind == NEED else _("agreement %(number)s")
        return words % {"number": self.pk}

    def numbered(self, prefix: str) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
        """Yield the parts of a kind with their place, from 1."""
        names = [name for name in self.parts if name.startswith(f"{prefix}:")]
        for place, name in enumerate(names, start=1):
            yield place, name, self.parts[name]


def part_label(parts: Parts, part: str) -> str:
    """Return how a part is named: "line 2", "goal 1", "description"."""
    kind, _colon, pk = part.partition(":")
    if not pk:
        return str(NAMES.get(part, part))
    same = [name for name in parts if name.startswith(f"{kind}:")]
    number = same.index(part) + 1 if part in same else pk
    words = _("line %(number)s") if kind == "line" else _("goal %(number)s")
    return words % {"number": number}


def part_words(part: str, said: Mapping[str, Any], named: Sequence[str] = ()) -> str:
    """Return what a part says in one line, for holding two days against each other."""
    if not said:
        return ""
    kind = part.partition(":")[0]
    if "codes" in said:
        return ", ".join(named or said["codes"])
    if kind == "quote":
        return f"“{said['text']}” ({where(said)})"
    if kind in ("goal", "line", "window", "secured"):
        return {"goal": goal_words, "line": _line_words, "window": _span, "secured": _sum}[kind](
            said
        )
    return str(said["text"])


def _sum(said: Mapping[str, Any]) -> str:
    return str(Money(said["minor"], said["currency"])) if said.get("minor") else ""


def _line_words(said: Mapping[str, Any]) -> str:
    """Say a line: of a request with what is open of it, of an agreement with who gives it."""
    if "giver" in said:
        parts = [counted(said["name"], said["quantity"], said["unit"]), _sum(said), said["giver"]]
    else:
        parts = [counted(said["name"], said["asked"], said["unit"]), _sum(said)]
        if said["open"] != said["asked"]:
            parts.append(_("still open: %(open)s") % {"open": said["open"]})
    return "; ".join(part for part in parts if part)


def _span(said: Mapping[str, Any]) -> str:
    return " – ".join(_day(said[end]) for end in ("from", "until") if said.get(end))


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y")


def where(quote: Mapping[str, Any]) -> str:
    """Say where a passage stands: report, question, page."""
    year, ref, page = quote["year"], quote["ref"], quote["page"]
    parts = [
        _("national report %(year)s") % {"year": year} if year else _("national report"),
        _("question %(ref)s") % {"ref": ref} if ref else "",
        _("page %(page)s") % {"page": page} if page else "",
    ]
    return ", ".join(part for part in parts if part)


def goal_words(goal: Mapping[str, Any]) -> str:
    """Say a goal: from where to where, by when."""
    figures = " → ".join(value for value in (goal["baseline"], goal["target"]) if value)
    measured = f"{goal['title']}: {figures} {goal['unit']}".strip().rstrip(":")
    if goal["due_on"]:
        return _("%(goal)s by %(day)s") % {"goal": measured, "day": _day(goal["due_on"])}
    return measured


def counted(name: str, quantity: str | None, unit: str) -> str:
    """Say how many of something."""
    return f"{name}, {quantity} {unit}".strip() if quantity else name

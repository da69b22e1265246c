"""What a proposal still lacks, and what is wrong with its figures, in words that help. Pure."""

import calendar
import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.projects import figures
from matchmaking.projects.choices import AnnexKind
from matchmaking.projects.sections import SECTIONS, always_required, section_named

Said = Mapping[str, Any]
Words = str | Promise


@dataclass(frozen=True)
class Gap:
    """Something that is missing or cannot be right; advice where it does not block."""

    section: str
    words: Words
    field: str = ""
    is_blocking: bool = True

    @property
    def title(self) -> Words:
        """The title of the section it is in."""
        return section_named(self.section).title


def gaps(
    said: Said, required_sections: Iterable[str] = (), required_annexes: Iterable[str] = ()
) -> list[Gap]:
    """Return all that keeps a proposal from being signed, and the advice, in reading order."""
    found = [*missing(said, required_sections, required_annexes), *budget_faults(said)]
    places = {section.code: place for place, section in enumerate(SECTIONS)}
    return sorted(found, key=lambda gap: (places[gap.section], not gap.is_blocking))


def missing(
    said: Said, required_sections: Iterable[str] = (), required_annexes: Iterable[str] = ()
) -> list[Gap]:
    """Return what is not there yet, of what every proposal needs and what a call asks besides."""
    required = {*always_required(), *required_sections}
    found: list[Gap] = []
    for section in (one for one in SECTIONS if one.code in required):
        found += CHECKS.get(section.code, _text_of(section.code))(said)
    there = {row["kind"] for row in said["annexes"]}
    found += [_no_annex(kind) for kind in required_annexes if kind not in there]
    return found


def is_complete(said: Said) -> bool:
    """Say whether nothing keeps it from being signed."""
    return not any(gap.is_blocking for gap in gaps(said))


def _no_annex(kind: str) -> Gap:
    words = gettext("Attach: %(kind)s.") % {"kind": AnnexKind(kind).label}
    return Gap("annexes", words, "annexes")


def _text_of(code: str) -> Callable[[Said], Iterator[Gap]]:
    """Return the check of a section that is only text."""

    def check(said: Said) -> Iterator[Gap]:
        if not said["sections"].get(code, {}).get("text", "").strip():
            yield Gap(code, _("Nothing is written here yet."), "text")

    return check


def _basics(said: Said) -> Iterator[Gap]:
    head = said["proposal"]
    asked = {
        "title": _("Give the project a title."),
        "themes": _("Choose at least one theme."),
        "starts_on": _("Say when the project begins."),
        "months": _("Say how many months it takes."),
    }
    yield from (Gap("basics", words, name) for name, words in asked.items() if not head[name])


def _results(said: Said) -> Iterator[Gap]:
    """A chain without holes, and goals that can be measured."""
    levels = {row["level"] for row in said["results"]}
    asked = {
        "impact": _("Say which impact the project contributes to."),
        "outcome": _("Add at least one outcome: what shall be different at the end."),
        "output": _("Add at least one output: what the project delivers."),
    }
    yield from (Gap("results", words) for level, words in asked.items() if level not in levels)
    for row in said["results"]:
        yield from _result(said, row)
    for row in said["indicators"]:
        yield from _indicator(said, row)


def _result(said: Said, row: Said) -> Iterator[Gap]:
    name = {"number": row["number"], "statement": row["statement"]}
    if not row["statement"]:
        yield Gap("results", gettext("A result says nothing yet."), row["key"])
    if row["level"] == "output" and not row["parent"]:
        words = gettext("Say to which outcome output %(number)s “%(statement)s” leads.") % name
        yield Gap("results", words, row["key"])
    measured = any(one["result"] == row["key"] for one in said["indicators"])
    if row["level"] != "impact" and not measured:
        words = (
            gettext("%(number)s “%(statement)s” has no indicator: goals must be measurable.") % name
        )
        yield Gap("results", words, row["key"])
    if row["level"] == "outcome" and not row["assumptions"]:
        words = gettext("Say on which assumptions outcome %(number)s rests.") % name
        yield Gap("results", words, row["key"], is_blocking=False)


def _indicator(said: Said, row: Said) -> Iterator[Gap]:
    asked = {
        "baseline": _("the baseline"),
        "target": _("the target"),
        "unit": _("the unit"),
        "due_on": _("the day by which the target is reached"),
        "verification": _("the means of verification"),
    }
    lacks = [str(words) for name, words in asked.items() if row[name] in (None, "")]
    if lacks:
        words = gettext("The indicator “%(title)s” lacks %(what)s.")
        yield Gap("results", words % {"title": row["title"], "what": ", ".join(lacks)}, row["key"])
    elif Decimal(row["baseline"]) == Decimal(row["target"]):
        words = gettext("Baseline and target of “%(title)s” are the same: nothing would change.")
        yield Gap("results", words % {"title": row["title"]}, row["key"], is_blocking=False)
    end = ends_on(said)
    if end and row["due_on"] and datetime.date.fromisoformat(row["due_on"]) > end:
        words = gettext("The target of “%(title)s” is due after the project has ended.")
        yield Gap("results", words % {"title": row["title"]}, row["key"], is_blocking=False)


def ends_on(said: Said) -> datetime.date | None:
    """Return the last day of the project; None where its time is not known."""
    head = said["proposal"]
    if not head["starts_on"] or not head["months"]:
        return None
    start = datetime.date.fromisoformat(head["starts_on"])
    years, month = divmod(start.month - 1 + head["months"], 12)
    year, month = start.year + years, month + 1
    day = min(start.day, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day) - datetime.timedelta(days=1)


def _plan(said: Said) -> Iterator[Gap]:
    if not said["activities"]:
        yield Gap("plan", _("Add at least one activity."))
        return
    worked = {row["output"] for row in said["activities"]}
    for row in said["results"]:
        if row["level"] == "output" and row["key"] not in worked:
            words = gettext("No activity leads to output %(number)s “%(statement)s”.")
            yield Gap("plan", words % row, row["key"])
    for row in said["activities"]:
        yield from _activity(said, row)


def _activity(said: Said, row: Said) -> Iterator[Gap]:
    if not row["output"]:
        words = gettext("Say to which output the activity “%(title)s” leads.")
        yield Gap("plan", words % row, row["key"])
    months, end = said["proposal"]["months"], row["starts_month"] + row["months"] - 1
    if months and end > months:
        words = gettext("“%(title)s” ends in month %(end)s, the project in month %(months)s.")
        named = {"title": row["title"], "end": end, "months": months}
        yield Gap("plan", words % named, row["key"])
    if not row["responsible"]:
        words = gettext("Nobody is responsible for “%(title)s”.")
        yield Gap("plan", words % row, row["key"], is_blocking=False)


def _budget(said: Said) -> Iterator[Gap]:
    if not said["budget"]:
        yield Gap("budget", _("Add at least one budget line."))


def _risks(said: Said) -> Iterator[Gap]:
    if not said["risks"]:
        yield Gap("risks", _("Name at least one risk, and what is done about it."))
    for row in said["risks"]:
        if not row["mitigation"]:
            words = gettext("Say what is done about the risk “%(description)s”.")
            yield Gap("risks", words % row, row["key"])
        if not row["owner"]:
            words = gettext("Nobody watches the risk “%(description)s”.")
            yield Gap("risks", words % row, row["key"], is_blocking=False)


def _gender(said: Said) -> Iterator[Gap]:
    if said["proposal"]["gender_marker"] is None:
        yield Gap("gender", _("Choose a gender marker."), "gender_marker")
    if not said["sections"].get("gender", {}).get("text", "").strip():
        yield Gap("gender", _("Say why the gender marker is what it is."), "text")


def _partner(said: Said) -> Iterator[Gap]:
    if not said["proposal"]["implementer"]:
        yield Gap("partner", _("Choose the implementing partner."), "implementer")
    yield from _text_of("partner")(said)


def _annexes(said: Said) -> Iterator[Gap]:
    if not said["annexes"]:
        yield Gap("annexes", _("Attach at least one document."))


CHECKS: Mapping[str, Callable[[Said], Iterator[Gap]]] = {
    "basics": _basics,
    "results": _results,
    "plan": _plan,
    "budget": _budget,
    "risks": _risks,
    "gender": _gender,
    "partner": _partner,
    "annexes": _annexes,
}


def budget_faults(said: Said) -> list[Gap]:
    """Return what is wrong with the figures, each named by the line it is in."""
    found = [gap for row in said["budget"] for gap in _line_faults(said, row)]
    if said["budget"] and figures.asked(said).minor <= 0:
        found.append(Gap("budget", _("Nothing is asked of a fund: others give all of it.")))
    return found


def _line_faults(said: Said, row: Said) -> Iterator[Gap]:
    name = {"line": row["description"]}
    outputs = {one["key"] for one in said["results"] if one["level"] == "output"}
    if not row["description"]:
        yield Gap("budget", _("A budget line does not say what it is for."), row["key"])
    if figures.line_cost(row) == 0:
        words = gettext("“%(line)s” costs nothing: give a quantity and a unit cost.")
        yield Gap("budget", words % name, row["key"])
    if row["output"] not in outputs and row["category"] != "overhead":
        words = gettext("Say which output “%(line)s” serves.")
        yield Gap("budget", words % name, row["key"])
    if figures.line_asked(row) < 0:
        words = gettext("The co-financing of “%(line)s” is more than it costs.")
        yield Gap("budget", words % name, row["key"])
    if row["cofinancing_minor"] and not row["cofinancer"]:
        words = gettext("Say who co-finances “%(line)s”.")
        yield Gap("budget", words % name, row["key"])
    yield from _activity_of(said, row)


def _activity_of(said: Said, row: Said) -> Iterator[Gap]:
    """A line that names an activity serves the output of that activity."""
    served = next((one for one in said["activities"] if one["key"] == row["activity"]), None)
    if served and served["output"] and row["output"] and served["output"] != row["output"]:
        words = gettext("“%(line)s” pays for an activity of another output than the one it serves.")
        yield Gap("budget", words % {"line": row["description"]}, row["key"], is_blocking=False)

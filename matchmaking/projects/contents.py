"""All that a proposal says, as JSON: what is frozen, compared, submitted and read."""

from collections.abc import Callable
from typing import Any

from matchmaking.projects.models import Proposal
from matchmaking.projects.numbering import activity_numbers, result_numbers
from matchmaking.projects.reading import reading
from matchmaking.projects.rows import plain, read_rows
from matchmaking.projects.sections import SECTIONS, Section

__all__ = ["Contents", "contents", "reading", "register", "section_of"]

Contents = dict[str, Any]
_PARTS: dict[str, Callable[[Proposal], Any]] = {}


def register(name: str, dump: Callable[[Proposal], Any]) -> None:
    """Let another part of the slice add what belongs to the proposal and nobody writes into it."""
    _PARTS[name] = dump


def contents(proposal: Proposal) -> Contents:
    """Return everything a proposal says, always in the same order."""
    texts = dict(proposal.sections.values_list("code", "text"))
    return {
        "proposal": _head(proposal),
        "sections": {one.code: {"text": texts.get(one.code, "")} for one in SECTIONS},
        **numbered(read_rows(proposal)),
        **{name: dump(proposal) for name, dump in _PARTS.items()},
    }


def section_of(said: Contents, section: Section) -> Contents:
    """Return what one section says: its text, its columns, its rows without their numbers."""
    return {
        "text": said["sections"].get(section.code, {}).get("text", ""),
        **{name: _value(said["proposal"][name]) for name in section.fields},
        **{name: [_bare(row) for row in said[name]] for name in section.rows},
    }


def numbered(rows: dict[str, list[Contents]]) -> dict[str, list[Contents]]:
    """Give results and activities the numbers by which people name them."""
    results = result_numbers(rows["results"])
    activities = activity_numbers(rows["activities"], results)
    numbers = {"results": results, "activities": activities}
    return {
        name: [_with_number(row, numbers.get(name)) for row in found]
        for name, found in rows.items()
    }


def _with_number(row: Contents, numbers: dict[str, str] | None) -> Contents:
    return row if numbers is None else {"key": row["key"], "number": numbers[row["key"]], **row}


def _bare(row: Contents) -> Contents:
    return {name: value for name, value in row.items() if name not in ("number", "file", "sha256")}


def _value(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value


def _head(proposal: Proposal) -> Contents:
    plain_fields = ("title", "language", "currency", "starts_on", "months", "gender_marker")
    return {
        **{name: plain(getattr(proposal, name)) for name in plain_fields},
        "applicant": _organisation(proposal.applicant),
        "implementer": _organisation(proposal.implementer),
        "country": proposal.country_id,
        "countries": sorted(proposal.countries.values_list("pk", flat=True)),
        "themes": sorted(proposal.themes.values_list("pk", flat=True)),
        "needs": [{"id": n.pk, "title": n.title} for n in proposal.needs.order_by("pk")],
        "agreements": sorted(proposal.agreements.values_list("pk", flat=True)),
    }


def _organisation(organisation: Any) -> Contents | None:
    if organisation is None:
        return None
    names = ("name", "kind", "country_code", "body_code")
    return {"id": organisation.pk, **{name: getattr(organisation, name) for name in names}}

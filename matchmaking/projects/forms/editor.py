"""The form of one section: its answers, its rows, and what they began as."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from matchmaking.errors import DomainError
from matchmaking.projects.contents import Contents, section_of
from matchmaking.projects.forms import rows, texts
from matchmaking.projects.merging import prints
from matchmaking.projects.models import Proposal
from matchmaking.projects.rows import FaultyRows
from matchmaking.projects.sections import Section
from matchmaking.projects.services.saving import tidy

WAS = "was"


class SectionEditor:
    """A section as a form. `whole` is all that the proposal says; `said` what the form shows."""

    def __init__(
        self,
        proposal: Proposal,
        section: Section,
        whole: Contents,
        *,
        said: Contents | None = None,
        posted: QueryDict | None = None,
    ) -> None:
        self.section, self.posted = section, posted
        self.began = section_of(whole, section)
        shown = self.began if said is None else said
        form = texts.FORMS.get(section.kind, texts.TextForm)
        self.form = form(posted, initial=shown, proposal=proposal, section=section)
        names = [name for name in section.rows if name in rows.FORMS]
        self.rows = {
            name: rows.row_set(rows.FORMS[name], name, shown[name], whole, posted) for name in names
        }

    def is_valid(self) -> bool:
        """Check the answers and every row."""
        return all([self.form.is_valid(), *(one.is_valid() for one in self.rows.values())])

    @property
    def said(self) -> Contents:
        """What was typed, as the services take it."""
        said = self.form.said() | {name: one.said for name, one in self.rows.items()}
        return tidy(said, self.section)

    @property
    def was(self) -> dict[str, str]:
        """What the form began as, as fingerprints: what it was sent with, or what is there now."""
        if self.posted is not None:
            return fingerprints_in(self.posted)
        return prints(self.began)

    @property
    def was_json(self) -> str:
        """The fingerprints for a hidden input."""
        return json.dumps(self.was)

    @property
    def after_saving(self) -> dict[str, str]:
        """What the hidden inputs of a page hold, now that what it says is saved."""
        keys = {name: key for one in self.rows.values() for name, key in one.keys.items()}
        return {**keys, WAS: json.dumps(prints(self.said))}

    def add_refusal(self, refusal: DomainError) -> None:
        """Show a refusal beside the field, or the row, it is about."""
        if isinstance(refusal, FaultyRows) and refusal.field in self.rows:
            for position, faults in refusal.faults.items():
                row = self.rows[refusal.field].kept_rows[position]
                for name, words in faults.items():
                    row.add_error(_input(row, name), words)
            return
        field = refusal.field if refusal.field in self.form.fields else None
        self.form.add_error(field, str(refusal.message))


def fingerprints_in(posted: Mapping[str, Any]) -> dict[str, str]:
    """Return the fingerprints a form was sent with; none where they were tampered with."""
    try:
        found = json.loads(str(posted.get(WAS, "")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _input(row: Any, column: str) -> str | None:
    name = column.removesuffix("_minor")
    return name if name in row.fields else None

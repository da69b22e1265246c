"""Row by row: what the page's form and services say to what was written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking.errors import DomainError
from matchmaking.vocabulary.fields import readers_language
from matchmaking.writing import services
from matchmaking.writing.forms import RecordEditor, editor_of
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.sheets.answers import Answers, answers_of, posted
from matchmaking.writing.sheets.cells import CellFault, posted_values
from matchmaking.writing.sheets.columns import (
    HIDDEN,
    ID,
    LINE_ID,
    VERSION,
    Column,
    columns_of,
    names_in_all_languages,
)
from matchmaking.writing.sheets.models import SheetRow, SheetUpload
from matchmaking.writing.sheets.reading import MOST_RECORDS, Row, Table, read_table
from matchmaking.writing.sheets.refusals import SheetRefused

NEW, CHANGED, SAME, BAD = "new", "changed", "same", "bad"
Progress = Callable[[int, int], None]


class Problem(NamedTuple):
    """What is wrong in one cell, or in a row as a whole, and what to do about it."""

    row: int
    cell: str
    column: str
    message: str


class Fate(NamedTuple):
    """What becomes of a record of the sheet."""

    row: int
    title: str
    act: str
    record_id: int | None = None


@dataclass
class Outcome:
    """What was found in a sheet."""

    fates: list[Fate] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as its upload keeps it."""
        return {
            "fates": [list(fate) for fate in self.fates],
            "problems": [list(problem) for problem in self.problems],
            "notes": self.notes,
        }


class Faults(Exception):
    """What keeps a record of the sheet from being saved."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)


@dataclass
class Group:
    """A record of the sheet: its own row, and those beneath with more of its lines."""

    rows: list[Row]

    @property
    def first(self) -> Row:
        """The row that holds the answers of the record."""
        return self.rows[0]

    @property
    def title(self) -> str:
        """What it is called in messages."""
        return str(self.first.cells.get("title") or "")[:200]


@dataclass
class Sitting:
    """One pass over a sheet: a trial that takes everything back, or the saving itself."""

    upload: SheetUpload
    kind: RecordKind[Any]
    actor: User
    is_trial: bool

    @cached_property
    def columns(self) -> list[Column]:
        """The columns that are known, worded for the person."""
        return columns_of(self.kind, self.upload.organisation)

    @cached_property
    def table(self) -> Table:
        """The rows of the file."""
        heads, _names = self.names
        keys = {column.key: column.label for column in self.columns}
        with self.upload.attachment.file.open("rb") as file:
            return read_table(file, kind=self.kind.name, keys=keys, heads=heads)

    @cached_property
    def names(self) -> tuple[dict[str, str], dict[str, Mapping[str, str]]]:
        """What heads and entries may say in any language."""
        return names_in_all_languages(self.kind, self.upload.organisation)

    def run(self, tell: Progress) -> Outcome:
        """Go through every record, and tell how far it is."""
        groups = list(_groups(self.table.rows))
        if len(groups) > MOST_RECORDS:
            raise SheetRefused(
                _("This file holds %(count)s records; the most in one go are %(most)s.")
                % {"count": len(groups), "most": MOST_RECORDS}
            )
        outcome = Outcome(notes=self.table.notes)
        known = self._known(groups)
        saved = dict(self.upload.rows.values_list("row", "record_id"))
        for number, group in enumerate(groups, start=1):
            self._take(group, known, saved, outcome)
            tell(number, len(groups))
        return outcome

    def _take(
        self,
        group: Group,
        known: Mapping[int, Record],
        saved: Mapping[int, int],
        outcome: Outcome,
    ) -> None:
        row = group.first.number
        if row in saved:  # by a worker that was interrupted
            outcome.fates.append(Fate(row, group.title, CHANGED, saved[row]))
            return
        try:
            act, record_id = self._written(group, known)
        except Faults as faults:
            outcome.problems += faults.problems
            outcome.fates.append(Fate(row, group.title, BAD))
            return
        outcome.fates.append(Fate(row, group.title, act, None if self.is_trial else record_id))

    def _written(self, group: Group, known: Mapping[int, Record]) -> tuple[str, int | None]:
        record = self._record(group, known)
        # Before the form writes its answers into the row.
        before = services.contents(self.kind, record) if record.pk else {}
        editor = self._editor(group, record)
        if before and _says_the_same(self.kind, before, editor):
            return SAME, record.pk
        try:
            with transaction.atomic():
                saved = self._save(group, record, editor)
                if not self.is_trial:
                    SheetRow.objects.create(
                        upload=self.upload, row=group.first.number, record_id=saved.pk
                    )
                transaction.set_rollback(self.is_trial)
        except DomainError as refusal:
            raise Faults(self._refused(group, refusal)) from refusal
        except PermissionDenied as refusal:
            raise Faults(
                [self._problem(group.first, "", _("You may not change this."))]
            ) from refusal
        return (CHANGED if record.pk else NEW), saved.pk

    def _save(self, group: Group, record: Record, editor: RecordEditor) -> Record:
        said: dict[str, Any] = {
            "actor": self.actor,
            "fields": editor.fields,
            "lines": editor.line_data or [],
        }
        if record.pk:
            version = _whole(group.first.cells.get(VERSION)) or 0
            return services.edit_record(self.kind, record_id=record.pk, version=version, **said)
        return services.draft_record(self.kind, organisation=self.upload.organisation, **said)

    def _known(self, groups: Iterable[Group]) -> dict[int, Record]:
        """Return the records the sheet names that are the organisation's own."""
        ids = [number for group in groups if (number := _whole(group.first.cells.get(ID)))]
        own = self.kind.visible_to(self.actor).filter(organisation=self.upload.organisation)
        return own.prefetch_related(*self.kind.link_fields).in_bulk(ids)

    def _record(self, group: Group, known: Mapping[int, Record]) -> Record:
        wanted = group.first.cells.get(ID)
        if wanted in (None, ""):
            return self._begun()
        record = known.get(_whole(wanted) or 0)
        if record is None:
            message = _(
                "Your organisation has no record with the number %(number)s. To begin a new one, "
                "copy the row into an empty row of the template."
            ) % {"number": wanted}
            raise Faults([self._problem(group.first, "", message)])
        return record

    def _editor(self, group: Group, record: Record) -> RecordEditor:
        """Return the page's form, filled in and valid; raise Faults otherwise."""
        answers, lines = self._before(record)
        problems = list(self._read(group.first, answers, is_line=False))
        if not answers.get("language"):
            answers["language"] = [readers_language()]
        rows = dict(enumerate(self._line_rows(group)))
        if LINE_ID in self.table.letters or any(column.is_line for column in self._present):
            lines = [{} for _row in rows]
            for number, row in rows.items():
                problems += self._read(row, lines[number], is_line=True)
        editor = editor_of(self.kind)(record, posted(answers, lines))
        editor.is_valid()
        problems += self._form_problems(group.first, editor, {p.cell for p in problems})
        problems += self._line_problems(rows, editor, {p.cell for p in problems})
        if not answers.get("title") and not problems:
            problems.append(self._problem(group.first, "title", _("Give it a title.")))
        if problems:
            raise Faults(problems)
        return editor

    def _before(self, record: Record) -> tuple[Answers, list[Answers]]:
        """Return what the form shows before anything is written into it."""
        if record.pk:
            return answers_of(editor_of(self.kind)(record))
        return dict(self._blank), []

    @cached_property
    def _blank(self) -> Answers:
        answers, _lines = answers_of(editor_of(self.kind)(self._begun()))
        return answers

    def _begun(self) -> Record:
        return self.kind.blank(self.upload.organisation)

    def _line_rows(self, group: Group) -> list[Row]:
        keys = [column.key for column in self._present if column.is_line]
        return [row for row in group.rows if any(row.cells.get(k) is not None for k in keys)]

    @cached_property
    def _present(self) -> list[Column]:
        return [column for column in self.columns if column.key in self.table.letters]

    def _read(self, row: Row, answers: Answers, *, is_line: bool) -> Iterator[Problem]:
        """Put what the cells say over `answers`; yield the cells that cannot be read."""
        _heads, names = self.names
        if is_line and (number := _whole(row.cells.get(LINE_ID))):
            answers["line"] = [str(number)]
        for column in self._present:
            if column.is_line != is_line:
                continue
            try:
                answers[column.field] = posted_values(column, row.cells.get(column.key), names)
            except CellFault as fault:
                yield self._problem(row, column.key, str(fault))

    def _form_problems(self, row: Row, editor: RecordEditor, told: set[str]) -> Iterator[Problem]:
        for name, messages in editor.form.errors.items():
            key = "" if name == NON_FIELD_ERRORS else name
            problems = (self._problem(row, key, str(message)) for message in messages)
            yield from (problem for problem in problems if not key or problem.cell not in told)

    def _line_problems(
        self, rows: Mapping[int, Row], editor: RecordEditor, told: set[str]
    ) -> Iterator[Problem]:
        for number, row in rows.items():
            if number >= len(editor.lines.forms):
                continue
            for name, messages in editor.lines.forms[number].errors.items():
                key = "" if name == NON_FIELD_ERRORS else f"line.{name}"
                problem = self._problem(row, key, " ".join(str(message) for message in messages))
                if problem.cell not in told:
                    yield problem

    def _refused(self, group: Group, refusal: DomainError) -> Iterator[Problem]:
        """Yield what the services refused, at the columns it concerns."""
        one = {refusal.field or "": refusal.message}
        errors = refusal.errors if isinstance(refusal, services.IncompleteRecord) else one
        if isinstance(refusal, services.StaleRecord):
            advice = _(
                "Somebody changed this record after you had downloaded the sheet. Download it "
                "again and make your changes there."
            )
            errors = {"": advice}
        for name, message in errors.items():
            key = "line.kind" if name == "lines" else name.removesuffix("_minor")
            yield self._problem(group.first, key, str(message))

    def _problem(self, row: Row, key: str, message: str) -> Problem:
        column = next((column for column in self.columns if column.key == key), None)
        letter = self.table.letters.get(key, "")
        cell = f"{letter}{row.number}" if letter else ""
        return Problem(row.number, cell, column.label if column else "", message)


def _groups(rows: Iterable[Row]) -> Iterator[Group]:
    """Join rows that hold nothing but more lines with the record above them."""
    group: Group | None = None
    for row in rows:
        if group and _continues(row, group.first):
            group.rows.append(row)
            continue
        if group:
            yield group
        group = Group([row])
    if group:
        yield group


def _continues(row: Row, first: Row) -> bool:
    own = [v for k, v in row.cells.items() if k not in HIDDEN and not k.startswith("line.")]
    number = row.cells.get(ID)
    return all(v is None for v in own) and number in (None, first.cells.get(ID))


def _says_the_same(kind: RecordKind[Any], said: services.Contents, editor: RecordEditor) -> bool:
    """Say whether saving would change nothing: then nothing is saved, and no version is made."""
    fields, lines = services.fields_of(kind, said)
    for name, value in editor.fields.items():
        before = fields[name]
        if name in kind.link_fields:
            before, value = sorted(before), sorted(value)
        elif isinstance(value, str):
            before, value = (text.replace("\r\n", "\n").strip() for text in (before, value))
        if before != value:
            return False
    return editor.line_data is None or lines == editor.line_data


def _whole(value: Any) -> int | None:
    """Return a number that stands in a hidden column."""
    text = str(value if value is not None else "").strip().removesuffix(".0")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None

"""Writing the reference data: a three-way merge of the file, the last load, and the edits since."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from matchmaking import audit
from matchmaking.vocabulary.models import Edition, ReferenceRow
from matchmaking.vocabulary.services.links import Links
from matchmaking.vocabulary.services.read import Key, Line, read_files
from matchmaking.vocabulary.services.report import LocalChange, Report, TableReport
from matchmaking.vocabulary.services.tables import TABLES, Table, Values

DATA = Path(__file__).parent.parent / "data"
RETIRED = "retired_on"


class Dataset(NamedTuple):
    """Reference data of another slice: its files and the tables they fill."""

    folder: Path
    tables: Sequence[Table]


_DATASETS: list[Dataset] = []


def add_dataset(folder: Path, tables: Sequence[Table]) -> None:
    """Load the reference data of another slice after that of this one."""
    _DATASETS.append(Dataset(folder, tables))


def load_datasets() -> list[Report]:
    """Bring the reference data of the other slices to what their files say."""
    return [load_reference(folder=folder, tables=tables) for folder, tables in _DATASETS]


def load_reference(*, folder: Path = DATA, tables: Sequence[Table] = TABLES) -> Report:
    """Bring the reference data to what the files in `folder` say, keeping local edits.

    Raise BrokenData, with every problem and nothing written, when a row cannot be loaded.
    """
    rows = read_files(folder, tables)
    report = Report()
    with transaction.atomic():
        for table in tables:
            report.tables.append(_Load(table).run(rows[table.file]))
        if report.has_changes:
            Edition.renew()
    return report


class _Load:
    """The load of one table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.model = table.model
        self.report = TableReport(table.model)
        fields = self.model._meta.get_fields()
        self.sets = {f.name: Links(f) for f in self.model._meta.many_to_many}
        self.keys = {f.name for f in fields if f.concrete and f.many_to_one}
        self.new: list[tuple[ReferenceRow, Values]] = []
        self.touched: list[ReferenceRow] = []
        self.written: set[str] = {"loaded"}

    def run(self, rows: dict[Key, Line]) -> TableReport:
        """Merge the rows of the file into the table."""
        present = self._present()
        for key, line in rows.items():
            values = line.values | {RETIRED: None}
            if key in present:
                self._merge(*present.pop(key), values)
            else:
                self._add(values)
        for row, current in present.values():
            self._retire(row, current)
        self._write()
        return self.report

    def _present(self) -> dict[Key, tuple[ReferenceRow, Values]]:
        rows = {row.pk: row for row in self.model._default_manager.all()}
        sets = {name: links.read() for name, links in self.sets.items()}
        found = {}
        for pk, row in rows.items():
            current = self._columns(row) | {name: of[pk] for name, of in sets.items()}
            found[self.table.key_of(current)] = (row, current)
        return found

    def _columns(self, row: ReferenceRow) -> Values:
        names = [f.name for f in self.model._meta.concrete_fields if f.name not in ("id", "loaded")]
        return {name: _plain(getattr(row, self._column(name))) for name in names}

    def _column(self, name: str) -> str:
        return f"{name}_id" if name in self.keys else name

    def _add(self, values: Values) -> None:
        row = self.model(loaded=values)
        for name in values.keys() - self.sets.keys():
            setattr(row, self._column(name), values[name])
        self.new.append((row, values))
        self.report.added.append(self._label(values))

    def _merge(self, row: ReferenceRow, current: Values, values: Values) -> None:
        """Take what the file changed; keep, and report, what was edited here."""
        before = row.loaded
        changes = {}
        for name, new in values.items():
            here = current[name]
            if here == new:
                continue
            if before and here == before.get(name, here):
                changes[name] = (here, new)
            else:
                self.report.kept.append(LocalChange(self._label(values), name, here, new))
        if before != values:
            row.loaded = values
            self.touched.append(row)
        self._apply(row, changes, label=self._label(values))

    def _apply(self, row: ReferenceRow, changes: dict[str, Any], *, label: str) -> None:
        if not changes:
            self.report.unchanged += 1
            return
        for name, (_old, new) in changes.items():
            if name in self.sets:
                getattr(row, name).set(new)
            else:
                setattr(row, self._column(name), new)
                self.written.add(name)
        self.report.changed.append(f"{label}: {', '.join(changes)}")
        self.touched.append(row)
        audit.record(row, "load", actor=None, changes=changes)

    def _retire(self, row: ReferenceRow, current: Values) -> None:
        """Mark a row the file no longer has; rows of the secretariat's own stay."""
        label = self._label(current)
        if not row.loaded:
            self.report.local_rows.append(label)
        elif row.loaded.get(RETIRED):
            self._report_if_revived(row, current, label)
        else:
            today = timezone.localdate()
            row.loaded = row.loaded | {RETIRED: today.isoformat()}
            row.retired_on = row.retired_on or today
            self.written.add(RETIRED)
            self.touched.append(row)
            self.report.retired.append(label)
            audit.record(row, "load", actor=None, changes={RETIRED: (None, today.isoformat())})

    def _report_if_revived(self, row: ReferenceRow, current: Values, label: str) -> None:
        if current[RETIRED] is None:
            in_file = row.loaded[RETIRED]
            self.report.kept.append(LocalChange(label, RETIRED, None, in_file))
        else:
            self.report.unchanged += 1

    def _write(self) -> None:
        created = self.model._default_manager.bulk_create([row for row, _values in self.new])
        for name, links in self.sets.items():
            added = zip(created, self.new, strict=True)
            links.create((row.pk, code) for row, (_row, values) in added for code in values[name])
        self.model._default_manager.bulk_update(
            dict.fromkeys(self.touched), sorted(self.written), batch_size=100
        )

    def _label(self, values: Values) -> str:
        return " ".join(str(part) for part in self.table.key_of(values))


def _plain(value: Any) -> Any:
    """Return a column's value as JSON keeps it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.6f}"
    return value

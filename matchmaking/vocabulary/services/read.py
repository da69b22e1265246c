"""Reading the reference files: every row of every file is judged before anything is written."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

from django.core.exceptions import ValidationError
from django.db.models import Model

from matchmaking.vocabulary.services.cells import Cells
from matchmaking.vocabulary.services.tables import OTHER_LANGUAGES, TABLES, Table, Values

TRANSLATIONS = "translations.csv"
OTHER_NAMES = tuple(f"name_{language}" for language in OTHER_LANGUAGES)
Key = tuple[Any, ...]


class Problem(NamedTuple):
    """What is wrong, and where."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class BrokenData(Exception):
    """The files cannot be loaded; `problems` says why, all of them at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Line(NamedTuple):
    """One row of a file, read."""

    number: int
    values: Values


@dataclass
class Files:
    """The rows of all tables, with what is wrong with them."""

    folder: Path
    tables: Sequence[Table] = TABLES
    rows: dict[str, dict[Key, Line]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def complain(self, file: str, line: int, reason: object) -> None:
        """Remember what is wrong with a line."""
        self.problems.append(Problem(file, line, str(reason)))


def read_files(folder: Path, tables: Sequence[Table] = TABLES) -> dict[str, dict[Key, Line]]:
    """Return the rows of each file by key, or raise BrokenData with every problem found."""
    files = Files(folder, tables)
    for table in tables:
        files.rows[table.file] = dict(_rows_of(files, table))
    _translate(files)
    for table in tables:
        _close_both_ways(files.rows[table.file], table.mutual)
        _check_references(files, table)
        _check_tree(files, table)
        _check_fields(files, table)
    if files.problems:
        raise BrokenData(sorted(files.problems))
    return files.rows


def _rows_of(files: Files, table: Table) -> Iterator[tuple[Key, Line]]:
    seen: dict[Key, int] = {}
    for number, cells in _lines(files, table.file):
        try:
            values = table.read(Cells(cells))
        except KeyError as error:
            files.complain(table.file, number, f"the column {error.args[0]} is missing")
            return
        except ValueError as error:
            files.complain(table.file, number, error)
            continue
        key = table.key_of(values)
        if key in seen:
            files.complain(
                table.file,
                number,
                f"{'/'.join(map(str, key))} is listed already in line {seen[key]}",
            )
            continue
        seen[key] = number
        yield key, Line(number, values)


def _lines(files: Files, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and the cells of each line; a file that cannot be read is a problem."""
    try:
        with (files.folder / name).open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.DictReader(stream, strict=True)
            for cells in rows:
                if None in cells or None in cells.values():
                    wanted, found = len(rows.fieldnames or ()), _width(cells)
                    files.complain(name, rows.line_num, f"{found} cells instead of {wanted}")
                else:
                    yield rows.line_num, cells
    except FileNotFoundError:
        files.complain(name, 0, "the file is missing")
    except UnicodeDecodeError as error:
        files.complain(name, 0, f"not UTF-8: {error.reason} at byte {error.start}")
    except csv.Error as error:
        files.complain(name, rows.line_num, error)


def _width(cells: dict[Any, Any]) -> int:
    surplus = cells.get(None) or []
    return sum(value is not None for key, value in cells.items() if key) + len(surplus)


def _translate(files: Files) -> None:
    """Give the rows of tables without them their names in the other languages."""
    tables = {table.translated_as: table for table in files.tables if table.translated_as}
    if not tables:
        return
    for table in tables.values():
        for line in files.rows[table.file].values():
            line.values.update(dict.fromkeys(OTHER_NAMES, ""))
    for number, row in _lines(files, TRANSLATIONS):
        cells = Cells(row)
        try:
            named, code = tables.get(cells.text("of")), cells.text("code")
            names = {name: cells.text(name) for name in OTHER_NAMES}
        except KeyError as error:
            files.complain(TRANSLATIONS, number, f"the column {error.args[0]} is missing")
            return
        target = files.rows[named.file].get((code,)) if named else None
        if target:
            target.values.update(names)
        else:
            files.complain(TRANSLATIONS, number, f"there is no {cells.text('of')} {code}")


def _close_both_ways(rows: dict[Key, Line], fields: tuple[str, ...]) -> None:
    for name in fields:
        pairs = {
            pair
            for (code,), line in rows.items()
            for other in line.values[name]
            for pair in ((code, other), (other, code))
        }
        for (code,), line in rows.items():
            line.values[name] = sorted(other for own, other in pairs if own == code)


def _check_references(files: Files, table: Table) -> None:
    relations = [f for f in table.model._meta.get_fields() if f.concrete and f.is_relation]
    for relation in relations:
        file, known = _known_codes(files, cast(type[Model], relation.related_model))
        for line in files.rows[table.file].values():
            value = line.values[relation.name]
            wanted = value if isinstance(value, list) else [value] if value else []
            for code in sorted(set(wanted) - known):
                reason = f"{relation.name} names {code}, which {file} lacks"
                files.complain(table.file, line.number, reason)


def _known_codes(files: Files, model: type[Model]) -> tuple[str, set[Any]]:
    """Return the file a model is filled from, and its codes; the database's where it is not."""
    for table in files.tables:
        if table.model is model:
            return table.file, {key[0] for key in files.rows[table.file]}
    rows = model._default_manager.values_list("pk", flat=True)
    return str(model._meta.verbose_name_plural), set(rows)


def _check_tree(files: Files, table: Table) -> None:
    if not table.is_tree:
        return
    for (code,), line in files.rows[table.file].items():
        parent = line.values["parent"] or ""
        if code.rpartition(".")[0] != parent:
            files.complain(table.file, line.number, f"{code} cannot be a part of '{parent}'")


def _check_fields(files: Files, table: Table) -> None:
    """Let the model judge lengths and required values."""
    relations = {f.name for f in table.model._meta.get_fields() if f.is_relation}
    for line in files.rows[table.file].values():
        plain = {name: v for name, v in line.values.items() if name not in relations}
        try:
            table.model(**plain).clean_fields(exclude=relations)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                files.complain(table.file, line.number, f"{name}: {' '.join(messages)}")

"""The files that ship with the coach, and how a line of each is read."""

from pathlib import Path

from matchmaking.coaching import models
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.vocabulary.services.cells import Cells
from matchmaking.vocabulary.services.tables import OTHER_LANGUAGES, Table, Values

DATA = Path(__file__).parent / "data"


def _whole(cells: Cells, column: str) -> int:
    text = cells.required(column)
    if not text.isdecimal():
        raise ValueError(f"{column} must be a whole number, not '{text}'")
    return int(text)


def _example(cells: Cells) -> Values:
    return {
        "code": cells.required("code"),
        "record_kind": cells.required("kind"),
        "theme": cells.reference("theme"),
        **{f"text_{language}": cells.text(f"text_{language}") for language in UN_LANGUAGES},
    }


def _names(cells: Cells) -> Values:
    others = {f"name_{language}": cells.text(f"name_{language}") for language in OTHER_LANGUAGES}
    return {"name_en": cells.required("name_en"), **others}


def _entry(cells: Cells) -> Values:
    return {
        "code": cells.required("code"),
        "theme": cells.required("theme"),
        **_names(cells),
        "size": _whole(cells, "size"),
        "size_unit": cells.required("size_unit"),
        "source": cells.required("source"),
        "as_of": cells.day("as_of"),
        "note": cells.text("note"),
    }


def _line(cells: Cells) -> Values:
    low, high = _whole(cells, "low"), _whole(cells, "high")
    if high < low:
        raise ValueError(f"the range goes from {low} down to {high}")
    return {
        "entry": cells.required("entry"),
        "position": _whole(cells, "position"),
        "kind": cells.required("kind"),
        **_names(cells),
        "quantity": _whole(cells, "quantity"),
        "unit": cells.required("unit"),
        "low": low,
        "high": high,
    }


TABLES = (
    Table("examples.csv", models.Example, ("code",), _example),
    Table("catalogue.csv", models.CatalogueEntry, ("code",), _entry),
    Table("catalogue_lines.csv", models.CatalogueLine, ("entry", "name_en"), _line),
)

"""The open tables: what each row says, field by field, and how rows are read in parts."""

from matchmaking.opendata.tables.dictionary import package
from matchmaking.opendata.tables.fields import Field, Table
from matchmaking.opendata.tables.lists import FIGURES, INDICATORS, KINDS, THEMES
from matchmaking.opendata.tables.records import LINES, OFFERS, REQUESTS
from matchmaking.opendata.tables.undertakings import AGREEMENTS, PROJECTS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        REQUESTS,
        LINES,
        OFFERS,
        AGREEMENTS,
        PROJECTS,
        FIGURES,
        THEMES,
        KINDS,
        INDICATORS,
    )
}

__all__ = ["TABLES", "Field", "Table", "package"]

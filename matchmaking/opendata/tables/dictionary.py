"""The data dictionary for programs: a data package as Frictionless Data describes it."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.opendata.gathering import address
from matchmaking.opendata.licence import LICENCE
from matchmaking.opendata.tables.fields import Field, Table


def package(tables: Iterable[Table], now: datetime.datetime) -> dict[str, Any]:
    """Return what the tables are, field by field, and where to get them."""
    return {
        "profile": "tabular-data-package",
        "name": "assistance-exchange",
        "title": _("Open data of the Assistance Exchange"),
        "homepage": address("opendata:home"),
        "created": now.isoformat(timespec="seconds"),
        "licenses": [LICENCE],
        "resources": [_resource(table) for table in tables],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": str(table.title),
        "description": str(table.words),
        "path": address("opendata:table", table.name, "csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(field) for field in table.fields],
            "primaryKey": list(table.key),
            "missingValues": [""],
        },
    }


def _field(field: Field) -> dict[str, Any]:
    said = {"name": field.name, "type": field.kind, "description": str(field.words)}
    return said | (
        {"trueValues": ["true"], "falseValues": ["false"]} if field.kind == "boolean" else {}
    )

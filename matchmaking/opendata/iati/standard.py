"""The shipped parts of the standard: schema, code lists, rules."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

DATA = Path(__file__).parent.parent / "data"
VERSION = "2.03"


@cache
def schema() -> etree.XMLSchema:
    """Return the schema of files of activities."""
    return etree.XMLSchema(etree.parse(DATA / "xsd" / "iati-activities-schema.xsd"))


@cache
def codes(name: str) -> frozenset[str]:
    """Return the codes of a list, withdrawn ones included."""
    with (DATA / "codelists" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["code"] for row in csv.DictReader(file))


@cache
def rules() -> dict[str, Any]:
    """Return the rules of the standard as they were published."""
    content: dict[str, Any] = json.loads((DATA / "standard.json").read_text(encoding="utf-8"))
    return content


def has_agency(identifier: str) -> bool:
    """Say whether an identifier begins with the code of a known registration agency."""
    return any(
        identifier.startswith(f"{code}-") for code in codes("OrganisationRegistrationAgency")
    )

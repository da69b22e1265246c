"""The version of the rules in force; an installation begins with the one that ships."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from matchmaking.clearance.models import CheckRule, Ruleset
from matchmaking.vocabulary.models import Edition
from matchmaking.vocabulary.selectors.memory import remembered

DATA = Path(__file__).parent / "data"
LISTS = ("circumstances", "kinds", "countries", "groups", "channels", "rests_on")


def active_ruleset() -> Ruleset:
    """Return the version in force; the one that ships where there is none yet."""
    active = Ruleset.objects.filter(is_active=True).first()
    return active or _shipped_ruleset()


@remembered
def active_rules() -> tuple[CheckRule, ...]:
    """Return the rules in force, in their order; remembered until a version is made active."""
    return tuple(active_ruleset().rules.order_by("position", "pk"))


def write_rules(ruleset: Ruleset, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the rules of a new version, in their order."""
    rules = [CheckRule(ruleset=ruleset, position=place, **row) for place, row in enumerate(rows)]
    CheckRule.objects.bulk_create(rules)


@transaction.atomic
def _shipped_ruleset() -> Ruleset:
    first, created = Ruleset.objects.get_or_create(
        number=1, defaults={"note": "As shipped.", "is_active": True}
    )
    if created:
        with (DATA / "rules.csv").open(encoding="utf-8", newline="") as file:
            write_rules(first, [_rule(row) for row in csv.DictReader(file)])
        Edition.renew()
    return first


def _rule(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        **{name: [code for code in row[name].split(";") if code] for name in LISTS},
        "code": row["code"],
        "cleared_by": row["cleared_by"],
        "needs_reference": row["needs_reference"],
        "needs_document": row["needs_document"] == "1",
        "valid_days": int(row["valid_days"]),
        "may_waive": row["may_waive"] == "1",
    }

"""The version of the rules in force; an installation begins with the one that ships."""

import csv
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from matchmaking.coaching.models import Rule, Ruleset
from matchmaking.coaching.tables import DATA


def active_ruleset() -> Ruleset:
    """Return the version in force; the one that ships where there is none yet."""
    active = Ruleset.objects.filter(is_active=True).first()
    return active or _shipped_ruleset()


def write_rules(ruleset: Ruleset, rows: Iterable[Mapping[str, Any]]) -> None:
    """Write the rules of a new version, in their order."""
    rules = [Rule(ruleset=ruleset, position=place, **row) for place, row in enumerate(rows)]
    Rule.objects.bulk_create(rules)


@transaction.atomic
def _shipped_ruleset() -> Ruleset:
    first, created = Ruleset.objects.get_or_create(
        number=1, defaults={"note": "As shipped.", "is_active": True}
    )
    if created:
        with (DATA / "rules.csv").open(encoding="utf-8", newline="") as file:
            write_rules(first, [_rule(row) for row in csv.DictReader(file)])
    return first


def _rule(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "record_kind": row["kind"],
        "code": row["code"],
        "weight": float(row["weight"]),
        "words_share": float(row["words_share"]),
    }

"""A record as the scorer sees it, and what the scorer makes of it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Model, OuterRef, QuerySet, Subquery

from matchmaking.coaching.models import Override, Ruleset, Specificity
from matchmaking.coaching.scoring import Assessment, Draft, Line, Rule, Rules, assess
from matchmaking.vocabulary.choices import UN_LANGUAGES
from matchmaking.vocabulary.models import Kind
from matchmaking.vocabulary.selectors.memory import remembered
from matchmaking.writing.models import Record
from matchmaking.writing.records import LINES, RecordKind
from matchmaking.writing.services import contents

UPKEEP = ("MNT", "EQP.MARKSUP")  # maintenance, spare parts, consumables
GOALS = "goals"


def assess_record(kind: RecordKind[Any], record: Record, ruleset: Ruleset) -> Assessment:
    """Judge a record as it stands now by a version of the rules."""
    overridden = overrides_of(kind, record)
    return assess(draft_of(kind, record), rules_of(ruleset), overridden)


def overrides_of(kind: RecordKind[Any], record: Record) -> dict[str, Override]:
    """Return the rules that the owner set aside for a record, by code."""
    rows = Override.objects.filter(record_kind=kind.name, record_id=record.pk)
    return {row.code: row for row in rows.select_related("created_by")}


def draft_of(kind: RecordKind[Any], record: Record) -> Draft:
    """Return what a record says, in the scorer's terms."""
    said = contents(kind, record)
    return Draft(
        kind=kind.name,
        language=record.language,
        fields=said,
        lines=[_line(kind, row) for row in said[LINES]],
        goals=said.get(GOALS, ()),
        ignored=_names_of(record.party),
    )


def rules_of(ruleset: Ruleset) -> Rules:
    """Return a version of the rules in the scorer's terms."""
    of: dict[str, list[Rule]] = defaultdict(list)
    for row in ruleset.rules.order_by("position"):
        of[row.record_kind].append(Rule(row.code, row.weight, row.words_share))
    return Rules(
        version=ruleset.number,
        of={kind: tuple(rules) for kind, rules in of.items()},
        vague_points=ruleset.vague_points,
        vague_most=ruleset.vague_most,
    )


def with_specificity(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Add to each row its score by the active rules as `specificity`; None where it has none."""
    scores = Specificity.objects.filter(
        record_kind=kind, record_id=OuterRef("pk"), ruleset__is_active=True
    )
    return rows.annotate(specificity=Subquery(scores.values("score")[:1]))


def _line(kind: RecordKind[Any], row: Mapping[str, Any]) -> Line:
    quantity = row[kind.quantity]
    code = row["kind_id"]
    return Line(
        description=row["description"],
        quantity=None if quantity is None else float(quantity),
        unit=row["unit"],
        has_amount=row[f"{kind.amount}_minor"] is not None,
        needs_upkeep=code in _kinds_with_upkeep(),
        is_upkeep=code.startswith(UPKEEP),
    )


@remembered
def _kinds_with_upkeep() -> frozenset[str]:
    """Return the kinds of equipment that stand still without upkeep."""
    kinds = Kind.objects.filter(needs_upkeep=True).values_list("pk", flat=True)
    return frozenset(code for code in kinds if not code.startswith(UPKEEP))


def _names_of(party: Model) -> list[str]:
    names = [getattr(party, f"name_{language}", "") for language in UN_LANGUAGES]
    return [*filter(None, names), str(party)]

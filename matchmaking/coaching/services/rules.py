"""The versions of the rules: new ones, and which is active."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from files.background import once_committed
from matchmaking import audit
from matchmaking.coaching import policies, tasks
from matchmaking.coaching.models import Ruleset
from matchmaking.coaching.shipped import write_rules
from matchmaking.errors import DomainError, ReasonMissing

RuleRow = Mapping[str, Any]
THRESHOLDS = ("threshold_need", "threshold_offer", "vague_points", "vague_most")


@transaction.atomic
def publish_ruleset(
    *, actor: User, note: str, rules: Iterable[RuleRow], settings: Mapping[str, Any]
) -> Ruleset:
    """Write a new version of the rules and make it the active one; every record is scored anew."""
    if not policies.sets_rules(actor):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing
    rows = list(rules)
    _refuse_weightless(rows)
    number = (Ruleset.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    chosen = {name: settings[name] for name in THRESHOLDS}
    ruleset = Ruleset.objects.create(number=number, note=note.strip(), created_by=actor, **chosen)
    write_rules(ruleset, rows)
    audit.record(ruleset, "create", actor=actor, reason=note.strip())
    return _activate(ruleset, actor)


@transaction.atomic
def activate_ruleset(*, number: int, actor: User) -> Ruleset:
    """Go back to an earlier version of the rules, or on to a later one."""
    if not policies.sets_rules(actor):
        raise PermissionDenied
    ruleset = Ruleset.objects.select_for_update().filter(number=number).first()
    if ruleset is None:
        raise DomainError(_("There is no such version of the rules."))
    return _activate(ruleset, actor)


def _activate(ruleset: Ruleset, actor: User) -> Ruleset:
    before = Ruleset.objects.filter(is_active=True).first()
    Ruleset.objects.filter(is_active=True).update(is_active=False)
    Ruleset.objects.filter(pk=ruleset.pk).update(is_active=True)
    ruleset.is_active = True
    changes = {"number": (before and before.number, ruleset.number)}
    audit.record(ruleset, "activate", actor=actor, changes=changes)
    once_committed(tasks.score_all.delay)
    return ruleset


def _refuse_weightless(rows: Iterable[RuleRow]) -> None:
    """Refuse rules of which none counts for a kind of record: a score would mean nothing."""
    weights: dict[str, float] = {}
    for row in rows:
        weights[row["record_kind"]] = weights.get(row["record_kind"], 0) + row["weight"]
    if not all(weights.values()):
        raise DomainError(_("At least one rule of each kind of record must weigh something."))

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
from matchmaking.clearance import policies, tasks
from matchmaking.clearance.models import Ruleset
from matchmaking.clearance.shipped import write_rules
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.vocabulary.models import Edition

RuleRow = Mapping[str, Any]


@transaction.atomic
def publish_ruleset(*, actor: User, note: str, rules: Iterable[RuleRow]) -> Ruleset:
    """Write a new version of the rules and make it the active one; open pairs follow it."""
    if not policies.sets_rules(actor):
        raise PermissionDenied
    if not note.strip():
        raise ReasonMissing
    rows = list(rules)
    _refuse_unclear(rows)
    number = (Ruleset.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    ruleset = Ruleset.objects.create(number=number, note=note.strip(), created_by=actor)
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
    Edition.renew()  # every process remembers the rules
    once_committed(tasks.refresh_all.delay)
    return ruleset


def _refuse_unclear(rows: list[dict[str, Any]] | list[RuleRow]) -> None:
    """Refuse two rules of one name, and no rule at all: nothing would be checked."""
    codes = [row["code"] for row in rows]
    if not codes:
        raise DomainError(_("At least one check must be asked for."))
    if len(set(codes)) < len(codes):
        raise DomainError(_("Two checks have the same code."))

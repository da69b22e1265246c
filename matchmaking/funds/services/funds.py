"""Setting up a fund, and writing its rules, version after version."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.funds import policies
from matchmaking.funds.models import Fund, Rules
from matchmaking.funds.services.checking import refuse_faulty
from matchmaking.funds.terms import Terms
from matchmaking.workflow import compare_and_set

FIELDS = ("name", "summary", "language", "currency", "is_example")


@transaction.atomic
def create_fund(*, actor: User, organisation_id: int, fields: Mapping[str, Any]) -> Fund:
    """Set up a fund that an organisation of the actor runs; its rules are written next."""
    if organisation_id not in {place.pk for place in policies.administered_organisations(actor)}:
        raise PermissionDenied
    said = {name: fields[name] for name in FIELDS if name in fields}
    _refuse_taken_name(said["name"])
    fund = Fund.objects.create(organisation_id=organisation_id, created_by=actor, **said)
    audit.record(fund, "create", actor=actor)
    return fund


@transaction.atomic
def edit_fund(*, fund_id: int, actor: User, version: int, fields: Mapping[str, Any]) -> Fund:
    """Change what is said of a fund."""
    fund = _administered(fund_id, actor)
    fund.version = version
    said = {name: fields[name] for name in FIELDS if name in fields}
    _refuse_taken_name(said.get("name", ""), but=fund)
    changes = {
        name: (getattr(fund, name), value)
        for name, value in said.items()
        if getattr(fund, name) != value
    }
    compare_and_set(fund, **said)
    audit.record(fund, "edit", actor=actor, changes=changes)
    return fund


@transaction.atomic
def write_rules(
    *, fund_id: int, actor: User, note: str, content: Mapping[str, Any], is_example: bool = False
) -> Rules:
    """Write the next version of a fund's rules and put it in force; calls keep their own terms."""
    fund = _administered(fund_id, actor)
    if not note.strip():
        raise ReasonMissing
    terms = Terms.of(content)
    refuse_faulty(terms)
    number = (fund.rules.aggregate(last=Max("number"))["last"] or 0) + 1
    rules = Rules.objects.create(
        fund=fund,
        number=number,
        note=note.strip(),
        content=terms.content(),
        is_example=is_example,
        created_by=actor,
    )
    return _activate(rules, actor, note.strip())


@transaction.atomic
def activate_rules(*, fund_id: int, number: int, actor: User) -> Rules:
    """Go back to an earlier version of a fund's rules, or on to a later one."""
    fund = _administered(fund_id, actor)
    rules = fund.rules.filter(number=number).first()
    if rules is None:
        raise DomainError(_("There is no such version of the rules."))
    return _activate(rules, actor, "")


def _activate(rules: Rules, actor: User, reason: str) -> Rules:
    before = rules.fund.rules.filter(is_active=True).first()
    rules.fund.rules.filter(is_active=True).update(is_active=False)
    rules.fund.rules.filter(pk=rules.pk).update(is_active=True)
    rules.is_active = True
    changes = {"rules": (before and before.number, rules.number)}
    audit.record(rules.fund, "activate", actor=actor, reason=reason, changes=changes)
    return rules


def _administered(fund_id: int, actor: User) -> Fund:
    """Return the fund, locked: two versions of its rules cannot get the same number."""
    fund = Fund.objects.select_for_update().get(pk=fund_id)
    if not policies.administers(actor, fund):
        raise PermissionDenied
    return fund


def _refuse_taken_name(name: str, but: Fund | None = None) -> None:
    others = Fund.objects.filter(name=name)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise DomainError(_("There is a fund of this name already."), field="name")

"""Scenarios of what to fund: written, computed, copied, thrown away. Never decisions."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking import audit
from matchmaking.decisions import policies, selectors
from matchmaking.decisions.choices import Wish
from matchmaking.decisions.engine import choosing
from matchmaking.decisions.models import Choice, ChoiceLine, Limit
from matchmaking.decisions.selectors import RankedRow
from matchmaking.funds.models import Call
from matchmaking.workflow import compare_and_set

TERMS = ("budget_minor", "measure", "least_percent", "region_percent", "state_minor")
FIELDS = ("name", "note", *TERMS)


@dataclass(frozen=True)
class LimitData:
    """How much the applications of a State, a region or a theme get together."""

    dimension: str
    code: str
    at_least_minor: int = 0
    at_most_minor: int | None = None


@transaction.atomic
def create_choice(
    *,
    call_id: int,
    actor: User,
    fields: Mapping[str, Any],
    limits: Iterable[LimitData] = (),
    wishes: Mapping[int, str] | None = None,
) -> Choice:
    """Begin a scenario with what is ranked and not decided yet, and compute it."""
    call = Call.objects.select_related("fund__organisation").get(pk=call_id)
    if not policies.plays(actor, call):
        raise PermissionDenied
    choice = Choice.objects.create(call=call, created_by=actor, currency=call.currency, **fields)
    _write(choice, limits, wishes or {}, selectors.candidates_of(actor, call))
    audit.record(choice, "create", actor=actor)
    return solve(choice, actor)


@transaction.atomic
def edit_choice(
    *,
    choice_id: int,
    version: int,
    actor: User,
    fields: Mapping[str, Any],
    limits: Iterable[LimitData] = (),
    wishes: Mapping[int, str] | None = None,
) -> Choice:
    """Change what is demanded, and compute the scenario again."""
    choice = _locked(choice_id, actor)
    choice.version = version
    before = {name: getattr(choice, name) for name in fields}
    compare_and_set(choice, **fields)
    rows = selectors.candidates_of(actor, choice.call)
    _write(choice, limits, wishes or {}, rows)
    changes = {
        name: (str(before[name]), str(fields[name]))
        for name in fields
        if before[name] != fields[name]
    }
    audit.record(choice, "edit", actor=actor, changes=changes)
    return solve(choice, actor)


@transaction.atomic
def solve_choice(*, choice_id: int, actor: User) -> Choice:
    """Compute a scenario anew: scores and applications may have changed since."""
    return solve(_locked(choice_id, actor), actor)


@transaction.atomic
def copy_choice(*, choice_id: int, actor: User, name: str) -> Choice:
    """Begin another scenario with the same demands, to change some and compare."""
    old = _locked(choice_id, actor)
    fields = {field: getattr(old, field) for field in ("note", *TERMS)}
    limits = [
        LimitData(row.dimension, row.code, row.at_least_minor, row.at_most_minor)
        for row in old.limits.order_by("pk")
    ]
    return create_choice(
        call_id=old.call_id,
        actor=actor,
        fields={"name": name, **fields},
        limits=limits,
        wishes=dict(old.lines.values_list("application", "wish")),
    )


@transaction.atomic
def delete_choice(*, choice_id: int, actor: User) -> None:
    """Throw a scenario away: who made it, or an administrator."""
    choice = _locked(choice_id, actor)
    if choice.created_by_id != actor.pk and not policies.appoints(actor, choice.call):
        raise PermissionDenied
    audit.record(choice, "delete", actor=actor)
    choice.delete()


def solve(choice: Choice, actor: User) -> Choice:
    """Write the best choice under the demands, beside what "by rank" comes to."""
    rows = selectors.candidates_of(actor, choice.call)
    problem = selectors.problem_of(choice, rows)
    answer = choosing.choose(problem)
    by_rank = choosing.by_rank(problem)
    _write_lines(choice, rows, answer.granted, by_rank)
    breaks = {conflict.code: conflict for conflict in choosing.broken(problem, by_rank)}
    compare_and_set(
        choice,
        value=None if answer.conflicts else answer.value,
        bound=None if answer.conflicts else answer.bound,
        by_rank_value=choosing.worth(problem, by_rank),
        conflicts=[asdict(conflict) for conflict in answer.conflicts],
        by_rank_breaks=[asdict(conflict) for conflict in breaks.values()],
        digest=selectors.digest_of(problem),
        solved_at=timezone.now(),
    )
    audit.record(choice, "solve", actor=actor)
    return choice


def _locked(choice_id: int, actor: User) -> Choice:
    rows = Choice.objects.select_for_update(of=("self",)).visible_to(actor)
    choice = rows.select_related("call__fund__organisation").filter(pk=choice_id).first()
    if choice is None or not policies.plays(actor, choice.call):
        raise PermissionDenied
    return choice


def _write(
    choice: Choice,
    limits: Iterable[LimitData],
    wishes: Mapping[int, str],
    rows: Iterable[RankedRow],
) -> None:
    """Write the demands; those on applications that take no part any more are dropped."""
    choice.limits.all().delete()
    Limit.objects.bulk_create(Limit(choice=choice, **asdict(limit)) for limit in limits)
    choice.lines.all().delete()
    ChoiceLine.objects.bulk_create(
        ChoiceLine(
            choice=choice,
            application=row.application,
            wish=wishes.get(row.application.pk, Wish.NONE),
        )
        for row in rows
    )


def _write_lines(
    choice: Choice,
    rows: Iterable[RankedRow],
    granted: Mapping[int, int],
    by_rank: Mapping[int, int],
) -> None:
    wishes = dict(choice.lines.values_list("application", "wish"))
    choice.lines.all().delete()
    ChoiceLine.objects.bulk_create(
        ChoiceLine(
            choice=choice,
            application=row.application,
            wish=wishes.get(row.application.pk, Wish.NONE),
            place=row.place.number,
            score=row.place.candidate.score,
            asked_minor=row.place.candidate.asked_minor,
            granted_minor=granted.get(row.application.pk, 0),
            by_rank_minor=by_rank.get(row.application.pk, 0),
        )
        for row in rows
    )

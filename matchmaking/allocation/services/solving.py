"""Solving a scenario: now, or by a worker; what comes out is kept with what it came from."""

import time
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.allocation.choices import ScenarioStatus
from matchmaking.allocation.models import Scenario, Solution
from matchmaking.allocation.policies import shares_out
from matchmaking.allocation.selectors.cases import Case, case_of, weights_of
from matchmaking.allocation.selectors.inputs import Inputs, inputs_of, needs_of, offers_of
from matchmaking.allocation.services.outcome import asked_lines, given_lines, shares
from matchmaking.errors import DomainError
from matchmaking.matching import index
from matchmaking.matching.engine.allocation import SOLVER, Answer, Conflict, Impossible, allocate

SMALL = 10_000  # pairs that are solved while one waits
LOST_AFTER = timedelta(minutes=10)
BATCH = 500
UNSOLVED = (ScenarioStatus.SOLVING, ScenarioStatus.FAILED)


def is_small(scenario: Scenario) -> bool:
    """Say whether it is solved at once, or by a worker."""
    return needs_of(scenario).count() * offers_of(scenario).count() <= SMALL


def is_lost(scenario: Scenario) -> bool:
    """Say whether its solving has been going on for longer than it can take."""
    running = scenario.status == ScenarioStatus.SOLVING and scenario.started_at
    return bool(running and running < timezone.now() - LOST_AFTER)


@transaction.atomic
def start_solving(*, scenario_id: int, actor: User) -> Scenario:
    """Take a scenario for solving; only one solves it at a time."""
    if not shares_out(actor):
        raise PermissionDenied
    now = timezone.now()
    free = ~Q(status=ScenarioStatus.SOLVING) | Q(started_at__lt=now - LOST_AFTER)
    rows = Scenario.objects.filter(free, pk=scenario_id)
    if not rows.update(status=ScenarioStatus.SOLVING, progress=0, started_at=now, conflicts=[]):
        raise DomainError(_("This scenario is being solved already."))
    return Scenario.objects.get(pk=scenario_id)


def solve_scenario(*, scenario_id: int, actor: User) -> Scenario:
    """Solve a scenario that was taken for it; whatever goes wrong, what was there stays.

    One that a worker left half solved, or that failed, is solved anew; one that is solved stays.
    """
    scenario = Scenario.objects.get(pk=scenario_id)
    if scenario.status not in UNSOLVED:
        return scenario
    try:
        _solve(scenario, actor)
    except Exception:
        _close(scenario_id, ScenarioStatus.FAILED)
        raise
    return Scenario.objects.get(pk=scenario_id)


def _solve(scenario: Scenario, actor: User) -> None:
    started = time.perf_counter()
    inputs = inputs_of(scenario)
    _say(scenario, 0.1)
    case = case_of(scenario, inputs)
    _say(scenario, 0.3)
    if case.shut:
        _refuse(scenario, actor, [_shut(lock) for lock in case.shut])
        return
    answer = allocate(case.problem, lambda share: _say(scenario, 0.3 + 0.6 * share))
    if isinstance(answer, Impossible):
        _refuse(scenario, actor, _conflicts(answer, inputs))
        return
    _keep(scenario, actor, inputs, case, answer, time.perf_counter() - started)


@transaction.atomic
def _keep(
    scenario: Scenario, actor: User, inputs: Inputs, case: Case, answer: Answer, seconds: float
) -> None:
    """Write a proposal and close the solving, unless another worker has."""
    if not Scenario.objects.select_for_update().filter(pk=scenario.pk, status__in=UNSOLVED):
        return
    last = scenario.solutions.aggregate(last=Max("number"))["last"] or 0
    solution = Solution.objects.create(
        scenario=scenario,
        number=last + 1,
        terms_version=scenario.version,
        inputs=inputs.written | {"terms": _terms(scenario)},
        digest=inputs.digest,
        solver=SOLVER,
        weights=index.active_weights(),
        seconds=round(seconds, 3),
        value=answer.value,
        bound=answer.bound,
        greedy=answer.others.get("greedy"),
        first_come=answer.others.get("first_come"),
        solved_by=actor,
    )
    for rows in (
        shares(solution, inputs, case, answer),
        asked_lines(solution, inputs, case, answer),
        given_lines(solution, inputs, answer, max(weights_of(scenario).values())),
    ):
        _write(rows)
    _close(scenario.pk, ScenarioStatus.SOLVED)
    changes = {"quality": ("", f"{solution.quality:.4f}"), "number": ("", str(solution.number))}
    audit.record(scenario, "solve", actor=actor, changes=changes)


def _write(rows: Iterable[Any]) -> None:
    found = list(rows)
    if found:
        type(found[0]).objects.bulk_create(found, batch_size=BATCH)


@transaction.atomic
def _refuse(scenario: Scenario, actor: User, conflicts: list[dict[str, Any]]) -> None:
    """Say which demands cannot hold; the proposal of before stays."""
    _close(scenario.pk, ScenarioStatus.IMPOSSIBLE, conflicts=conflicts)
    audit.record(scenario, "refuse", actor=actor)


def _close(scenario_id: int, status: str, **values: Any) -> None:
    Scenario.objects.filter(pk=scenario_id).update(status=status, progress=100, **values)


def _say(scenario: Scenario, share: float) -> None:
    Scenario.objects.filter(pk=scenario.pk).update(progress=round(100 * share))


def _conflicts(answer: Impossible, inputs: Inputs) -> list[dict[str, Any]]:
    """Write the conflicts down, with what the engine counts in steps in units again."""
    steps = {row.line.pk: row.stock.step for row in inputs.given}
    return [
        {
            "code": one.code,
            "row": one.row,
            "demanded": _units(one.demanded, one, steps),
            "possible": _units(one.possible, one, steps),
        }
        for one in answer.conflicts
    ]


def _units(figure: float | None, one: Conflict, steps: Mapping[int, float]) -> float | None:
    counted = one.code == "locked_left" and figure is not None
    return figure * steps[int(one.row or 0)] if counted and figure is not None else figure


def _shut(lock: Any) -> dict[str, Any]:
    return {"code": "shut", "row": lock.pk, "demanded": float(lock.quantity), "possible": 0}


def _terms(scenario: Scenario) -> dict[str, Any]:
    """Write down the terms in full, so that a proposal can be computed again."""
    return {
        "priorities": weights_of(scenario),
        "match_percent": scenario.match_percent,
        "lot_percent": scenario.lot_percent,
        "most_donors": scenario.most_donors,
        "region_shares": list(
            scenario.region_shares.order_by("region").values("region", "at_least", "at_most")
        ),
        "earmarks": list(
            scenario.earmarks.order_by("offer").values(
                "offer", "region", "country", "theme", "smallest"
            )
        ),
        "locks": list(scenario.locks.order_by("pk").values("need_line", "offer_line", "quantity")),
    }

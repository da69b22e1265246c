"""Large scenarios take seconds; no request waits for them."""

from threading import Thread

from celery import shared_task
from django.conf import settings
from django.db import connection, connections

from accounts.models import User
from matchmaking.allocation import services


@shared_task
def solve_scenario(scenario_id: int, actor_id: int) -> None:
    """Solve one scenario."""
    services.solve_scenario(scenario_id=scenario_id, actor=User.objects.get(pk=actor_id))


def solve_in_background(scenario_id: int, actor_id: int) -> None:
    """Solve while the page goes on: by a worker, or by a thread where there is none."""
    if not settings.CELERY_TASK_ALWAYS_EAGER:
        solve_scenario.delay(scenario_id, actor_id)
    elif connection.in_atomic_block:
        # A thread would not see what is not committed yet.
        solve_scenario(scenario_id, actor_id)
    else:
        Thread(target=_solve_and_hang_up, args=[scenario_id, actor_id], daemon=True).start()


def _solve_and_hang_up(scenario_id: int, actor_id: int) -> None:
    try:
        solve_scenario(scenario_id, actor_id)
    finally:
        connections.close_all()

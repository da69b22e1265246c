"""Large scenarios take seconds; no request waits for them."""

from functools import partial

from celery import shared_task

from accounts.models import User
from files.background import in_background
from matchmaking.allocation import services


@shared_task
def solve_scenario(scenario_id: int, actor_id: int) -> None:
    """Solve one scenario."""
    services.solve_scenario(scenario_id=scenario_id, actor=User.objects.get(pk=actor_id))


solve_in_background = partial(in_background, solve_scenario)

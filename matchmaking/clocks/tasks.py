"""What the calendar does to clocks."""

from celery import shared_task

from matchmaking.clocks import services


@shared_task
def run_clocks() -> int:
    """Read the clocks, remind and escalate; run once a night, and again as often as one likes."""
    return services.run_clocks()


@shared_task
def ask_to_confirm() -> int:
    """Ask owners whether what they published still stands; run once a night."""
    return services.ask_to_confirm()

"""What a page says to somebody who waits for work in the background."""

from typing import Any

from django import template

from config.operations.choices import JobState
from config.operations.models import Job

register = template.Library()


@register.inclusion_tag("operations/_under_way.html")
def work_under_way(task: str) -> dict[str, Any]:
    """Say that a task waits or runs, and how far it is; nothing where it does neither."""
    rows = Job.objects.unfinished().filter(task=task)
    # One that runs says more than one that waits behind it.
    job = rows.order_by("state", "pk").first()
    return {"job": job, "runs": job is not None and job.state == JobState.RUNNING}

"""The machinery's own tasks."""

from contextlib import suppress
from typing import Any

from celery import shared_task
from django.core.exceptions import ObjectDoesNotExist
from django.utils.module_loading import import_string

from config.operations import keeping


@shared_task
def run_for_portal(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Do a task of Wagtail, called by its name; what was deleted meanwhile needs nothing."""
    with suppress(ObjectDoesNotExist):
        import_string(path).call(*args, **kwargs)


@shared_task
def forget_old_work() -> int:
    """Forget what was done long ago; run once a day."""
    return keeping.forget_old_work()

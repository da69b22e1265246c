"""The background work of Wagtail, by the same workers as ours."""

from typing import Any

from django.conf import settings
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id, normalize_json

from config.operations.tasks import run_for_portal


class WorkerBackend(ImmediateBackend):
    """Hands a task of Wagtail to a worker; does it at once where there is none."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Write the task down as a piece of work of this transaction."""
        if settings.CELERY_TASK_ALWAYS_EAGER:
            return super().enqueue(task, args, kwargs)
        self.validate_task(task)
        run_for_portal.delay(task.module_path, normalize_json(args), normalize_json(kwargs))
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    """Evaluations: plan, scores, report, response, publication."""

    name = "matchmaking.evaluation"
    label = "evaluation"
    verbose_name = _("evaluation")

    def ready(self) -> None:
        """Let evaluators read what they evaluate; say what waits for whom; ship the scales."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.evaluation import access, notices, panels  # noqa: F401
        from matchmaking.evaluation.inbox import SOURCES
        from matchmaking.monitoring import access as monitoring
        from matchmaking.monitoring import panels as places
        from matchmaking.monitoring import tabs

        monitoring.register_readers(access.evaluated_by)
        tabs.register(60, panels.tab)
        places.register("story", 60, panels.of_undertaking)
        for source in SOURCES:
            tasks.register(source)
        post_migrate.connect(ship_data, sender=self, dispatch_uid="evaluation.data")


def ship_data(using: str, **_signal: Any) -> None:
    """Write the scales and the rule of the sample that ship, where there are none."""
    from matchmaking.evaluation import shipped  # models must be there first
    from matchmaking.evaluation.models import Scale

    # Another app may have been migrated alone; the signal comes all the same.
    if Scale._meta.db_table in connections[using].introspection.table_names():
        shipped.ship()

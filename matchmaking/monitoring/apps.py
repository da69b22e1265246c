from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    """Results frameworks, indicator values, their approval."""

    name = "matchmaking.monitoring"
    label = "monitoring"
    verbose_name = _("monitoring")

    def ready(self) -> None:
        """Listen to projects and agreements; stand on their pages; say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.agreements import panels as agreements
        from matchmaking.monitoring import beside, notices, pages, receivers  # noqa: F401
        from matchmaking.monitoring.inbox import SOURCES
        from matchmaking.payments import panels as payments

        agreements.register(beside.of_agreement)
        payments.register(beside.of_project)
        pages.register()
        for source in SOURCES:
            tasks.register(source)

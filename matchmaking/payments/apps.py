from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PaymentsConfig(AppConfig):
    """Projects, tranches, payments and contributions."""

    name = "matchmaking.payments"
    label = "payments"
    verbose_name = _("projects and payments")

    def ready(self) -> None:
        """Listen to decisions; stand on the page of the application; say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.applications import panels as applications
        from matchmaking.payments import notices, panels, receivers  # noqa: F401
        from matchmaking.payments.inbox import SOURCES

        applications.register("side", panels.of_application)
        for source in SOURCES:
            tasks.register(source)

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ObservationsConfig(AppConfig):
    """Observations after closure."""

    name = "matchmaking.observations"
    label = "observations"
    verbose_name = _("observations after closure")

    def ready(self) -> None:
        """Let evaluators read what they verify; plan observations; say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.monitoring import panels as monitoring
        from matchmaking.monitoring.access import register_readers
        from matchmaking.observations import notices, panels, receivers  # noqa: F401
        from matchmaking.observations.access import verified_by
        from matchmaking.observations.inbox import SOURCES

        register_readers(verified_by)
        monitoring.register("story", 30, panels.after_the_end)
        for source in SOURCES:
            tasks.register(source)

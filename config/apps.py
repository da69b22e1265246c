from importlib import import_module

from django.apps import AppConfig
from django.conf import settings

from config import sentry


class ConfigConfig(AppConfig):
    """The shell: templates, static files, template pieces, commands that concern the whole site."""

    name = "config"
    label = "config"

    def ready(self) -> None:
        """Connect what listens to tasks and checks settings; tell Sentry where it is wished."""
        import_module("config.alive")
        import_module("config.checks")
        import_module("config.tracing")
        if settings.SENTRY_DSN:
            sentry.start()

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ClearanceConfig(AppConfig):
    """Checks before parties are introduced, and name screening."""

    name = "matchmaking.clearance"
    label = "clearance"
    verbose_name = _("checks before an introduction")

    def ready(self) -> None:
        """Word what is told, listen, and ship the first version of the rules."""
        from accounts.notifications import inbox  # models must be there first
        from matchmaking.clearance import notices, receivers  # noqa: F401 (register themselves)
        from matchmaking.clearance.inbox import SOURCES
        from matchmaking.clearance.views.panels import step_of_pair
        from matchmaking.matching import steps

        for source in SOURCES:
            inbox.register(source)
        steps.register(step_of_pair)
        post_migrate.connect(ship_rules, sender=self, dispatch_uid="clearance.rules")


def ship_rules(using: str, **_signal: Any) -> None:
    """Write the version of the rules that ships, where there is none."""
    from matchmaking.clearance.models import Ruleset  # models must be there first
    from matchmaking.clearance.shipped import active_ruleset

    # Another app may have been migrated alone; the signal comes all the same.
    if Ruleset._meta.db_table in connections[using].introspection.table_names():
        active_ruleset()

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    """Proposals: results, work plan, budget, signatures."""

    name = "matchmaking.projects"
    label = "projects"
    verbose_name = _("proposals")

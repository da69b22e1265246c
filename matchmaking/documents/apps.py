from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Private attachments."""

    name = "matchmaking.documents"
    label = "documents"
    verbose_name = _("documents")

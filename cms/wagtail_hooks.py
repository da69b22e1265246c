"""What the marketplace adds to the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import Organisation
from matchmaking import audit


class OrganisationViewSet(SnippetViewSet):
    """Those that ask, give or broker. Who speaks for them is decided on the site itself."""

    model = Organisation
    icon = "group"
    menu_label = gettext_lazy("Organisations")
    add_to_admin_menu = True
    search_backend_name = None
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["name", "kind", "country_code", "body_code"]
    list_filter = ["kind"]
    search_fields = ["name", "country_code", "body_code"]
    ordering = ["name"]


register_snippet(OrganisationViewSet)


@hooks.register("register_log_actions")
def name_the_acts_of_the_marketplace(actions: LogActionRegistry) -> None:
    """Let the portal's reports show every act of the marketplace in words."""
    for verb, words in audit.VERBS.items():
        actions.register_action(f"exchange.{verb}")(_formatter(words))


def _formatter(words: Any) -> type[LogFormatter]:
    class ActFormatter(LogFormatter):
        label = words

        def format_message(self, log_entry: Any) -> str:
            reason = log_entry.data.get("reason")
            if not reason:
                return str(words)
            return _("%(act)s: %(reason)s") % {"act": words, "reason": reason}

    return ActFormatter

"""What the marketplace adds to the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from matchmaking import audit


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

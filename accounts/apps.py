from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, organisations, memberships."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("people and organisations")

    def ready(self) -> None:
        """Hear of sign-ins; name what people are told, and what waits for the secretariat."""
        from allauth.account.signals import user_logged_in
        from allauth.mfa.signals import authenticator_added, authenticator_removed

        from accounts import inbox, receivers  # noqa: F401 (the inbox registers itself)

        user_logged_in.connect(receivers.greet_device)
        authenticator_added.connect(receivers.note_factor_added)
        authenticator_removed.connect(receivers.note_factor_removed)

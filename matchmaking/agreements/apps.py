from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Agreements, their lines, amendments and fulfilment."""

    name = "matchmaking.agreements"
    label = "agreements"
    verbose_name = _("agreements")

    def ready(self) -> None:
        """Give the slices before this one the figures of their records."""
        from matchmaking.agreements import selectors  # models must be there first
        from matchmaking.writing import figures

        figures.register("need", selectors.need_figures, selectors.stamps_of_needs)
        figures.register("offer", selectors.offer_figures, selectors.stamps_of_offers)

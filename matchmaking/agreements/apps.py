from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgreementsConfig(AppConfig):
    """Agreements, their lines, amendments and fulfilment."""

    name = "matchmaking.agreements"
    label = "agreements"
    verbose_name = _("agreements")

    def ready(self) -> None:
        """Give the slices before this one their figures; listen; say what waits for whom."""
        from accounts.notifications import inbox as tasks  # models must be there first
        from matchmaking.agreements import panels, receivers, selectors  # noqa: F401
        from matchmaking.agreements.inbox import SOURCES
        from matchmaking.introductions import panels as introductions
        from matchmaking.writing import figures
        from matchmaking.writing import panels as records

        figures.register("need", selectors.need_figures, selectors.stamps_of_needs)
        figures.register("offer", selectors.offer_figures, selectors.stamps_of_offers)
        figures.register_covered(selectors.covered_needs)
        introductions.register("side", panels.of_introduction)
        records.register("side", panels.of_record)
        for source in SOURCES:
            tasks.register(source)

"""Coaching as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class CoachingConfig(AppConfig):
    """Coaching."""

    name = "matchmaking.coaching"
    label = "coaching"
    verbose_name = _("coaching")

    def ready(self) -> None:
        """Listen to changes, load what ships with the coach, and show its panel."""
        from matchmaking.coaching import acts
        from matchmaking.coaching import panels as advice
        from matchmaking.coaching.tables import DATA, TABLES  # models must be there first
        from matchmaking.vocabulary.services import add_dataset
        from matchmaking.writing import panels

        add_dataset(DATA, TABLES)
        panels.register("form", advice.above_the_form)
        panels.register("beside", advice.beside_the_form)
        panels.register("check", advice.on_the_check_page)
        panels.register("side", advice.beside_the_detail)
        panels.register_act("coach", acts.act)
        import_string("matchmaking.coaching.receivers.score_record")

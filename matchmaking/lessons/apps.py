from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class LessonsConfig(AppConfig):
    """Lessons, track record, suggestions."""

    name = "matchmaking.lessons"
    label = "lessons"
    verbose_name = _("lessons")

    def ready(self) -> None:
        """Let matches count track records; show lessons where people write and learn."""
        from accounts.notifications import inbox  # models come first
        from matchmaking.evaluation import asides
        from matchmaking.lessons import panels, search  # noqa: F401 (search registers itself)
        from matchmaking.lessons.inbox import SOURCES
        from matchmaking.lessons.selectors import tracks
        from matchmaking.lessons.views.suggested import act
        from matchmaking.matching import track_record
        from matchmaking.monitoring import panels as of_undertakings
        from matchmaking.projects import panels as of_proposals
        from matchmaking.writing import panels as of_records

        import_string("matchmaking.lessons.receivers.renew")
        track_record.register(tracks)
        of_records.register("beside", panels.beside_the_form)
        of_records.register_act("lesson", act)
        of_proposals.register("side", panels.beside_proposal)
        of_undertakings.register("side", 80, panels.of_undertaking)
        asides.register(10, panels.of_evaluation)
        for code in panels.SECTIONS:
            of_proposals.register(f"section-{code}", panels.below_section)
        for source in SOURCES:
            inbox.register(source)

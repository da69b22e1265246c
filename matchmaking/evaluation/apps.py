from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    """Evaluations: plan, scores, report, response, publication."""

    name = "matchmaking.evaluation"
    label = "evaluation"
    verbose_name = _("evaluation")

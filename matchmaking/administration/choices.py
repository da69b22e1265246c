"""The stages from handing in to closing a project, as a fund's administrators count them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    SCREENING = "screening", _("To be screened")
    REVIEW = "review", _("In review")
    DECISION = "decision", _("To be decided")
    REVISION = "revision", _("With the applicant for revision")
    AGREEMENT = "agreement", _("Funding agreement to be signed")
    RUNNING = "running", _("Project running")
    OVER = "over", _("Over")


# Stages that have a term; a running project has its own last day.
TIMED = (Stage.SCREENING, Stage.REVIEW, Stage.DECISION, Stage.REVISION, Stage.AGREEMENT)

# Used until an administrator sets a term. Examples, not the rules of any real fund.
EXAMPLE_DAYS = {
    Stage.SCREENING: 10,
    Stage.REVIEW: 30,
    Stage.DECISION: 21,
    Stage.REVISION: 45,
    Stage.AGREEMENT: 30,
}

"""The words of evaluations: what is judged, by whom, in which state, and what is answered."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EvaluationStatus(TextChoices):
    PLANNED = "planned", pgettext_lazy("an evaluation", "Planned")
    SCORING = "scoring", _("Being scored")
    DRAFT = "draft", _("Report being written")
    COMMENTING = "commenting", _("Out for comment")
    RESPONDING = "responding", _("Waiting for the management response")
    FINAL = "final", pgettext_lazy("an evaluation", "Final")
    PUBLISHED = "published", pgettext_lazy("an evaluation", "Published")
    CANCELLED = "cancelled", pgettext_lazy("an evaluation", "Cancelled")


class Timing(TextChoices):
    INTERIM = "interim", _("While it runs")
    CLOSURE = "closure", _("At closure")
    LATER = "later", _("Some time after closure")


class CriterionCode(TextChoices):
    ADEQUACY = "adequacy", _("Adequacy")
    EFFECTIVENESS = "effectiveness", _("Effectiveness")
    SUSTAINABILITY = "sustainability", _("Sustainability")
    RELEVANCE = "relevance", _("Relevance")
    COHERENCE = "coherence", _("Coherence")
    EFFICIENCY = "efficiency", _("Efficiency")
    IMPACT = "impact", _("Impact")


class ScaleCode(TextChoices):
    SIX = "six", _("Six points")
    LIKELIHOOD = "likelihood", _("Likelihood, four points")


class Answer(TextChoices):
    """What stands under a criterion. Only a score is a number; the others never become one."""

    SCORE = "score", _("A score")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")
    NO_EVIDENCE = "no_evidence", _("No evidence")


class AssignmentRole(TextChoices):
    LEAD = "lead", _("Lead evaluator")
    SECOND = "second", _("Second evaluator")


class AssignmentStatus(TextChoices):
    ASKED = "asked", _("Asked whether independent")
    ACCEPTED = "accepted", _("Scoring")
    DONE = "done", _("Scores handed in")
    DECLINED = "declined", pgettext_lazy("an evaluator", "Declined")
    REMOVED = "removed", pgettext_lazy("an evaluator", "Taken off")


class Side(TextChoices):
    RECIPIENT = "recipient", pgettext_lazy("a side of an evaluation", "Recipient")
    DONOR = "donor", pgettext_lazy("a side of an evaluation", "Donor")
    IMPLEMENTER = "implementer", pgettext_lazy("a side of an evaluation", "Implementer")
    FUND = "fund", pgettext_lazy("a side of an evaluation", "Fund")


class Handling(TextChoices):
    """What the evaluators made of a comment."""

    TAKEN_UP = "taken_up", _("Taken up")
    PARTLY = "partly", _("Taken up in part")
    NOT_TAKEN_UP = "not_taken_up", _("Not taken up")


class ResponseAnswer(TextChoices):
    ACCEPTED = "accepted", pgettext_lazy("a recommendation", "Accepted")
    PARTLY = "partly", pgettext_lazy("a recommendation", "Accepted in part")
    REJECTED = "rejected", pgettext_lazy("a recommendation", "Not accepted")


class FollowUpState(TextChoices):
    NOT_BEGUN = "not_begun", _("Not begun")
    UNDER_WAY = "under_way", pgettext_lazy("an action", "Under way")
    DONE = "done", pgettext_lazy("an action", "Done")
    DROPPED = "dropped", pgettext_lazy("an action", "Given up")


class ConsentAnswer(TextChoices):
    AGREES = "agrees", _("Agrees to publish")
    REFUSES = "refuses", _("Does not agree to publish")


# Planned and not yet over.
OPEN = (
    EvaluationStatus.PLANNED,
    EvaluationStatus.SCORING,
    EvaluationStatus.DRAFT,
    EvaluationStatus.COMMENTING,
    EvaluationStatus.RESPONDING,
)
# The report is before the parties, or was.
SENT = (
    EvaluationStatus.COMMENTING,
    EvaluationStatus.RESPONDING,
    EvaluationStatus.FINAL,
    EvaluationStatus.PUBLISHED,
)
# Nothing of the report changes any more; actions are followed up.
OVER = (EvaluationStatus.FINAL, EvaluationStatus.PUBLISHED)
# The evaluators may work on the words of the report.
WRITING = (EvaluationStatus.DRAFT, EvaluationStatus.COMMENTING)
# The person counts as an evaluator.
STANDING = (AssignmentStatus.ASKED, AssignmentStatus.ACCEPTED, AssignmentStatus.DONE)
# The person has said that they are independent.
DECLARED = (AssignmentStatus.ACCEPTED, AssignmentStatus.DONE)
# What the mandate names; every evaluation judges these.
MANDATE = (CriterionCode.ADEQUACY, CriterionCode.EFFECTIVENESS, CriterionCode.SUSTAINABILITY)
SETTLED = (FollowUpState.DONE, FollowUpState.DROPPED)

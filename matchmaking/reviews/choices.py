"""The words for the state of an assignment and of a review, and what a reviewer advises."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssignmentStatus(TextChoices):
    PROPOSED = "proposed", pgettext_lazy("a reviewer", "Proposed")
    ASKED = "asked", _("Asked about conflicts")
    ACCEPTED = "accepted", _("Reviewing")
    DONE = "done", _("Review handed in")
    DECLINED = "declined", pgettext_lazy("a reviewer", "Declined")
    REMOVED = "removed", pgettext_lazy("a reviewer", "Taken off")


class ReviewStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    REPLACED = "replaced", _("Replaced by a later one")


class Advice(TextChoices):
    APPROVE = "approve", _("Fund it")
    CONDITIONS = "conditions", _("Fund it with conditions")
    REVISE = "revise", _("Send it back for revision")
    REJECT = "reject", _("Do not fund it")


# The review is still to come.
OPEN = (AssignmentStatus.ASKED, AssignmentStatus.ACCEPTED)
# The person counts as one of the reviewers.
COUNTING = (*OPEN, AssignmentStatus.DONE)
# One person has one of these at most for the same words.
STANDING = (AssignmentStatus.PROPOSED, *COUNTING)
# The person has said that nothing stands in the way, and may read the application.
READING = (AssignmentStatus.ACCEPTED, AssignmentStatus.DONE)
# Not, or no longer.
LEFT = (AssignmentStatus.DECLINED, AssignmentStatus.REMOVED)
# Why the system took somebody off, as it is kept.
CONFLICT, OVER = "conflict", "over"

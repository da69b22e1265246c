"""The words for the state of an application, of its screening and of conflicts of interest."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationStatus(TextChoices):
    SUBMITTED = "submitted", _("Handed in")
    INELIGIBLE = "ineligible", _("Not eligible")
    ELIGIBLE = "eligible", _("In review")
    REVIEWED = "reviewed", _("Reviewed")
    RETURNED = "returned", _("Returned for revision")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Verdict(TextChoices):
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    UNKNOWN = "unknown", _("To be judged")


class Ground(TextChoices):
    NATIONALITY = "nationality", _("Nationality")
    ORGANISATION = "organisation", _("Same organisation")
    DONOR = "donor", _("Link to the donor")
    EARLIER_WORK = "earlier_work", _("Earlier work on the same matter")
    PERSONAL = "personal", _("Family, friendship or money")
    OTHER = "other", _("Other")


class Source(TextChoices):
    FOUND = "found", _("Found by the system")
    DECLARED = "declared", _("Declared by the person")
    REPORTED = "reported", _("Reported by somebody else")


class ConflictStatus(TextChoices):
    FOUND = "found", _("To be confirmed")
    STANDING = "standing", _("Confirmed")
    DISMISSED = "dismissed", _("Dismissed")


# The fund still has to do something about it, or the applicant.
OPEN = (
    ApplicationStatus.SUBMITTED,
    ApplicationStatus.ELIGIBLE,
    ApplicationStatus.REVIEWED,
    ApplicationStatus.RETURNED,
)
# A proposal is in one of these only once at a time.
RUNNING = (*OPEN, ApplicationStatus.APPROVED)
DECIDED = (ApplicationStatus.APPROVED, ApplicationStatus.REJECTED)
# A conflict keeps its person away from the day it is noted until it is dismissed.
BLOCKING = (ConflictStatus.FOUND, ConflictStatus.STANDING)

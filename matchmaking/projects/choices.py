"""The words for the state of a proposal, for its rows, its writers and its signatures."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class ProposalStatus(TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed by both sides")
    SUBMITTED = "submitted", _("Submitted to a fund")
    REVISION = "revision", _("Returned for revision")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CLOSED = "closed", _("Closed")


class TeamRole(TextChoices):
    LEAD = "lead", _("Lead")
    WRITER = "writer", _("Writer")
    BUDGET = "budget", _("Budget")
    READER = "reader", _("Reader")


class InvitationStatus(TextChoices):
    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    TAKEN_BACK = "taken_back", _("Taken back")


class Side(TextChoices):
    STATE = "state", _("The State")
    IMPLEMENTER = "implementer", _("The implementing partner")


class ResultLevel(TextChoices):
    IMPACT = "impact", _("Impact")
    OUTCOME = "outcome", _("Outcome")
    OUTPUT = "output", _("Output")


class BudgetCategory(TextChoices):
    STAFF = "staff", _("Staff and experts")
    TRAVEL = "travel", _("Travel")
    EQUIPMENT = "equipment", _("Equipment and supplies")
    SERVICES = "services", _("Contracts and services")
    TRAINING = "training", _("Training and meetings")
    GRANTS = "grants", _("Transfers to partners")
    OPERATIONS = "operations", _("Running costs")
    MONITORING = "monitoring", _("Monitoring, evaluation and audit")
    OVERHEAD = "overhead", _("Programme support costs")


class Degree(IntegerChoices):
    """How likely, and how bad."""

    LOW = 1, _("low")
    MEDIUM = 2, _("medium")
    HIGH = 3, _("high")


class GenderMarker(IntegerChoices):
    NONE = 0, _("0: gender equality is not targeted")
    SIGNIFICANT = 1, _("1: gender equality is a significant objective")
    PRINCIPAL = 2, _("2: gender equality is the principal objective")


class AnnexKind(TextChoices):
    STATE_LETTER = "state_letter", _("Letter of support of the State")
    REGISTRATION = "registration", _("Registration certificate")
    ACCOUNTS = "accounts", _("Audited accounts")
    ENDORSEMENT = "endorsement", _("Endorsement of a regional body")
    NATIONAL_PLAN = "national_plan", _("National action plan")
    ASSESSMENT = "assessment", _("Assessment or study")
    CURRICULA = "curricula", _("Curricula vitae")
    PARTNERSHIP = "partnership", _("Partnership agreement")
    OTHER = "other", _("Other document")


# The words may change; a change of signed ones voids the signatures.
EDITABLE = (ProposalStatus.DRAFT, ProposalStatus.SIGNED, ProposalStatus.REVISION)
# What only its writers, and those who answer for their organisations, may know of.
INSIDE = (ProposalStatus.DRAFT, ProposalStatus.WITHDRAWN)

"""The closed lists of the checks: who clears, in which state, when they apply, what undoes them."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Who clears a check."""

    BROKER = "broker", _("the broker")
    GIVER = "giver", _("the giver")
    RECIPIENT = "recipient", _("the recipient")


class CheckStatus(TextChoices):
    OPEN = "open", _("To be cleared")
    CLEARED = "cleared", _("Cleared")
    FAILED = "failed", _("Failed")
    WAIVER = "waiver", _("Waiver proposed")
    WAIVED = "waived", _("Waived")
    EXPIRED = "expired", _("Run out")
    DROPPED = "dropped", _("No longer asked")


# A check in one of these states stands in nobody's way.
PASSED = (CheckStatus.CLEARED, CheckStatus.WAIVED)
# A check in one of these states waits for somebody.
WAITING = (CheckStatus.OPEN, CheckStatus.EXPIRED, CheckStatus.WAIVER)


class Circumstance(TextChoices):
    """What must hold of a pair for a rule to ask for its check."""

    EMBARGO = "embargo", _("an embargo of the Security Council names the recipient")
    CONTROLLED = "controlled", _("goods subject to transfer control are asked for or offered")
    UPKEEP = "upkeep", _("equipment that needs upkeep is asked for or offered")
    CONDITIONS = "conditions", _("the offer states conditions")
    BODY = "body", _("the recipient is in a regional body that works on small arms")
    LIST = "list", _("a list of sanctioned names has been uploaded")


class Fact(TextChoices):
    """What a decision rests on: when it changes, the check is opened again."""

    EMBARGO = "embargo", _("the embargoes on the recipient")
    LINES = "lines", _("what is asked for or offered, and how much")
    CONDITIONS = "conditions", _("the conditions of the offer")
    AFTERCARE = "aftercare", _("the training, upkeep and spare parts offered")
    PLAN = "plan", _("the national plan and the bodies consulted")
    NAMES = "names", _("the names on both sides")


class ReferenceRule(TextChoices):
    """When a reference number must be given."""

    NEVER = "never", _("never")
    EMBARGO = "embargo", _("while an embargo is in force")
    ALWAYS = "always", _("always")


class NameRole(TextChoices):
    """Whose name is compared with the list."""

    ORGANISATION = "organisation", _("organisation")
    OFFICE = "office", _("office to contact")
    CONTACT = "contact", _("person to contact")
    INSTITUTION = "institution", _("beneficiary institution")


# The checks that have a page of their own beside the evidence.
NAMES_CHECK, DUPLICATES_CHECK, EMBARGO_CHECK = "names", "duplicates", "embargo"
CONDITIONS_CHECK, AFTERCARE_CHECK, PLAN_CHECK = "conditions", "aftercare", "regional_plan"

# What the shipped checks are called, and what is asked; the secretariat may word its own.
WORDS: dict[str, tuple[str | Promise, str | Promise]] = {
    EMBARGO_CHECK: (
        _("Security Council embargo"),
        _(
            "Is what is offered allowed under the embargoes that name the recipient? Give the "
            "exemption or the notification to the committee while one is in force."
        ),
    ),
    "export_control": (
        _("Export control of the giver"),
        _("Has the giver the licence or the authorisation that its own law asks for?"),
    ),
    "end_use": (
        _("End use and re-transfer"),
        _(
            "Has the recipient assured in writing what the goods are for, who will hold them, and "
            "that they are not passed on without the giver's consent?"
        ),
    ),
    AFTERCARE_CHECK: (
        _("After-care of equipment"),
        _("Is it settled who trains, who maintains, and where spare parts come from?"),
    ),
    PLAN_CHECK: (
        _("Match with the regional plan"),
        _("Does a regional body confirm that this fits its plan and doubles none of its own work?"),
    ),
    CONDITIONS_CHECK: (
        _("Conditions seen and accepted"),
        _(
            "Has the recipient read the conditions of the offer, and does it accept them of its "
            "own will?"
        ),
    ),
    DUPLICATES_CHECK: (
        _("No duplication"),
        _("Is nobody else giving the same already, or asking for the same a second time?"),
    ),
    NAMES_CHECK: (
        _("Names against the list"),
        _("Is every name on both sides free of a hit on the list of sanctioned names?"),
    ),
}

"""The words for kinds of organisation and for roles."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(TextChoices):
    STATE = "state", _("State")
    DONOR = "donor", _("Donor agency")
    BODY = "body", _("Regional or international body")
    NGO = "ngo", _("NGO or implementer")
    FUND = "fund", _("Trust fund")
    SECRETARIAT = "secretariat", _("Secretariat")


class Role(TextChoices):
    # Wagtail knows the focal point of a picture; this one is a person.
    FOCAL_POINT = "focal_point", pgettext_lazy("a person's role", "Focal point")
    DRAFTER = "drafter", _("Drafter")
    VIEWER = "viewer", _("Viewer")
    PROGRAMME_OFFICER = "programme_officer", _("Programme officer")
    BROKER = "broker", _("Broker and moderator")
    FUND_ADMINISTRATOR = "fund_administrator", _("Fund administrator")
    REVIEWER = "reviewer", _("Reviewer")
    EVALUATOR = "evaluator", _("Evaluator")


# Which roles make sense in which kind of organisation; a form offers no others.
ROLES_BY_KIND: dict[str, tuple[str, ...]] = {
    OrganisationKind.STATE: (
        Role.FOCAL_POINT,
        Role.DRAFTER,
        Role.VIEWER,
        Role.PROGRAMME_OFFICER,
    ),
    OrganisationKind.DONOR: (Role.PROGRAMME_OFFICER, Role.VIEWER),
    OrganisationKind.BODY: (Role.PROGRAMME_OFFICER, Role.EVALUATOR, Role.VIEWER),
    OrganisationKind.NGO: (Role.PROGRAMME_OFFICER, Role.EVALUATOR, Role.VIEWER),
    OrganisationKind.FUND: (Role.FUND_ADMINISTRATOR, Role.REVIEWER, Role.VIEWER),
    OrganisationKind.SECRETARIAT: (Role.BROKER, Role.EVALUATOR, Role.VIEWER),
}

# Who looks after the people of an organisation: invites, ends roles.
MANAGERS_BY_KIND: dict[str, tuple[str, ...]] = {
    OrganisationKind.STATE: (Role.FOCAL_POINT,),
    OrganisationKind.DONOR: (Role.PROGRAMME_OFFICER,),
    OrganisationKind.BODY: (Role.PROGRAMME_OFFICER,),
    OrganisationKind.NGO: (Role.PROGRAMME_OFFICER,),
    OrganisationKind.FUND: (Role.FUND_ADMINISTRATOR,),
    OrganisationKind.SECRETARIAT: (Role.BROKER,),
}


class InvitationStatus(TextChoices):
    """Stored states; an open invitation past its day is shown as expired."""

    OPEN = "open", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REVOKED = "revoked", _("Revoked")


class RequestStatus(TextChoices):
    WAITING = "waiting", _("Waiting for a decision")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")

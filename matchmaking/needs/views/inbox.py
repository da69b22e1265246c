"""What of the requests waits for whom."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.selectors import organisation_ids
from matchmaking.needs import policies, selectors
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.writing.views.inbox import Labels, confirm_source, sign_source, sources_of


def drafts(user: User) -> QuerySet[Need] | None:
    """Return the drafts of the States `user` writes for."""
    states = organisation_ids(user, policies.DRAFTING_ROLES)
    found = selectors.my_needs(user).filter(status=NeedStatus.DRAFT, organisation__in=states)
    return found if states else None


def submitted(user: User) -> QuerySet[Need] | None:
    """Return what waits for the broker."""
    return selectors.needs_to_moderate(user) if policies.moderates_needs(user) else None


def owned(user: User) -> QuerySet[Need] | None:
    """Return the requests of the States `user` is the focal point of."""
    states = organisation_ids(user, (Role.FOCAL_POINT,))
    return selectors.my_needs(user).filter(organisation__in=states) if states else None


LABELS = Labels(
    answer=_("Answer a request sent back"),
    finish=_("Finish a request"),
    publish=_("Publish a request"),
)
SOURCES = (
    *sources_of("need", LABELS, drafts=drafts, submitted=submitted),
    sign_source("need", _("Sign off a changed request"), owned),
    confirm_source("need", _("Confirm that a request still stands"), owned),
)

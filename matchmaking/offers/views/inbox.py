"""What of the offers waits for whom."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import organisation_ids
from matchmaking.offers import policies, selectors
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.writing.views.inbox import Labels, confirm_source, sign_source, sources_of


def drafts(user: User) -> QuerySet[Offer] | None:
    """Return the drafts of the organisations `user` gives for."""
    own = owned(user)
    return None if own is None else own.filter(status=OfferStatus.DRAFT)


def owned(user: User) -> QuerySet[Offer] | None:
    """Return the offers that `user` answers for."""
    givers = organisation_ids(user, policies.OFFERING_ROLES)
    return selectors.my_offers(user).filter(organisation__in=givers) if givers else None


def submitted(user: User) -> QuerySet[Offer] | None:
    """Return what waits for the broker."""
    return selectors.offers_to_moderate(user) if policies.moderates_offers(user) else None


LABELS = Labels(
    answer=_("Answer an offer sent back"),
    finish=_("Finish an offer"),
    publish=_("Publish an offer"),
)
SOURCES = (
    *sources_of("offer", LABELS, drafts=drafts, submitted=submitted),
    sign_source("offer", _("Sign off a changed offer"), owned),
    confirm_source("offer", _("Confirm that an offer still stands"), owned),
)

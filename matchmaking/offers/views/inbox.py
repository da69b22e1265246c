"""What of the offers waits for whom."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.selectors import organisation_ids
from matchmaking.offers import policies, selectors
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.writing.views.inbox import Labels, sources_of


def drafts(user: User) -> QuerySet[Offer] | None:
    """Return the drafts of the organisations `user` gives for."""
    givers = organisation_ids(user, policies.OFFERING_ROLES)
    found = selectors.my_offers(user).filter(status=OfferStatus.DRAFT, organisation__in=givers)
    return found if givers else None


def submitted(user: User) -> QuerySet[Offer] | None:
    """Return what waits for the broker."""
    return selectors.offers_to_moderate(user) if policies.moderates_offers(user) else None


LABELS = Labels(
    answer=_("Answer an offer sent back"),
    finish=_("Finish an offer"),
    publish=_("Publish an offer"),
)
SOURCES = sources_of("offer", LABELS, drafts=drafts, submitted=submitted)

"""What of the offers waits for whom."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import organisation_ids
from matchmaking.offers import policies, selectors
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.writing.views.inbox import Labels, sign_source, sources_of

# So long an owner has to answer.
TIME_TO_CONFIRM = datetime.timedelta(days=30)


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


def to_confirm(user: User) -> QuerySet[Offer] | None:
    """Return the open offers of which their owner has said nothing for long."""
    own, asked = owned(user), Offer.objects.to_confirm(timezone.now())
    return None if own is None else own.filter(pk__in=asked.values("pk"))


def confirm_task(offer: Offer) -> Task:
    """Word an open offer as a question to its owner."""
    asked_at = offer.confirm_at
    return Task(
        pk=offer.pk,
        text=str(offer),
        url=reverse("offers:detail", args=[offer.pk]),
        organisation_id=offer.organisation_id,
        due_on=asked_at.date() + TIME_TO_CONFIRM if asked_at else None,
        since=asked_at,
    )


LABELS = Labels(
    answer=_("Answer an offer sent back"),
    finish=_("Finish an offer"),
    publish=_("Publish an offer"),
)
SOURCES = (
    *sources_of("offer", LABELS, drafts=drafts, submitted=submitted),
    sign_source("offer", _("Sign off a changed offer"), owned),
    Source("confirm_offer", _("Confirm that an offer still stands"), to_confirm, confirm_task),
)

"""What waits for a person on their home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.panels import Item, Panel
from matchmaking.offers import policies, selectors
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer

SHOWN = 5


def offers_to_finish(user: User) -> Panel | None:
    """Show those who give their drafts, and why one was sent back."""
    if not policies.organisations_offered_for(user):
        return None
    drafts = selectors.my_offers(user).filter(status=OfferStatus.DRAFT)[:SHOWN]
    return Panel(
        title=_("Offers to finish"),
        items=[_item(offer, "offers:edit", _sent_back(offer)) for offer in drafts],
        empty=_("No draft waits for you."),
        url=reverse("offers:mine"),
        url_label=_("My offers"),
    )


def offers_to_publish(user: User) -> Panel | None:
    """Show the secretariat the longest waiting offers."""
    if not policies.moderates_offers(user):
        return None
    waiting = selectors.offers_to_moderate(user)[:SHOWN]
    return Panel(
        title=_("Offers to publish"),
        items=[_item(offer, "offers:detail", str(offer.organisation)) for offer in waiting],
        empty=_("No offer waits to be published."),
        url=reverse("offers:moderation"),
        url_label=_("The whole queue"),
    )


def _item(offer: Offer, page: str, note: str) -> Item:
    badge = (offer.status, offer.get_status_display())
    return Item(str(offer), reverse(page, args=[offer.pk]), badge, note)


def _sent_back(offer: Offer) -> str:
    if not offer.return_reason:
        return ""
    return _("Sent back: %(reason)s") % {"reason": offer.return_reason}

"""What waits for a person on their home page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.panels import Item, Panel
from matchmaking.needs import policies, selectors
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need

SHOWN = 5


def needs_to_finish(user: User) -> Panel | None:
    """Show those who write for a State their drafts, and why one was sent back."""
    if not policies.states_drafted_for(user):
        return None
    drafts = selectors.my_needs(user).filter(status=NeedStatus.DRAFT)[:SHOWN]
    return Panel(
        title=_("Requests to finish"),
        items=[_item(need, "needs:edit", _sent_back(need)) for need in drafts],
        empty=_("No draft waits for you."),
        url=reverse("needs:mine"),
        url_label=_("My requests"),
    )


def needs_to_publish(user: User) -> Panel | None:
    """Show the secretariat the longest waiting requests."""
    if not policies.moderates_needs(user):
        return None
    waiting = selectors.needs_to_moderate(user)[:SHOWN]
    return Panel(
        title=_("Requests to publish"),
        items=[_item(need, "needs:detail", str(need.country)) for need in waiting],
        empty=_("No request waits to be published."),
        url=reverse("needs:moderation"),
        url_label=_("The whole queue"),
    )


def _item(need: Need, page: str, note: str) -> Item:
    badge = (need.status, need.get_status_display())
    title = str(need) or _("Request without a title")
    return Item(title, reverse(page, args=[need.pk]), badge, note)


def _sent_back(need: Need) -> str:
    if not need.return_reason:
        return ""
    return _("Sent back: %(reason)s") % {"reason": need.return_reason}

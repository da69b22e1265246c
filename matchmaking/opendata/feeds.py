"""Atom feeds of what is new for everybody: requests, offers, calls, published evaluations."""

import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from matchmaking.disclosure.selectors import public_twins
from matchmaking.evaluation.models import Publication
from matchmaking.funds.choices import PUBLIC
from matchmaking.funds.models import Call
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

NEWEST = 50
EXCERPT = 400
NOBODY = AnonymousUser()


class NewsFeed(Feed):
    """What was published last, the same for everybody who asks."""

    feed_type = Atom1Feed
    link = reverse_lazy("opendata:home")
    page: str

    def rows(self) -> "QuerySet[Any]":
        """Return what everybody may know of."""
        raise NotImplementedError

    def items(self) -> list[Any]:
        """Return the newest."""
        return list(self.rows().order_by("-published_at", "-pk")[:NEWEST])

    def item_title(self, item: Any) -> str:
        """Return the title as it was written."""
        return str(item)

    def item_description(self, item: Any) -> str:
        """Return the beginning of what is said."""
        return Truncator(item.description).chars(EXCERPT)

    def item_link(self, item: Any) -> str:
        """Return the address of its page."""
        return reverse(self.page, args=[item.pk])

    def item_guid(self, item: Any) -> str:
        """Return what names it in every language of the site."""
        return f"urn:{self.page}:{item.pk}"

    def item_pubdate(self, item: Any) -> datetime.datetime:
        """Return when it was published."""
        return item.published_at


class Requests(NewsFeed):
    """New requests for assistance."""

    title = _("New requests for assistance")
    page = "needs:detail"

    def rows(self) -> "QuerySet[Any]":
        """Return requests as everybody may read them."""
        rows = Need.objects.visible_to(NOBODY).filter(published_at__isnull=False)
        return public_twins(rows).select_related("country")

    def item_author_name(self, item: Need) -> str:
        """Return the State that asks."""
        return str(item.country)


class Offers(NewsFeed):
    """New offers of assistance."""

    title = _("New offers of assistance")
    page = "offers:detail"

    def rows(self) -> "QuerySet[Any]":
        """Return offers as everybody may read them."""
        rows = Offer.objects.visible_to(NOBODY).filter(published_at__isnull=False)
        return public_twins(rows).select_related("organisation")

    def item_author_name(self, item: Offer) -> str:
        """Return who offers."""
        return str(item.organisation)


class Calls(NewsFeed):
    """New calls for proposals."""

    title = _("New calls for proposals")
    page = "funds:call"

    def rows(self) -> "QuerySet[Any]":
        """Return calls that were published."""
        rows = Call.objects.filter(status__in=PUBLIC, published_at__isnull=False)
        return rows.select_related("fund")

    def item_description(self, item: Call) -> str:
        """Return the beginning of what the call is for."""
        return Truncator(item.summary).chars(EXCERPT)

    def item_author_name(self, item: Call) -> str:
        """Return the fund."""
        return str(item.fund)


class Evaluations(NewsFeed):
    """Evaluations that were published, as they were redacted."""

    title = _("New evaluations")
    page = "evaluation:detail"

    def rows(self) -> "QuerySet[Any]":
        """Return what was published of evaluations; what is withheld is not in it."""
        return Publication.objects.filter(evaluation__status="published")

    def item_title(self, item: Publication) -> str:
        """Return the title that was published."""
        return item.title

    def item_description(self, item: Publication) -> str:
        """Return nothing more: the page of the evaluation says it."""
        return ""

    def item_link(self, item: Publication) -> str:
        """Return the page of the evaluation."""
        return reverse(self.page, args=[item.evaluation_id])

    def item_guid(self, item: Publication) -> str:
        """Return what names the evaluation in every language of the site."""
        return f"urn:{self.page}:{item.evaluation_id}"


FEEDS: dict[str, type[NewsFeed]] = {
    "requests": Requests,
    "offers": Offers,
    "calls": Calls,
    "evaluations": Evaluations,
}

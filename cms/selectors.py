"""What the portal's pages show of the marketplace and of themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet

from accounts.selectors import Person
from matchmaking.needs import selectors as needs
from matchmaking.needs.models import Need
from matchmaking.offers import selectors as offers
from matchmaking.offers.models import Offer
from matchmaking.opendata.calendars import KEPT, Entry
from search.paging import Link

FEATURED = 3
PER_PAGE = 10
Figure = dict[str, Any]


def figures_of_needs(user: Person) -> list[Figure]:
    """Return what is asked for in three figures, counting only what `user` may know of."""
    found = needs.key_figures(user)
    return [
        {"label": _("Open requests"), "value": found.open_needs},
        {"label": _("States asking"), "value": found.states},
        {"label": _("Asked for"), "value": found.asked, "note": _estimate()},
    ]


def figures_of_offers(user: Person) -> list[Figure]:
    """Return what is on offer in three figures, counting only what `user` may know of."""
    found = offers.key_figures(user)
    return [
        {"label": _("Open offers"), "value": found.open_offers},
        {"label": _("Organisations offering"), "value": found.organisations},
        {"label": _("On offer"), "value": found.value, "note": _estimate()},
    ]


def newest_needs(user: Person, limit: int) -> list[Need]:
    """Return the requests most recently opened to donors."""
    return needs.newest_needs(user, limit)


def newest_offers(user: Person, limit: int) -> list[Offer]:
    """Return the offers most recently opened to States."""
    return offers.newest_offers(user, limit)


def published_articles() -> PageQuerySet:
    """Return the articles everybody may read, the newest first."""
    article = apps.get_model("cms", "ArticlePage")
    newest: PageQuerySet = article.objects.live().public().order_by("-date", "-pk")
    return newest.prefetch_related("topics")


def featured_articles(chosen: Sequence[int]) -> list[Any]:
    """Return the articles with these ids in this order, or the newest when none is named."""
    if not chosen:
        return list(published_articles()[:FEATURED])
    found = {page.pk: page for page in published_articles().filter(pk__in=chosen)}
    return [found[pk] for pk in chosen if pk in found]


def meetings() -> Iterator[Entry]:
    """Yield the meetings that articles announce, as long as they are in the public calendar."""
    recent = Q(meets_until__gte=timezone.now() - KEPT) | Q(
        meets_until=None, meets_at__gte=timezone.now() - KEPT
    )
    for page in published_articles().filter(recent, meets_at__isnull=False):
        length = (page.meets_until - page.meets_at) if page.meets_until else timedelta()
        yield Entry(
            key=f"meeting-of-article-{page.pk}",
            start=page.meets_at,
            words=page.title,
            path=page.get_url(),
            minutes=int(length.total_seconds() // 60),
            place=page.meets_in,
        )


@dataclass(frozen=True)
class ArticleList:
    """One page of the articles, with what the pagination of the house asks for."""

    slice: Slice[Any]

    @property
    def articles(self) -> list[Any]:
        """The articles of this page."""
        return list(self.slice.object_list)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return self.slice.paginator.num_pages

    @property
    def page_links(self) -> list[Link]:
        """An address for each page."""
        numbers = self.slice.paginator.page_range
        return [Link(str(n), _address(n), n == self.slice.number) for n in numbers]

    @property
    def previous_url(self) -> str:
        """The page before; empty on the first."""
        return _address(self.slice.number - 1) if self.slice.has_previous() else ""

    @property
    def next_url(self) -> str:
        """The page after; empty on the last."""
        return _address(self.slice.number + 1) if self.slice.has_next() else ""


def article_list(articles: PageQuerySet, page: str | None) -> ArticleList:
    """Return a page of articles; a number that makes no sense gives the nearest page."""
    return ArticleList(Paginator(articles, PER_PAGE).get_page(page))


def _estimate() -> str:
    return _("in US dollars, at indicative rates")


def _address(number: int) -> str:
    return f"?page={number}"

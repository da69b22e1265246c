"""The main menu: what there is to go to, for the person who looks."""

from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.policies import is_broker
from accounts.selectors import memberships_of
from matchmaking.administration.policies import sees_desk

ARTICLES = "articles/"  # the slug of the index page that the portal sets up


class Entry(NamedTuple):
    """One entry of the menu."""

    label: str | Promise
    url: str
    is_current: bool
    is_this_page: bool

    @property
    def current_word(self) -> str:
        """What aria-current says: this very page, or the section the page is in."""
        return "page" if self.is_this_page else "true"


def navigation_for(request: HttpRequest) -> list[Entry]:
    """Return the entries of the main menu that `request.user` can use."""
    wanted: list[tuple[str | Promise, str, tuple[str, ...]]] = [
        (_("Requests"), "needs:list", ()),
        (_("Offers"), "offers:list", ()),
        (_("Funds"), "funds:list", ()),
    ]
    if memberships_of(request.user):
        matches = _("Matching") if is_broker(request.user) else _("My matches")
        wanted.append((matches, "matching:desk", ()))
        if is_broker(request.user):
            wanted.append((_("Broker's desk"), "desk:queue", ()))
        wanted.append((_("Introductions"), "introductions:list", ()))
        if not is_broker(request.user):
            wanted.append((_("Proposals"), "projects:list", ()))
        if sees_desk(request.user):
            wanted.append((_("Fund desk"), "administration:desk", ()))
        wanted.append((_("National reports"), "reports:list", ()))
    wanted.append((_("Contacts"), "people:directory", ()))
    wanted.append((_("Articles"), "wagtail_serve", (ARTICLES,)))
    found = [(label, _address(name, args)) for label, name, args in wanted]
    return [_entry(label, url, request.path) for label, url in found if url]


def _entry(label: str | Promise, url: str, path: str) -> Entry:
    return Entry(label, url, path.startswith(url), path == url)


def _address(name: str, args: tuple[str, ...]) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""

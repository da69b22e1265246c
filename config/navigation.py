"""The main menu: what there is to go to, for the person who looks."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import Membership
from accounts.policies import is_broker
from accounts.selectors import Person, memberships_of
from matchmaking.administration.policies import sees_desk

ARTICLES = "articles/"  # the slug of the index page that the portal sets up
# Whose people write proposals, hand them in and carry them out; who pays into funds.
APPLYING = {OrganisationKind.STATE, OrganisationKind.NGO, OrganisationKind.BODY}
GIVING = {OrganisationKind.DONOR, OrganisationKind.STATE}


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


Wanted = tuple[str | Promise, str]


def navigation_for(request: HttpRequest) -> list[Entry]:
    """Return the entries of the main menu that `request.user` can use.

    What people are decides, not what they have: every page shows the menu, and asks nothing for it.
    """
    wanted: list[Wanted] = [
        (_("Requests"), "needs:list"),
        (_("Offers"), "offers:list"),
        (_("Funds"), "funds:list"),
        (_("Insights"), "insights:dashboard"),
        *_of_members(request.user),
        (_("Contacts"), "people:directory"),
    ]
    found = [(label, _address(name)) for label, name in wanted]
    found.append((_("Articles"), _address("wagtail_serve", ARTICLES)))
    # Of two that lead here, one into the section of the other, the nearer one is where we are.
    fitting = [url for _label, url in found if url and request.path.startswith(url)]
    here = max(fitting, key=len, default="")
    return [Entry(label, url, url == here, url == request.path) for label, url in found if url]


def _of_members(user: Person) -> Iterator[Wanted]:
    if not memberships_of(user):
        return
    broker = is_broker(user)
    yield _("Matching") if broker else _("My matches"), "matching:desk"
    if broker:
        yield _("Broker's desk"), "desk:queue"
    yield _("Introductions"), "introductions:list"
    yield _("Proposals"), "projects:list"
    yield from _of_money(user)
    yield _("Monitoring"), "monitoring:list"
    yield _("National reports"), "reports:list"
    if broker:
        yield _("Operations"), "operations:work"


def _of_money(user: Person) -> Iterator[Wanted]:
    """Return the way from a proposal to the money, for each of those who walk a part of it."""
    held = memberships_of(user)
    kinds = {row.organisation.kind for row in held}
    if OrganisationKind.BODY in kinds:
        yield _("Endorsements"), "projects:endorsements_asked"
    if kinds & APPLYING:
        yield _("Applications"), "applications:list"
    if any(row.role == Role.REVIEWER for row in held):
        yield _("My reviews"), "reviews:mine"
    if sees_desk(user):
        yield _("Fund desk"), "administration:desk"
    if kinds & APPLYING:
        yield _("Projects"), "payments:projects"
    if any(_gives(row) for row in held):
        yield _("Contributions"), "payments:contributions"


def _gives(held: Membership) -> bool:
    """Say whether somebody speaks for a donor; in a State its programme officers give."""
    place = held.organisation
    is_donor = place.kind == OrganisationKind.DONOR or held.role == Role.PROGRAMME_OFFICER
    return place.gives_assistance and place.kind in GIVING and is_donor


def _address(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""

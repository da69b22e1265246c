"""The main menu: what there is to go to, for the person who looks."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import Membership
from accounts.policies import is_broker
from accounts.selectors import Person, memberships_of, organisation_ids
from matchmaking.administration.policies import sees_desk

ARTICLES = "articles/"  # the slug of the index page that the portal sets up
# Whose people write proposals, hand them in and carry them out; who pays into funds.
APPLYING = {OrganisationKind.STATE, OrganisationKind.NGO, OrganisationKind.BODY}
GIVING = {OrganisationKind.DONOR, OrganisationKind.STATE}


class Entry(NamedTuple):
    """One entry of the menu; most of what members work on is folded away in one place."""

    label: str | Promise
    url: str
    is_current: bool
    is_this_page: bool
    is_work: bool

    @property
    def current_word(self) -> str:
        """What aria-current says: this very page, or the section the page is in."""
        return "page" if self.is_this_page else "true"


Wanted = tuple[str | Promise, str]
FOR_ALL: tuple[Wanted, ...] = (
    (_("Requests"), "needs:list"),
    (_("Offers"), "offers:list"),
    (_("Funds"), "funds:list"),
    (_("Insights"), "insights:dashboard"),
)


def navigation_for(request: HttpRequest) -> list[Entry]:
    """Return the entries of the main menu that `request.user` can use.

    What people are decides, not what they have: every page shows the menu, and asks nothing for it.
    """
    found = [
        *_addressed(FOR_ALL, is_work=False),
        *_addressed(_of_every_day(request.user), is_work=False),
        *_addressed(_of_members(request.user), is_work=True),
        (_("Contacts"), _address("people:directory"), False),
        (_("Articles"), _address("wagtail_serve", ARTICLES), False),
    ]
    # Of two that lead here, one into the section of the other, the nearer one is where we are.
    fitting = [url for _label, url, _is_work in found if url and request.path.startswith(url)]
    here = max(fitting, key=len, default="")
    return [
        Entry(label, url, url == here, url == request.path, is_work)
        for label, url, is_work in found
        if url
    ]


def _addressed(wanted: Iterable[Wanted], *, is_work: bool) -> list[tuple[str | Promise, str, bool]]:
    return [(label, _address(name), is_work) for label, name in wanted]


def _of_every_day(user: Person) -> Iterator[Wanted]:
    """Return where they are most: there is room in the row for so much in every language."""
    if organisation_ids(user):
        yield _("Matching") if is_broker(user) else _("My matches"), "matching:desk"
    if is_broker(user):
        yield _("Broker's desk"), "desk:queue"
    if any(row.role == Role.REVIEWER for row in memberships_of(user)):
        yield _("My reviews"), "reviews:mine"
    if sees_desk(user):
        yield _("Fund desk"), "administration:desk"


def _of_members(user: Person) -> Iterator[Wanted]:
    # Who evaluates from outside speaks for nobody, and takes part in none of these.
    if organisation_ids(user):
        yield from _of_the_market(user)
    if memberships_of(user):
        yield _("Monitoring"), "monitoring:list"
        yield _("Traffic lights"), "progress:lights"
        yield _("Observations after the end"), "observations:list"
        yield _("Evaluations"), "evaluation:list"
    if organisation_ids(user):
        yield _("National reports"), "reports:list"
    if is_broker(user):
        yield _("Operations"), "operations:work"


def _of_the_market(user: Person) -> Iterator[Wanted]:
    yield _("Introductions"), "introductions:list"
    yield _("Proposals"), "projects:list"
    yield from _of_money(user)


def _of_money(user: Person) -> Iterator[Wanted]:
    """Return the way from a proposal to the money, for each of those who walk a part of it."""
    held = memberships_of(user)
    kinds = {row.organisation.kind for row in held}
    if OrganisationKind.BODY in kinds:
        yield _("Endorsements"), "projects:endorsements_asked"
    if kinds & APPLYING:
        yield _("Applications"), "applications:list"
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

"""What members of an organisation find beside its public figures: through the doors, as ever."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.agreements.models import Agreement
from matchmaking.applications.models import Application
from matchmaking.ledger.models import Contribution
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.payments.models import Project
from matchmaking.projects.models import Proposal


class Inside(NamedTuple):
    """How many records of a kind the reader may know of, and where they are listed."""

    label: str | Promise
    number: int
    url: str


def speaks_for(user: Person, organisations: Q) -> bool:
    """Say whether `user` is a member of one of these organisations, or of the secretariat."""
    mine = organisation_ids(user)
    if not mine:
        return False
    known = Organisation.objects.filter(organisations, pk__in=mine).exists()
    return known or is_secretariat(user)


def of_requests(user: Person, of: Q, asking: Q, proposing: Q) -> Iterator[Inside]:
    """Yield what there is on the side that asks."""
    yield _row(_("Requests, drafts among them"), Need, user, of, "needs:mine")
    yield _row(_("Agreements"), Agreement, user, asking, "agreements:list")
    yield _row(_("Proposals"), Proposal, user, proposing, "projects:list")


def of_offers(user: Person, donor_id: int) -> Iterator[Inside]:
    """Yield what there is on the side that gives."""
    mine, given = Q(organisation=donor_id), Q(introduction__offer__organisation=donor_id)
    yield _row(_("Offers, drafts among them"), Offer, user, mine, "offers:mine")
    yield _row(_("Agreements"), Agreement, user, given, "agreements:list")
    gifts = Q(donor=donor_id)
    yield _row(_("Contributions to funds"), Contribution, user, gifts, "payments:contributions")


def of_fund(user: Person, fund_id: int) -> Iterator[Inside]:
    """Yield what there is in a fund; nobody finds what they are recused from."""
    calls = Q(call__fund=fund_id)
    yield _row(_("Applications"), Application, user, calls, "applications:list")
    projects = Q(application__call__fund=fund_id)
    yield _row(
        _("Projects, unsigned ones among them"), Project, user, projects, "payments:projects"
    )
    gifts = Q(fund=fund_id)
    yield _row(_("Contributions"), Contribution, user, gifts, "payments:contributions")


def _row(label: str | Promise, model: Any, user: Person, of: Q, address: str) -> Inside:
    known = model.objects.visible_to(user).filter(of)
    return Inside(label, known.values("pk").distinct().count(), reverse(address))

"""What lets somebody know of an application, and what keeps them away whoever they are.

Slices further down add their readers: access.register_readers(fn), where fn(user) gives a Q over
applications without joins to many: Q(pk__in=Assignment.objects.of(user).values("application")).
"""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.choices import Role
from accounts.knowing import compiled_once
from accounts.selectors import Person, organisation_ids
from matchmaking.applications.choices import BLOCKING
from matchmaking.projects.models import Proposal

Readers = Callable[[Person], Q]

# The eyes of a fund: who runs it, and who audits it. Reviewers see what is given to them.
FUND_EYES = (Role.FUND_ADMINISTRATOR, Role.VIEWER)

_readers: list[Readers] = []


def register_readers(readers: Readers) -> None:
    """Let those know of an application for whom `readers` returns its condition."""
    if readers not in _readers:
        _readers.append(readers)


def run_by(user: Person) -> Q:
    """Return what an application is like that came to a fund `user` runs or audits."""
    return Q(call__fund__organisation__in=organisation_ids(user, FUND_EYES))


def handed_in_by(user: Person) -> Q:
    """Return what an application is like on whose side `user` stands."""
    return Q(proposal__in=_known_proposals(user))


@compiled_once
def _known_proposals(user: Person) -> QuerySet[Proposal, Any]:
    return Proposal.objects.visible_to(user).values("pk")


def from_the_fund(user: Person) -> Q:
    """Return what an application is like that `user` knows as one who runs, audits or judges."""
    condition = run_by(user)
    for readers in _readers:
        condition |= readers(user)
    return condition


def known(user: Person) -> Q:
    """Return what an application is like of which `user` would know without any conflict."""
    return handed_in_by(user) | from_the_fund(user)


def of_conflicted(user: Person) -> Q:
    """Return what an extension of a call is like whose applicant has a conflict with `user`."""
    applicant = OuterRef("applicant")
    sides = Q(proposal__applicant=applicant) | Q(proposal__implementer=applicant)
    rows = apps.get_model("applications.Application")._base_manager.filter(is_conflicted(user))
    return Q(Exists(rows.filter(sides, call=OuterRef("call"))))


def is_conflicted(user: Person) -> Q:
    """Return what an application is like from which `user` is kept away; use it in one filter()."""
    return Q(conflicts__person=user.pk, conflicts__status__in=BLOCKING)

"""What lets somebody know of an undertaking beside those who know of its project or agreement.

Slices further down add their readers: access.register_readers(fn), where fn(user) gives a Q over
undertakings without joins to many: Q(pk__in=Assignment.objects.of(user).values("undertaking")).
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from accounts.knowing import compiled_once
from accounts.selectors import Person
from matchmaking.agreements.models import Agreement
from matchmaking.payments.models import Project

Readers = Callable[[Person], Q]
_readers: list[Readers] = []


def register_readers(readers: Readers) -> Readers:
    """Let a slice further down add those who must read undertakings for their work."""
    if readers not in _readers:
        _readers.append(readers)
    return readers


def known(user: Person) -> Q:
    """Return what an undertaking is like of which `user` would know without any conflict."""
    condition = Q(project__in=_known_projects(user)) | Q(agreement__in=_known_agreements(user))
    for readers in _readers:
        condition |= readers(user)
    return condition


@compiled_once
def _known_projects(user: Person) -> QuerySet[Project, Any]:
    return Project.objects.visible_to(user).values("pk")


@compiled_once
def _known_agreements(user: Person) -> QuerySet[Agreement, Any]:
    return Agreement.objects.visible_to(user).values("pk")

"""Whether somebody is independent of what they evaluate. Asked when assigned and at every score."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import Membership, User
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from matchmaking.evaluation.parties import organisation_ids_of
from matchmaking.monitoring.models import Undertaking, Value

# Whoever spoke for a party so lately is not independent of it yet.
COOLING_OFF = datetime.timedelta(days=730)


class Bar(TextChoices):
    """Why somebody is not independent, or may not evaluate at all."""

    NO_EVALUATOR = "no_evaluator", _("has no role as evaluator")
    PARTY = "party", _("speaks for a party: recipient, donor, implementer or fund")
    FORMER = "former", _("spoke for a party in the last two years")
    INVOLVED = "involved", _("entered or approved its figures")
    CONFLICT = "conflict", _("has a conflict of interest")


class NotIndependent(DomainError):
    """The person is bound to a party."""

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        words = _("Only independent people evaluate. This person %(why)s.") % {"why": bar.label}
        super().__init__(words, field="evaluator")


def evaluators() -> Iterable[User]:
    """Return everybody with a role as evaluator, by name, with the organisations they are of."""
    rows = User.objects.filter(
        memberships__role=Role.EVALUATOR, memberships__ended_at=None, is_active=True
    )
    held = Membership.objects.filter(role=Role.EVALUATOR, ended_at=None)
    held = held.select_related("organisation").order_by("organisation__name")
    people = rows.prefetch_related(Prefetch("memberships", held, to_attr="evaluating"))
    return people.distinct().order_by("full_name", "email")


def named(evaluator: Any) -> str:
    """Return the name of one of the evaluators with where they are from."""
    return f"{evaluator} ({', '.join(str(row.organisation) for row in evaluator.evaluating)})"


def bars(people: Iterable[User], undertaking: Undertaking) -> dict[int, Bar]:
    """Return what stands in the way of each of `people`, by id; who is free is not in it."""
    ids = {one.pk for one in people}
    found = dict.fromkeys(ids - _with_role(ids), Bar.NO_EVALUATOR)
    found |= dict.fromkeys(_recused(ids, undertaking), Bar.CONFLICT)
    found |= dict.fromkeys(_involved(ids, undertaking), Bar.INVOLVED)
    return found | _bound(ids, undertaking)


def refuse_unless_independent(user: User, undertaking: Undertaking) -> None:
    """Refuse somebody who is bound to a party now, whatever they were when they were asked."""
    bar = bars([user], undertaking).get(user.pk)
    if bar is not None:
        raise NotIndependent(bar)


def _with_role(ids: set[int]) -> set[int]:
    rows = Membership.objects.filter(user__in=ids, role=Role.EVALUATOR, ended_at=None)
    return set(rows.values_list("user", flat=True))


def _bound(ids: set[int], undertaking: Undertaking) -> dict[int, Bar]:
    lately = Q(ended_at=None) | Q(ended_at__gte=timezone.now() - COOLING_OFF)
    rows = Membership.objects.filter(
        lately, user__in=ids, organisation__in=organisation_ids_of(undertaking)
    )
    found: dict[int, Bar] = {}
    # Who speaks for a party now comes last, and so prevails.
    for user_id, ended_at in rows.order_by("-ended_at").values_list("user", "ended_at"):
        if ended_at is None or found.get(user_id) != Bar.PARTY:
            found[user_id] = Bar.PARTY if ended_at is None else Bar.FORMER
    return found


def _involved(ids: set[int], undertaking: Undertaking) -> set[int]:
    rows = Value.objects.filter(indicator__undertaking=undertaking)
    rows = rows.filter(Q(entered_by__in=ids) | Q(decided_by__in=ids))
    pairs = rows.values_list("entered_by", "decided_by")
    return {pk for pair in pairs for pk in pair if pk in ids}


def _recused(ids: set[int], undertaking: Undertaking) -> set[int]:
    if undertaking.project is None:
        return set()
    people = User.objects.filter(pk__in=ids)
    about = {"pk": undertaking.project.application_id}
    return {one.pk for one in people if Application.objects.recusing(one).filter(**about).exists()}

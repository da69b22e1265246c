"""Conflicts of interest: declared, found, reported; confirmed or dismissed by somebody else."""

from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.applications import conflicts, notices, policies, telling
from matchmaking.applications.choices import (
    BLOCKING,
    ConflictStatus,
    Ground,
    Source,
)
from matchmaking.applications.conflicts import Found
from matchmaking.applications.conflicts.finding import Finder
from matchmaking.applications.models import Application, Conflict, Declaration
from matchmaking.applications.services.common import announce, locked
from matchmaking.applications.signals import person_readmitted, person_recused
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.workflow import compare_and_set


@transaction.atomic
def declare_no_conflict(*, application_id: int, actor: User) -> bool:
    """Say that one has no conflict of interest; False where the system knows of one."""
    application = locked(application_id)
    if not policies.stands_for_fund(actor, application):
        raise PermissionDenied
    if find_conflicts(application=application, people=[actor.pk]):
        return False
    declaration, is_new = Declaration.objects.get_or_create(application=application, person=actor)
    if is_new:
        audit.record(declaration, "declare_no_conflict", actor=actor)
    return True


@transaction.atomic
def declare_conflict(*, application_id: int, actor: User, ground: str, words: str) -> None:
    """Recuse oneself: from now on one sees nothing of the application."""
    application = locked(application_id)
    if not policies.stands_for_fund(actor, application):
        raise PermissionDenied
    _note(application, actor, actor, Source.DECLARED, ground, words)


@transaction.atomic
def report_conflict(
    *, application_id: int, person: User, actor: User, ground: str, words: str
) -> Conflict:
    """Say that somebody else has a conflict; it holds until an administrator dismisses it."""
    application = locked(application_id)
    if not policies.stands_for_fund(actor, application) or person == actor:
        raise PermissionDenied
    if person.pk not in conflicts.people_of(application):
        raise DomainError(_("This person does not work for the fund."), field="person")
    return _note(application, person, actor, Source.REPORTED, ground, words)


@transaction.atomic
def find_conflicts(
    *, application: Application, people: Collection[int] | None = None
) -> list[Conflict]:
    """Write down what the finders know of these people, or of everybody of the fund."""
    among = conflicts.people_of(application) if people is None else people
    known = set(application.conflicts.exclude(key="").values_list("person", "key"))
    new = [
        _found(application, finder, found)
        for finder, found in conflicts.found_among(application, among)
        if (found.person_id, _key(finder, found)) not in known
    ]
    _shut_out(application, {row.person for row in new})
    for row in new:
        audit.record(row, "find_conflict", actor=None)
        notices.tell_of_conflict(row, None)
    return new


def find_for(people: Collection[int]) -> None:
    """Look again at the running applications of the funds for which these people work."""
    rows = Application.objects.running().filter(
        call__fund__organisation__memberships__user__in=people,
        call__fund__organisation__memberships__ended_at=None,
    )
    for application in rows.distinct().select_related("call__fund", "proposal"):
        find_conflicts(application=application, people=people)


def find_all() -> int:
    """Look again at all running applications; return how many conflicts are new."""
    rows = Application.objects.running().select_related("call__fund", "proposal")
    return sum(len(find_conflicts(application=row)) for row in rows.iterator())


@transaction.atomic
def confirm_conflict(*, conflict_id: int, actor: User, reason: str = "") -> Conflict:
    """Confirm what was found or reported."""
    return _decide(conflict_id, actor, "confirm_conflict", ConflictStatus.STANDING, reason)


@transaction.atomic
def dismiss_conflict(*, conflict_id: int, actor: User, reason: str) -> Conflict:
    """Dismiss a conflict with a reason; with the last one the person may see it again."""
    if not reason.strip():
        raise ReasonMissing
    conflict = _decide(conflict_id, actor, "dismiss_conflict", ConflictStatus.DISMISSED, reason)
    application = conflict.application
    if not application.conflicts.filter(person=conflict.person, status__in=BLOCKING).exists():
        announce(person_readmitted, application, user_id=conflict.person_id)
    return conflict


def _decide(conflict_id: int, actor: User, verb: str, status: str, reason: str) -> Conflict:
    rows = Conflict.objects.select_for_update(of=("self",))
    conflict = rows.select_related("application__call__fund", "person").get(pk=conflict_id)
    if not policies.decides_conflict(actor, conflict):
        raise PermissionDenied
    before = conflict.status
    if before in (status, ConflictStatus.DISMISSED):
        raise NotInThisState
    said = {"reason": reason.strip(), "decided_by": actor, "decided_at": timezone.now()}
    compare_and_set(conflict, status=status, **said)
    audit.record(
        conflict, verb, actor=actor, reason=reason.strip(), changes={"status": (before, status)}
    )
    return conflict


def _note(
    application: Application, person: User, actor: User, source: Source, ground: str, words: str
) -> Conflict:
    """Keep what somebody says about themselves, or about another."""
    if not words.strip():
        raise DomainError(_("Say in a few words what the conflict is."), field="words")
    is_own = source == Source.DECLARED
    conflict = Conflict.objects.create(
        application=application,
        person=person,
        ground=Ground(ground),
        source=source,
        words=words.strip(),
        status=ConflictStatus.STANDING if is_own else ConflictStatus.FOUND,
        noted_by=actor,
    )
    audit.record(conflict, "declare_conflict" if is_own else "report_conflict", actor=actor)
    _shut_out(application, [person])
    notices.tell_of_conflict(conflict, actor)
    return conflict


def _found(application: Application, finder: Finder, found: Found) -> Conflict:
    return Conflict.objects.create(
        application=application,
        person_id=found.person_id,
        ground=finder.ground,
        source=Source.FOUND,
        key=_key(finder, found),
        facts=dict(found.facts),
        status=ConflictStatus.FOUND,
    )


def _key(finder: Finder, found: Found) -> str:
    return f"{finder.code}:{found.about}"


def _shut_out(application: Application, people: Iterable[User]) -> None:
    """Take away at once what these people know, and tell the slices further down."""
    for person in people:
        telling.forget(application, person)
        announce(person_recused, application, user_id=person.pk)

"""Who decided what, when, on which version, and with which conflicts declared.

The audit trail knows records by type and number. Here are the types that belong to an
application, each with the way to it, so that one list holds all that was done with it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import ModelLogEntry

from accounts.selectors import Person
from matchmaking import audit
from matchmaking.applications.choices import ConflictStatus
from matchmaking.applications.models import Application, Conflict, Declaration, Submission
from matchmaking.decisions.models import Appeal, Ballot, Condition, Decision
from matchmaking.funds.models import Call, Extension
from matchmaking.payments.models import Expenditure, Payment, Project, Refund, ReportDue
from matchmaking.reviews.models import Assignment

# Type of record -> the way from it to its application.
WAYS: dict[type[Model], str] = {
    Application: "pk",
    Declaration: "application",
    Conflict: "application",
    Assignment: "application",
    Ballot: "application",
    Decision: "application",
    Appeal: "decision__application",
    Condition: "decision__application",
    Project: "application",
    ReportDue: "project__application",
    Payment: "tranche__project__application",
    Expenditure: "project__application",
    Refund: "project__application",
}


@dataclass(frozen=True)
class TrailRow:
    """One act, with what was in force when it was done. Each page shows a handful of them."""

    at: datetime
    who: str
    verb: str
    reason: str
    subject: str
    application: Application | None
    submission: Submission | None
    # When the person had said that they have no conflict with this application; None: never.
    declared_at: datetime | None
    # Whom a conflict kept away at that moment.
    kept_away: tuple[str, ...]


def trail_for(user: Person) -> "QuerySet[ModelLogEntry]":
    """Return the acts on all applications and calls of the funds that `user` runs or audits."""
    applications = Application.objects.of_fund_of(user)
    calls = Call.objects.filter(applications__in=applications)
    extensions = Extension.objects.visible_to(user).filter(call__in=calls)
    of_calls = _of(Call, calls.values("pk")) | _of(Extension, extensions.values("pk"))
    rows = ModelLogEntry.objects.filter(about(applications) | of_calls)
    return rows.filter(action__startswith="exchange.").select_related("user", "content_type")


def about(applications: QuerySet[Application]) -> Q:
    """Return what an entry of the trail is like that belongs to one of `applications`."""
    wanted = Q()
    for model, way in WAYS.items():
        rows: QuerySet[Any] = model._default_manager.all()
        path = way if way == "pk" else f"{way}__pk"
        wanted |= _of(model, rows.filter(**{f"{path}__in": applications.values("pk")}).values("pk"))
    return wanted


def with_context(entries: Iterable[ModelLogEntry]) -> list[TrailRow]:
    """Return the entries of a page with what was in force then; the same queries for any number."""
    rows = list(entries)
    owners = _owners(rows)
    applications = Application._base_manager.select_related("proposal", "call__fund").in_bulk(
        set(owners.values())
    )
    context = _Context(applications)
    return [context.row(entry, owners.get(_name(entry))) for entry in rows]


class _Context:
    """Rounds, declarations and conflicts of the applications of a page."""

    def __init__(self, applications: dict[int, Application]) -> None:
        self.applications = applications
        ids = set(applications)
        self.rounds = _grouped(
            Submission.objects.filter(application__in=ids).defer("contents", "findings")
        )
        self.declarations = _grouped(Declaration.objects.filter(application__in=ids))
        conflicts = Conflict.objects.filter(application__in=ids).select_related("person")
        self.conflicts = _grouped(conflicts)

    def row(self, entry: ModelLogEntry, pk: int | None) -> TrailRow:
        """Return one entry as the page shows it."""
        verb = entry.action.removeprefix("exchange.")
        own = [row for row in self.declarations[pk] if row.person_id == entry.user_id]
        return TrailRow(
            at=entry.timestamp,
            who=str(entry.user) if entry.user else "",
            verb=str(audit.VERBS.get(verb, verb)),
            reason=entry.data.get("reason", ""),
            subject=entry.label,
            application=self.applications.get(pk) if pk else None,
            submission=self._submission(entry, pk),
            declared_at=own[0].declared_at if own else None,
            kept_away=tuple(self._kept_away(entry, pk)),
        )

    def _submission(self, entry: ModelLogEntry, pk: int | None) -> Submission | None:
        before = [row for row in self.rounds[pk] if row.submitted_at <= entry.timestamp]
        return max(before, key=lambda row: row.round, default=None)

    def _kept_away(self, entry: ModelLogEntry, pk: int | None) -> list[str]:
        standing = [row for row in self.conflicts[pk] if _stood(row, entry.timestamp)]
        return sorted({str(row.person) for row in standing})


def _stood(conflict: Conflict, at: datetime) -> bool:
    ended = conflict.decided_at if conflict.status == ConflictStatus.DISMISSED else None
    return conflict.noted_at <= at and (ended is None or at < ended)


def _of(model: type[Model], ids: QuerySet[Any]) -> Q:
    """Return what an entry is like that is about one of these records; it keeps ids as text."""
    names = ids.annotate(name=Cast(F("pk"), CharField())).values("name")
    return Q(content_type=ContentType.objects.get_for_model(model), object_id__in=names)


def _owners(entries: Collection[ModelLogEntry]) -> dict[tuple[int, str], int]:
    """Return the application each record of these entries belongs to; a query for each type."""
    found: dict[tuple[int, str], int] = {}
    for model, way in WAYS.items():
        type_id = ContentType.objects.get_for_model(model).pk
        ids = {row.object_id for row in entries if row.content_type_id == type_id}
        if ids:
            pairs = model._default_manager.filter(pk__in=ids).values_list("pk", way)
            found |= {(type_id, str(pk)): application for pk, application in pairs}
    return found


def _name(entry: ModelLogEntry) -> tuple[int, str]:
    return entry.content_type_id, str(entry.object_id)


def _grouped(rows: Iterable[Any]) -> dict[int | None, list[Any]]:
    found: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.application_id].append(row)
    return found

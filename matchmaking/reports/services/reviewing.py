"""Deciding on a candidate: correct it, accept it, reject it, take the rejection back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState
from matchmaking.money import Money
from matchmaking.reports import policies
from matchmaking.reports.choices import CandidateStatus
from matchmaking.reports.models import CandidateNeed
from matchmaking.reports.signals import candidate_accepted, candidates_changed
from matchmaking.reports.workflow import CANDIDATE_WORKFLOW
from matchmaking.workflow import compare_and_set

PLAIN_FIELDS = ("title", "quantity", "unit", "amount_minor", "currency", "proposal_developed")
LINK_FIELDS = ("themes", "kinds")
Fields = Mapping[str, Any]


@transaction.atomic
def edit_candidate(
    *, candidate_id: int, actor: User, fields: Fields, version: int | None = None
) -> CandidateNeed:
    """Correct what was read, before deciding; the quotation stays as the report has it."""
    candidate = to_decide(candidate_id, actor, version)
    _write(candidate, actor, fields)
    return candidate


@transaction.atomic
def accept_candidate(
    *, candidate_id: int, actor: User, fields: Fields | None = None, version: int | None = None
) -> CandidateNeed:
    """Take a candidate over as a request, with the last corrections in `fields`."""
    candidate = to_decide(candidate_id, actor, version)
    if fields:
        _write(candidate, actor, fields)
    _decide(candidate, "accept", actor)
    candidate_accepted.send(CandidateNeed, candidate_id=candidate.pk, actor_id=actor.pk)
    return candidate


@transaction.atomic
def reject_candidate(
    *, candidate_id: int, actor: User, reason: str, version: int | None = None
) -> CandidateNeed:
    """Say that a passage is no request, and why."""
    candidate = to_decide(candidate_id, actor, version)
    _decide(candidate, "reject", actor, reason)
    announce_changes(candidate.report_id)
    return candidate


@transaction.atomic
def restore_candidate(*, candidate_id: int, actor: User) -> CandidateNeed:
    """Take a rejection back, so that the candidate waits for review again."""
    candidate = _locked(candidate_id)
    CANDIDATE_WORKFLOW.move(candidate, "restore", actor=actor)
    _note(candidate, decided_by=None, decided_at=None, reason="")
    announce_changes(candidate.report_id)
    return candidate


@transaction.atomic
def reopen_candidate(*, candidate_id: int, actor: User) -> CandidateNeed:
    """Take an acceptance back from which no request was begun."""
    candidate = _locked(candidate_id)
    CANDIDATE_WORKFLOW.move(candidate, "reopen", actor=actor)
    _note(candidate, decided_by=None, decided_at=None, reason="")
    return candidate


def announce_changes(report_id: int) -> None:
    """Tell the slices below, after the commit, that a report has other candidates now."""
    send = partial(candidates_changed.send_robust, sender=CandidateNeed, report_id=report_id)
    transaction.on_commit(send)


def to_decide(candidate_id: int, actor: User, version: int | None = None) -> CandidateNeed:
    """Return a candidate that still waits for review, locked for `actor` to decide on.

    An older `version` is refused only where somebody else has written since: a person's own
    autosave must not stand in the way of their next click.
    """
    candidate = _locked(candidate_id)
    if not policies.reviews_candidates(actor, candidate.report):
        raise PermissionDenied
    if candidate.status != CandidateStatus.DRAWN:
        raise NotInThisState
    is_older = version is not None and version != candidate.version
    if is_older and candidate.edited_by_id not in (None, actor.pk):
        raise ChangedMeanwhile
    return candidate


def _locked(candidate_id: int) -> CandidateNeed:
    candidates = CandidateNeed.objects.select_for_update(of=("self",))
    return candidates.select_related("report__organisation").get(pk=candidate_id)


def _decide(candidate: CandidateNeed, verb: str, actor: User, reason: str = "") -> None:
    CANDIDATE_WORKFLOW.move(candidate, verb, actor=actor, reason=reason)
    _note(candidate, decided_by=actor, decided_at=timezone.now(), reason=reason.strip())


def _note(candidate: CandidateNeed, **values: Any) -> None:
    for name, value in values.items():
        setattr(candidate, name, value)
    candidate.save(update_fields=list(values))


def _write(candidate: CandidateNeed, actor: User, fields: Fields) -> None:
    unknown = set(fields) - {*PLAIN_FIELDS, *LINK_FIELDS}
    if unknown:
        raise LookupError(f"These fields of a candidate are not to be edited: {sorted(unknown)}")
    before = _said(candidate)
    plain = {name: fields[name] for name in PLAIN_FIELDS if name in fields}
    compare_and_set(candidate, edited_by_id=actor.pk, **plain)
    for name in LINK_FIELDS:
        if name in fields:
            getattr(candidate, name).set(fields[name])
    after = _said(candidate)
    changes = {key: (before[key], after[key]) for key in before if before[key] != after[key]}
    if changes:
        audit.record(candidate, "edit", actor=actor, changes=changes)


def _said(candidate: CandidateNeed) -> dict[str, Any]:
    """Return what the candidate says now, in values that the trail can hold."""
    amount = candidate.amount_minor
    money = None if amount is None else Money(amount, candidate.currency)
    quantity = candidate.quantity
    return {
        "title": candidate.title,
        "themes": sorted(row.pk for row in candidate.themes.all()),
        "kinds": sorted(row.pk for row in candidate.kinds.all()),
        "quantity": "" if quantity is None else f"{quantity.normalize():f}",
        "unit": candidate.unit,
        "amount": f"{money.currency} {money.amount:f}" if money else "",
        "proposal_developed": candidate.proposal_developed,
    }

"""Who looks after a case, and until when it can wait."""

import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.services import notify
from matchmaking import audit
from matchmaking.clocks.services import sync_record
from matchmaking.desk import policies, selectors
from matchmaking.desk.models import Case, Shortlisting
from matchmaking.desk.services.pairs import shortlist_pair
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.workflow import compare_and_set


@transaction.atomic
def take_case(*, case_id: int, actor: User) -> Case:
    """Look after a case from now on; a colleague's is not taken away but assigned."""
    case = _case_of(case_id, actor)
    if case.assignee_id not in (None, actor.pk):
        said = gettext("%(person)s looks after this already.") % {"person": case.assignee}
        raise DomainError(said)
    return _change(case, "take", actor, {"assignee": actor})


@transaction.atomic
def assign_case(*, case_id: int, actor: User, assignee: User, note: str = "") -> Case:
    """Let a broker look after a case, and tell them so."""
    case = _case_of(case_id, actor)
    if not policies.works_at_desk(assignee):
        raise DomainError(_("Only a broker can look after a case."))
    case = _change(case, "assign", actor, {"assignee": assignee}, reason=note.strip())
    if assignee != actor:
        notify(
            "case_assigned",
            recipients=[assignee],
            key=f"case:{case.pk}:assigned:{case.version}",
            subject_id=case.pk,
            url=reverse(f"desk:{case.kind}", args=[case.record.pk]),
            params={"title": str(case.record)},
            public={},
        )
    return case


@transaction.atomic
def hand_back_case(*, case_id: int, actor: User) -> Case:
    """Leave a case to whoever takes it next."""
    case = _case_of(case_id, actor)
    if case.assignee_id is None:
        raise NotInThisState
    return _change(case, "hand_back", actor, {"assignee": None})


@transaction.atomic
def postpone_case(*, case_id: int, actor: User, until: datetime.date, because: str) -> Case:
    """Put a case off until a day, with a reason; it comes back by itself."""
    case = _case_of(case_id, actor)
    if not because.strip():
        raise ReasonMissing
    if until <= timezone.localdate():
        raise DomainError(_("Choose a day to come."))
    values = {"postponed_until": until, "postponed_because": because.strip()}
    _read_clocks(case)
    return _change(case, "postpone", actor, values, reason=because.strip())


@transaction.atomic
def resume_case(*, case_id: int, actor: User) -> Case:
    """Bring a case that was put off back into the queue today."""
    case = _case_of(case_id, actor)
    if case.postponed_until is None:
        raise NotInThisState
    _read_clocks(case)
    return _change(case, "resume", actor, {"postponed_until": None, "postponed_because": ""})


@transaction.atomic
def shortlist_best(*, case_id: int, actor: User, note: str = "") -> Shortlisting:
    """Put the best match of a case that nobody judged yet on the shortlist."""
    case = _case_of(case_id, actor)
    best = selectors.best_unjudged(case)
    if best is None:
        raise DomainError(_("There is no match that was not judged already."))
    return shortlist_pair(need_id=best.need_id, offer_id=best.offer_id, actor=actor, note=note)


def _case_of(case_id: int, actor: User) -> Case:
    if not policies.works_at_desk(actor):
        raise PermissionDenied
    rows = Case.objects.select_related("need__country", "offer", "assignee")
    return rows.get(pk=case_id)


def _read_clocks(case: Case) -> None:
    """Let the clocks of a case stand still, or go on, once this is written."""
    read = partial(sync_record, kind=case.kind, record_id=case.record.pk)
    transaction.on_commit(read)


def _change(
    case: Case, verb: str, actor: User, values: dict[str, Any], *, reason: str = ""
) -> Case:
    changes = {
        name: (_plain(getattr(case, name)), _plain(value))
        for name, value in values.items()
        if getattr(case, name) != value
    }
    if changes:
        compare_and_set(case, **values)
        audit.record(case, verb, actor=actor, reason=reason, changes=changes)
    return case


def _plain(value: Any) -> Any:
    return value if value is None else str(value)

"""What every act of the committee does: lock with its parties, announce."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.dispatch import Signal

from matchmaking.applications.models import Application
from matchmaking.decisions.models import Ballot, Condition

PARTIES = ("call__fund__organisation", "proposal__applicant", "proposal__implementer")
BALLOT = tuple(f"application__{party}" for party in PARTIES)
CONDITION = tuple(f"decision__application__{party}" for party in PARTIES)


def application_of(application_id: int) -> Application:
    """Return an application with its call and parties, locked."""
    return Application.objects.held().select_related(*PARTIES).get(pk=application_id)


def ballot_of(ballot_id: int) -> Ballot:
    """Return a ballot with its application, locked."""
    rows = Ballot.objects.select_for_update(of=("self",)).select_related(*BALLOT, "submission")
    return rows.get(pk=ballot_id)


def condition_of(condition_id: int) -> Condition:
    """Return a condition with its application, locked."""
    rows = Condition.objects.select_for_update(of=("self",)).select_related(*CONDITION)
    return rows.get(pk=condition_id)


def announce(signal: Signal, sender: type[Model], **ids: int) -> None:
    """Tell the slices further down, once it is certain."""
    transaction.on_commit(partial(signal.send_robust, sender=sender, **ids))


def after(act: Callable[..., Any], *args: Any) -> None:
    """Do it once the transaction is certain."""
    transaction.on_commit(partial(act, *args))

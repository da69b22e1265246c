"""Keeping the checks up to date when the calendar, a record, an embargo or the rules change."""

import logging
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from files.background import counted
from matchmaking.clearance.models import Check, Checklist
from matchmaking.clearance.selectors import embargo_prints
from matchmaking.clearance.services.opening import open_checks

logger = logging.getLogger(__name__)
Pairs = Iterable[tuple[int, int]]


def refresh_record(*, kind: str, record_id: int) -> int:
    """Look again at the checks of every pair of a record whose words or status changed."""
    return _refresh(Checklist.objects.filter(**{kind: record_id}).values_list("need", "offer"))


def refresh_embargoes() -> int:
    """Look again at the pairs of every State whose embargoes are not what they were."""
    rows = Checklist.objects.standing().values_list("pk", "need__country", "embargoes")
    known = list(rows)
    prints = embargo_prints({country for _pk, country, _seen in known})
    changed = [pk for pk, country, seen in known if prints[country] != seen]
    return _refresh(Checklist.objects.filter(pk__in=changed).values_list("need", "offer"))


def refresh_all() -> int:
    """Look again at every pair of which both sides are open: rules, list or names changed."""
    return _refresh(Checklist.objects.standing().values_list("need", "offer"))


def end_overdue_checks() -> int:
    """Let the checks whose last day is over run out; run once a day."""
    over = Check.objects.run_out(timezone.localdate())
    done = _refresh(over.values_list("checklist__need", "checklist__offer").distinct())
    # A renamed organisation or another point of contact announces itself nowhere else.
    refresh_all()
    return done


def _refresh(pairs: Pairs) -> int:
    """Look at each pair in a transaction of its own; one that fails does not stop the others."""
    done = 0
    for need_id, offer_id in counted(list(pairs)):
        try:
            with transaction.atomic():
                open_checks(need_id=need_id, offer_id=offer_id)
        except Exception:
            logger.exception("The checks of pair %s, %s were not brought up", need_id, offer_id)
        else:
            done += 1
    return done

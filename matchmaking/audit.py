"""The one door to the audit trail: who did what, when, why, and what changed.

Entries are Wagtail's log entries, so that the trail of the marketplace and that of the
portal are one, and the secretariat reads both in the same report.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log, registry

Changes = Mapping[str, tuple[Any, Any]]

# Saves by one person within this time read as one entry.
ONE_SITTING = timedelta(hours=1)

# Every act of the marketplace. A workflow or service that names another one fails at once.
VERBS: dict[str, str | Promise] = {
    "create": _("created"),
    "edit": _("edited"),
    "submit": _("submitted to the secretariat"),
    "return": _("sent back"),
    "publish": _("published"),
    "withdraw": _("withdrawn"),
    "meet": _("marked as met"),
    "expire": _("expired"),
    "pause": _("paused"),
    "resume": _("resumed"),
    "exhaust": _("marked as exhausted"),
    "delete": _("deleted"),
    "read": _("read by the system"),
    "refuse": _("refused by the system"),
    "accept": _("accepted"),
    "reject": _("rejected"),
    "split": _("split"),
    "merge": _("merged"),
    "add": _("added"),
    "dismiss": _("match dismissed"),
    "restore": _("brought back"),
    "activate": _("made active"),
    "load": _("loaded from the reference data"),
    "reserve": _("capacity reserved"),
    "release": _("capacity released"),
}


class Entry(NamedTuple):
    """One line of a history, ready for a timeline."""

    at: datetime
    who: str
    verb: str | Promise
    reason: str
    changes: Changes


def record(
    obj: Model,
    verb: str,
    *,
    actor: AbstractBaseUser | None,
    reason: str = "",
    changes: Changes | None = None,
) -> None:
    """Write that `actor` (None: the system) did `verb` to `obj`.

    `changes` maps a field's name to its values before and after, as JSON can hold them.
    """
    VERBS[verb]  # an unknown act is a programming error, seen in the first test
    data = {
        "reason": reason,
        "changes": {name: list(pair) for name, pair in (changes or {}).items()},
    }
    log(obj, f"exchange.{verb}", user=actor, data=data, content_changed=bool(changes))


def history(obj: Model) -> list[Entry]:
    """Return the history of `obj`, newest first."""
    model = registry.get_log_model_for_instance(obj)
    entries = model.objects.for_instance(obj).select_related("user").order_by("-timestamp", "-pk")
    return [_entry(row) for row in entries]


def join_sittings(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield `entries`, newest first, with an author's saves of one sitting as one."""
    waiting: Entry | None = None
    for entry in entries:
        if waiting and _same_sitting(waiting, entry):
            waiting = waiting._replace(changes=_joined(waiting.changes, entry.changes))
            continue
        if waiting:
            yield waiting
        waiting = entry
    if waiting:
        yield waiting


def _same_sitting(newer: Entry, older: Entry) -> bool:
    both_edits = newer.verb == older.verb == VERBS["edit"]
    return both_edits and newer.who == older.who and newer.at - older.at < ONE_SITTING


def _joined(newer: Changes, older: Changes) -> Changes:
    """Return what changed over both: the older value before, the newer one after."""
    both = {name: (older.get(name, pair)[0], pair[1]) for name, pair in newer.items()}
    return {**older, **both}


def _entry(row: Any) -> Entry:
    verb = row.action.removeprefix("exchange.")
    changes = {name: (old, new) for name, (old, new) in row.data.get("changes", {}).items()}
    who = str(row.user) if row.user else ""
    return Entry(row.timestamp, who, VERBS.get(verb, verb), row.data.get("reason", ""), changes)

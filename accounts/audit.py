"""The one door to the audit trail: who did what, when, why, and what changed.

Entries are Wagtail's log entries, so that the trail of people, of the marketplace and of the
portal are one, and the secretariat reads them in the same report.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log, registry
from wagtail.models import ModelLogEntry

Changes = Mapping[str, tuple[Any, Any]]

# Every act there is; the marketplace adds its own. One that is not here fails at once.
VERBS: dict[str, str | Promise] = {
    "invite": _("invited"),
    "resend": _("sent again"),
    "revoke": _("revoked"),
    "accept": _("accepted"),
    "ask": _("asked for access"),
    "grant": _("granted"),
    "refuse_access": _("refused"),
    "take_back": _("taken back"),
    "give_role": _("role given"),
    "end_role": _("role ended"),
    "hand_over": _("tasks handed over"),
    "lose_focal_point": _("left without focal point"),
    "edit": _("edited"),
    "export_self": _("own data exported"),
    "erase": _("erased"),
    "add_factor": _("second factor added"),
    "remove_factor": _("second factor removed"),
    "reset_factors": _("second factors reset"),
    "end_session": _("signed out elsewhere"),
}


class Entry(NamedTuple):
    """One line of a history, ready for a timeline."""

    at: datetime
    who: str
    verb: str | Promise
    reason: str
    changes: Changes


class Moment(NamedTuple):
    """When something was done to a record, for those who count days."""

    pk: int
    at: datetime
    verb: str
    changes: Mapping[str, Any]


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


def moments(
    model: type[Model], verbs: Collection[str], ids: Collection[int] | None = None
) -> Iterator[Moment]:
    """Yield when one of `verbs` was done to plain records of a model, in the order of time.

    `ids` None asks about all of them.
    """
    actions = [f"exchange.{verb}" for verb in verbs]
    rows = registry.get_log_model_for_model(model).objects.filter(
        content_type=ContentType.objects.get_for_model(model), action__in=actions
    )
    if ids is not None:
        rows = rows.filter(object_id__in=[str(pk) for pk in ids])
    for row in rows.order_by("timestamp", "pk").iterator(chunk_size=2000):
        verb = row.action.removeprefix("exchange.")
        yield Moment(int(row.object_id), row.timestamp, verb, row.data.get("changes", {}))


def doers(objects: Iterable[Model], among: Collection[int]) -> Iterator[tuple[Model, int]]:
    """Yield each of these plain records with each of these people who ever did something to it."""
    known = {(ContentType.objects.get_for_model(obj).pk, str(obj.pk)): obj for obj in objects}
    if not known:
        return
    rows = ModelLogEntry.objects.filter(
        user__in=among,
        content_type__in={type_id for type_id, _pk in known},
        object_id__in={pk for _type, pk in known},
    )
    columns = ("content_type", "object_id", "user")
    for type_id, pk, user_id in rows.order_by().values_list(*columns).distinct():
        if (type_id, str(pk)) in known:
            yield known[type_id, str(pk)], user_id


def joint_history(objects: Iterable[Model], *, limit: int) -> list[Entry]:
    """Return the newest entries of several plain records, each naming the record it is about."""
    known = {(ContentType.objects.get_for_model(obj).pk, str(obj.pk)): obj for obj in objects}
    if not known:
        return []
    model = registry.get_log_model_for_instance(next(iter(known.values())))
    about = Q()
    for type_id in {type_id for type_id, _pk in known}:
        ids = [pk for other, pk in known if other == type_id]
        about |= Q(content_type=type_id, object_id__in=ids)
    rows = model.objects.filter(about).select_related("user").order_by("-timestamp", "-pk")[:limit]
    return [_named(row, known[row.content_type_id, str(row.object_id)]) for row in rows]


def _named(row: Any, obj: Model) -> Entry:
    entry = _entry(row)
    return entry._replace(verb=f"{entry.verb}: {obj}")


def _entry(row: Any) -> Entry:
    verb = row.action.removeprefix("exchange.")
    changes = {name: (old, new) for name, (old, new) in row.data.get("changes", {}).items()}
    who = str(row.user) if row.user else ""
    return Entry(row.timestamp, who, VERBS.get(verb, verb), row.data.get("reason", ""), changes)

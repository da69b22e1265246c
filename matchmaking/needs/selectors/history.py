"""The history of a request, in words its reader understands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking import audit
from matchmaking.needs.choices import NeedStatus, Priority
from matchmaking.needs.models import Need
from matchmaking.needs.policies import sees_inside
from matchmaking.needs.querysets import KNOWN_TO_ALL
from matchmaking.vocabulary.selectors import labels

CHOICES: dict[str, dict[Any, Any]] = {
    "status": dict(NeedStatus.choices),
    "priority": dict(Priority.choices),
}
NAMED_BY = {"themes": "theme", "bodies_consulted": "body", "lines": "kind"}


def need_history(user: Person, need: Need) -> list[audit.Entry]:
    """Return who did what and when, newest first; outsiders learn only how it became public."""
    entries = audit.history(need)
    if not sees_inside(user, need):
        return [_for_outsiders(entry, need) for entry in _public_steps(entries)]
    joined = audit.join_sittings(entries)
    return [entry._replace(changes=_readable(entry.changes)) for entry in joined]


def _public_steps(entries: Iterable[audit.Entry]) -> Iterator[audit.Entry]:
    return (e for e in entries if e.changes.get("status", ("", ""))[1] in KNOWN_TO_ALL)


def _for_outsiders(entry: audit.Entry, need: Need) -> audit.Entry:
    """Name the party that acted, not the person."""
    parties = {audit.VERBS["publish"]: _("Secretariat"), audit.VERBS["meet"]: str(need.country)}
    return entry._replace(who=parties.get(entry.verb, ""), reason="", changes={})


def _readable(changes: audit.Changes) -> dict[str, tuple[str, str]]:
    return {
        _label(field): (_words(field, old), _words(field, new))
        for field, (old, new) in changes.items()
        if old != new or field == "confidential_place"
    }


def _label(field: str) -> str:
    column = Need._meta.get_field(field)
    return str(getattr(column, "verbose_name", _("lines")))


def _words(field: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        names = labels(NAMED_BY[field]) if field in NAMED_BY else {}
        return "; ".join(_item(item, names) for item in value)
    return str(CHOICES.get(field, {}).get(value, value))


def _item(item: str, names: Mapping[str, str]) -> str:
    """Name a code; a line reads "Marking machines, 2 item"."""
    code, *rest = item.split(" | ")
    return ", ".join([names.get(code, code), *(part for part in rest if part)])

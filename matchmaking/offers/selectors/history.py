"""The history of an offer, in words its reader understands."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking import audit
from matchmaking.offers.choices import KNOWN_TO_ALL, Channel, OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.offers.policies import sees_inside
from matchmaking.vocabulary.choices import CountryGroup, WorkingLanguage
from matchmaking.vocabulary.selectors import labels

CHOICES: dict[str, dict[Any, Any]] = {
    "status": dict(OfferStatus.choices),
    "channel": dict(Channel.choices),
    "eligible_groups": dict(CountryGroup.choices),
    "delivery_languages": dict(WorkingLanguage.choices),
    "language": dict(WorkingLanguage.choices),
}
# Whose names stand for the codes in a field.
NAMED_BY = {
    "themes": "theme",
    "eligible_countries": "country",
    "excluded_countries": "country",
    "eligible_regions": "region",
    "eligible_bodies": "body",
    "lines": "kind",
    "committed": "kind",
}


def offer_history(user: Person, offer: Offer) -> list[audit.Entry]:
    """Return who did what and when, newest first; outsiders learn only its public steps."""
    entries = audit.history(offer)
    if not sees_inside(user, offer):
        return [_for_outsiders(entry, offer) for entry in _public_steps(entries)]
    joined = audit.join_sittings(entries)
    return [entry._replace(changes=_readable(entry.changes)) for entry in joined]


def _public_steps(entries: Iterable[audit.Entry]) -> Iterator[audit.Entry]:
    return (e for e in entries if e.changes.get("status", ("", ""))[1] in KNOWN_TO_ALL)


def _for_outsiders(entry: audit.Entry, offer: Offer) -> audit.Entry:
    """Name the party that acted, not the person; the system stays the system."""
    party = _("Secretariat") if entry.verb == audit.VERBS["publish"] else str(offer.organisation)
    return entry._replace(who=party if entry.who else "", reason="", changes={})


def _readable(changes: audit.Changes) -> dict[str, tuple[str, str]]:
    return {
        _label(field): (_words(field, old), _words(field, new))
        for field, (old, new) in changes.items()
        if old != new
    }


def _label(field: str) -> str:
    own = {"lines": _("lines"), "committed": _("committed")}
    return own.get(field) or str(getattr(Offer._meta.get_field(field), "verbose_name", field))


def _words(field: str, value: Any) -> str:
    if value in (None, "", []):
        return ""
    values = value if isinstance(value, list) else [value]
    names = labels(NAMED_BY[field]) if field in NAMED_BY else CHOICES.get(field, {})
    return "; ".join(_item(str(item), names) for item in values)


def _item(item: str, names: Any) -> str:
    """Name a code; a line reads "Marking machines, 2, item"."""
    if " | " not in item:
        return str(names.get(item, item))
    code, *rest = item.split(" | ")
    return ", ".join([str(names.get(code, code)), *(part for part in rest if part)])

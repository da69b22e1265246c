"""The list in force, the names of a pair, and what resembles what."""

from functools import lru_cache
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.choices import OrganisationKind
from accounts.models import ContactPoint, Organisation
from matchmaking.clearance.choices import NameRole
from matchmaking.clearance.models import Checklist, HitStatus, ListEntry, NameHit, NameList
from matchmaking.clearance.screening import THRESHOLD, Hit, Listed, Screener
from matchmaking.clearance.screening.reading import Changes, compare_lists
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.writing.models import Record

# These are no entities that a list of names would hold.
NOT_SCREENED = (OrganisationKind.STATE, OrganisationKind.SECRETARIAT)
ENTITIES = (NameRole.ORGANISATION, NameRole.OFFICE, NameRole.INSTITUTION)


class ScreenedName(NamedTuple):
    """A name of one side of a pair."""

    organisation_id: int
    role: str
    text: str

    @property
    def is_entity(self) -> bool:
        """Whether it names no person."""
        return self.role in ENTITIES


class EntryHit(NamedTuple):
    """A hit with the entry it points to."""

    hit: Hit
    entry: ListEntry


def names_of(need: Need, offer: Offer) -> list[ScreenedName]:
    """Return the names of both sides, each once: organisations, persons, institutions."""
    found = [
        *_names_of_side(need, need.organisation),
        ScreenedName(need.organisation_id, NameRole.INSTITUTION, need.institution),
        *_names_of_side(offer, offer.organisation),
    ]
    return [name for name in dict.fromkeys(found) if name.text.strip()]


def _names_of_side(record: Record, place: Organisation) -> list[ScreenedName]:
    point = ContactPoint.objects.filter(organisation=place).first()
    texts = [
        (NameRole.ORGANISATION, "" if place.kind in NOT_SCREENED else place.name),
        (NameRole.OFFICE, getattr(record, "contact_office", "")),
        (NameRole.CONTACT, getattr(record, "contact_person", "")),
        (NameRole.CONTACT, point.person if point else ""),
    ]
    return [ScreenedName(place.pk, role, text.strip()) for role, text in texts]


def current_list() -> NameList | None:
    """Return the list in force."""
    return NameList.objects.filter(is_current=True).select_related("uploaded_by").first()


def hits_for(
    text: str, *, is_entity: bool | None = None, threshold: float = THRESHOLD
) -> list[EntryHit]:
    """Return the entries of the list in force that `text` resembles, best first."""
    current = current_list()
    if current is None:
        return []
    screener = _screener(current.pk, current.uploaded_at.isoformat())
    found = screener.screen(text, is_entity=is_entity, threshold=threshold)
    keys = [hit.listed.key for hit in found]
    entries = {row.key: row for row in current.entries.filter(key__in=keys)}
    return [EntryHit(hit, entries[hit.listed.key]) for hit in found]


@lru_cache(maxsize=2)
def _screener(list_id: int, _uploaded: str) -> Screener:
    """Keep the list ready in this process; its entries never change."""
    rows = ListEntry.objects.filter(name_list=list_id).values_list("key", "is_entity", "names")
    return Screener(
        Listed(key, name["text"], name["kind"], is_entity)
        for key, is_entity, names in rows
        for name in names
    )


def undecided_hits(checklist: Checklist) -> QuerySet[NameHit]:
    """Return the hits of a pair on which nobody has decided."""
    return standing_hits(checklist).filter(status=HitStatus.UNDECIDED)


def standing_hits(checklist: Checklist) -> QuerySet[NameHit]:
    """Return the hits of a pair that the list in force still gives, the nearest first."""
    rows = NameHit.objects.filter(checklist=checklist, gone_at=None)
    return rows.select_related("organisation", "decided_by").order_by("-score", "pk")


def changes_of(name_list: NameList) -> tuple[Changes, dict[str, str]]:
    """Return what a list changed against the one before, and the names of those entries."""
    before = NameList.objects.filter(number__lt=name_list.number).order_by("-number").first()
    old = {} if before is None else _digests(before)
    found = compare_lists(old, _digests(name_list))
    names = dict(ListEntry.objects.filter(name_list=name_list).values_list("key", "name"))
    if before is not None:
        gone = ListEntry.objects.filter(name_list=before, key__in=found.removed)
        names |= dict(gone.values_list("key", "name"))
    return found, names


def _digests(name_list: NameList) -> dict[str, str]:
    return dict(name_list.entries.values_list("key", "digest"))

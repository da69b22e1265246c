"""Who may read which part of a record, and who may ask, answer and look at the readings.

The own organisation reads everything. So do the brokers of the secretariat, who bring the sides
together: of whatever is no longer a draft, and their readings are logged like anybody's. The rest
of the secretariat reads what members read.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from accounts.policies import belongs_to, is_broker
from accounts.selectors import Person, memberships_of, organisation_ids
from matchmaking.disclosure.choices import Level, level_column, opens_at
from matchmaking.disclosure.models import Ask, DisclosedRecord
from matchmaking.writing.records import kind_of

# From the ids of records of a kind to the organisations that are being introduced to their owner,
# each with the stage they have come to (disclosure.choices.STAGES).
PartiesSource = Callable[[str, Collection[int]], Mapping[int, Mapping[int, str]]]
_sources: list[PartiesSource] = []


def register_parties(source: PartiesSource) -> PartiesSource:
    """Let introductions say who the parties are; the slice that keeps them calls this once."""
    if source not in _sources:
        _sources.append(source)
    return source


def unregister_parties(source: PartiesSource) -> None:
    """Forget a source."""
    _sources.remove(source)


def parties_of(kind: str, record_ids: Collection[int]) -> dict[int, dict[int, str]]:
    """Return the other sides of introductions on each of these records, with how far they are."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for source in _sources:
        for record_id, stages in source(kind, record_ids).items():
            for organisation, stage in stages.items():
                before = found[record_id].get(organisation)
                found[record_id][organisation] = farther(stage, before) if before else stage
    return found


def farther(stage: str, other: str) -> str:
    """Return the later of two stages."""
    return stage if opens_at(other, stage) else other


def is_party(user: Person, record: DisclosedRecord) -> bool:
    """Say whether an organisation of `user` is a party of an agreement on `record`."""
    parties = parties_of(kind_of(record).name, [record.pk])[record.pk]
    return any(parties.get(own) == Level.PARTIES for own in organisation_ids(user))


def reads_everything(user: Person, record: DisclosedRecord) -> bool:
    """Say whether nothing is kept back from `user`: the own organisation, and a broker."""
    return belongs_to(user, record.organisation_id) or is_broker(user)


def may_read(user: Person, record: DisclosedRecord, part: str) -> bool:
    """Say whether `user`, who may know of `record`, may read this part of it."""
    return part in readable_parts(user, [record])[record.pk]


def readable_parts(user: Person, records: Sequence[DisclosedRecord]) -> dict[int, frozenset[str]]:
    """Return which parts `user` may read of each record; all are of one kind, one query."""
    admitted = _admitted(user, records)
    return {
        record.pk: frozenset(
            part for part in record.PARTS if _is_open(user, record, part, admitted)
        )
        for record in records
    }


def is_disclosed_to(user: Person, record: DisclosedRecord, part: str) -> bool:
    """Say whether a reading of this part by `user` is put on record: not theirs, nor everyone's."""
    is_everyones = getattr(record, level_column(part)) == Level.PUBLIC
    return not is_everyones and not belongs_to(user, record.organisation_id)


def may_ask(user: Person, record: DisclosedRecord) -> bool:
    """Say whether `user` may ask for what is kept back: who speaks for another organisation."""
    return bool(memberships_of(user)) and not reads_everything(user, record)


def answers_asks(user: Person, record: DisclosedRecord) -> bool:
    """Say whether `user` grants and declines: who answers for the record."""
    return bool(kind_of(record).owns(user, record))


def sees_readings(user: Person, record: DisclosedRecord) -> bool:
    """Say whether `user` may look at who read what: the own organisation, whose secrets it is."""
    return belongs_to(user, record.organisation_id)


def sees_consents(user: Person, record: DisclosedRecord) -> bool:
    """Say whether `user` may see who agreed to publish: the own organisation and the brokers."""
    return reads_everything(user, record)


def attaches_documents(user: Person, record: DisclosedRecord) -> bool:
    """Say whether `user` may attach documents and take them away: those who may edit."""
    return bool(kind_of(record).may_edit(user, record))


def sets_default_levels(user: Person) -> bool:
    """Say whether `user` sets what new records keep back."""
    return is_broker(user)


class Admission(NamedTuple):
    """Why somebody of another organisation may read more of a record than members do."""

    stages: tuple[str, ...] = ()
    granted: frozenset[str] = frozenset()


def _is_open(
    user: Person, record: DisclosedRecord, part: str, admitted: Mapping[int, Admission]
) -> bool:
    if reads_everything(user, record):
        return True
    level = getattr(record, level_column(part))
    if level == Level.PUBLIC:
        return True
    if level == Level.MEMBERS:
        return bool(memberships_of(user))
    admission = admitted.get(record.pk, Admission())
    return part in admission.granted or any(opens_at(level, one) for one in admission.stages)


def _admitted(user: Person, records: Sequence[DisclosedRecord]) -> dict[int, Admission]:
    """Return what introductions and granted requests open to `user`; nobody needs no query."""
    own = organisation_ids(user)
    closed = [r.pk for r in records if not reads_everything(user, r)] if own else []
    if not closed:
        return {}
    kind = kind_of(records[0]).name
    parties = parties_of(kind, closed)
    granted: dict[int, set[str]] = defaultdict(set)
    rows = Ask.objects.granted().filter(kind=kind, record_id__in=closed, organisation__in=own)
    for record_id, parts in rows.values_list("record_id", "parts"):
        granted[record_id].update(parts)
    return {
        pk: Admission(
            tuple(stage for organisation, stage in parties[pk].items() if organisation in own),
            frozenset(granted[pk]),
        )
        for pk in closed
    }

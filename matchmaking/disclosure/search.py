"""How the parts of records are found: openly, or by those alone who may read them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from accounts.selectors import BROKERS, MEMBERS
from matchmaking.disclosure.choices import COLUMNS, Level, level_column, opens_at
from matchmaking.disclosure.models import Ask, DisclosedRecord
from matchmaking.disclosure.policies import parties_of
from matchmaking.writing.records import kind_of
from search import Reserved

# For each record and part, the organisations of others that may read it beyond its level.
Admitted = Mapping[int, Mapping[str, Iterable[int]]]


def admitted_to(records: Sequence[DisclosedRecord]) -> Admitted:
    """Return which organisations introductions and granted requests let read what; one query."""
    if not records:
        return {}
    kind, ids = kind_of(records[0]).name, [record.pk for record in records]
    parties = parties_of(kind, ids)
    found: dict[int, dict[str, set[int]]] = {pk: defaultdict(set) for pk in ids}
    for record in records:
        for part in record.PARTS:
            level = getattr(record, level_column(part))
            found[record.pk][part] |= {
                pk for pk, stage in parties[record.pk].items() if opens_at(level, stage)
            }
    granted = Ask.objects.granted().filter(kind=kind, record_id__in=ids)
    for record_id, organisation, parts in granted.values_list("record_id", "organisation", "parts"):
        for part in parts:
            found[record_id][part].add(organisation)
    return found


def open_texts(record: DisclosedRecord) -> list[str]:
    """Return the parts of a record that everybody may read who may know of it."""
    return [
        text
        for part in record.PARTS
        if getattr(record, level_column(part)) == Level.PUBLIC
        for text in _texts(record, part)
    ]


def reserved_texts(record: DisclosedRecord, admitted: Admitted) -> list[Reserved]:
    """Return the parts of a record that only some may find, each with the codes of its readers."""
    return [
        Reserved(text, _readers(record, part, admitted))
        for part in record.PARTS
        if getattr(record, level_column(part)) != Level.PUBLIC
        for text in _texts(record, part)
    ]


def _texts(record: DisclosedRecord, part: str) -> list[str]:
    written = (getattr(record, column) for column in COLUMNS[part])
    return [text for text in written if text]


def _readers(record: DisclosedRecord, part: str, admitted: Admitted) -> list[str]:
    own = f"org:{record.organisation_id}"
    others = [f"org:{pk}" for pk in admitted.get(record.pk, {}).get(part, ())]
    if getattr(record, level_column(part)) == Level.MEMBERS:
        return [MEMBERS]
    return sorted({own, BROKERS, *others})

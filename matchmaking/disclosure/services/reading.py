"""Keeping on record who of another organisation read what not everyone may read."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from accounts.models import Organisation, User
from accounts.selectors import Person, organisations_of
from matchmaking.disclosure import policies
from matchmaking.disclosure.choices import Part, Way
from matchmaking.disclosure.models import DisclosedRecord, Reading
from matchmaking.writing.records import kind_of

R = TypeVar("R", bound=DisclosedRecord)
AT_ONCE = 500


def log_readings(
    *,
    records: Iterable[DisclosedRecord],
    reader: Person,
    organisation: Organisation | None,
    way: Way,
    parts: Collection[str] | None = None,
) -> int:
    """Write down what of these twins is handed to `reader`, who acts for `organisation`.

    `parts` are those that are handed out at all; None: every part that they may read. Returns how
    many readings were written: none of one's own records, none of what everyone may read.
    """
    if not isinstance(reader, User):
        return 0
    acting = organisation or next(iter(organisations_of(reader)), None)
    if acting is None:
        return 0
    rows = [_reading(record, reader, acting, way, parts) for record in records]
    return len(Reading.objects.bulk_create([row for row in rows if row.parts]))


def logging_readings(
    rows: Iterable[R],
    *,
    reader: Person,
    organisation: Organisation | None,
    parts: Collection[str],
) -> Iterator[R]:
    """Hand on the rows of a file, and write down before each batch what is read with it."""
    waiting = iter(rows)
    while batch := list(islice(waiting, AT_ONCE)):
        log_readings(
            records=batch, reader=reader, organisation=organisation, way=Way.FILE, parts=parts
        )
        yield from batch


def log_downloads(
    *, record: DisclosedRecord, reader: Person, organisation: Organisation | None
) -> int:
    """Write down that `reader` opens a document that not everyone may open."""
    record.disclosed = frozenset()
    if policies.is_disclosed_to(reader, record, Part.DOCUMENTS):
        record.disclosed = frozenset({Part.DOCUMENTS})
    return log_readings(
        records=[record], reader=reader, organisation=organisation, way=Way.DOWNLOAD
    )


def _reading(
    record: DisclosedRecord,
    reader: User,
    acting: Organisation,
    way: Way,
    parts: Collection[str] | None,
) -> Reading:
    read = record.disclosed if parts is None else record.disclosed & set(parts)
    return Reading(
        kind=kind_of(record).name,
        record_id=record.pk,
        owner_id=record.organisation_id,
        reader=reader,
        organisation=acting,
        parts=[part for part in Part.values if part in read],
        way=way,
    )

"""What each screen shows of what is kept back, asked for and read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import Organisation, User
from accounts.selectors import Person, organisation_ids
from matchmaking.disclosure import policies
from matchmaking.disclosure.choices import (
    COLUMNS,
    SAFE_LEVELS,
    AskStatus,
    Level,
    Part,
    level_column,
)
from matchmaking.disclosure.models import (
    AboutRecord,
    Ask,
    Consent,
    DefaultLevel,
    DisclosedRecord,
    Reading,
    RecordDocument,
)
from matchmaking.disclosure.querysets import DisclosedQuerySet
from matchmaking.writing.records import kind_named

Twins = TypeVar("Twins", bound=DisclosedQuerySet[Any])
NOBODY = AnonymousUser()
# Those who answer for records of any kind; the kind itself says who answers for one.
ANSWERING_ROLES = (Role.FOCAL_POINT, Role.PROGRAMME_OFFICER, Role.FUND_ADMINISTRATOR)
MOST_ASKS = 200


def twins_for(user: Person, records: Twins) -> Twins:
    """Return the records without the parts that `user` may not read."""
    return records.redacted_by(partial(redact, user))


def public_twins(records: Twins) -> Twins:
    """Return the records as everyone may read them: all that a row of a list can show."""
    return twins_for(NOBODY, records)


def redact_for_all(records: Sequence[DisclosedRecord]) -> None:
    """Leave out of these rows, which came with others, what not everyone may read."""
    redact(NOBODY, records)


def redact(user: Person, records: Sequence[DisclosedRecord]) -> None:
    """Leave out of these rows, in place, what `user` may not read; say what that is."""
    if not records:
        return
    readable = policies.readable_parts(user, records)
    for record in records:
        parts = [part for part in record.PARTS if _is_written(record, part)]
        record.withheld = frozenset(part for part in parts if part not in readable[record.pk])
        record.disclosed = frozenset(
            part
            for part in parts
            if part not in record.withheld and policies.is_disclosed_to(user, record, part)
        )
        record.is_twin = True
        for column in (column for part in record.withheld for column in COLUMNS[part]):
            setattr(record, column, "")


def _is_written(record: DisclosedRecord, part: str) -> bool:
    return any(getattr(record, column) for column in COLUMNS[part])


def default_levels(model: type[DisclosedRecord]) -> dict[str, str]:
    """Return the level columns of a new record with what the secretariat has set for them."""
    chosen = levels_by_default()
    return {level_column(part): chosen[part] for part in model.PARTS}


def levels_by_default() -> dict[str, str]:
    """Return the level of each part of a new record."""
    return SAFE_LEVELS | dict(DefaultLevel.objects.values_list("part", "level"))


def levels_of(record: DisclosedRecord) -> dict[str, str]:
    """Return who may read each part of a record."""
    return {part: getattr(record, level_column(part)) for part in record.PARTS}


def part_facts(record: DisclosedRecord, *parts: str) -> list[tuple[str, str]]:
    """Return short parts of a twin as pairs for the side column; what is left out says so."""
    return [
        (str(Part(part).label), _("kept back") if part in record.withheld else value)
        for part in parts
        for _label, value in columns_of_part(record, part)
    ]


def columns_of_part(record: DisclosedRecord, part: str) -> list[tuple[str, str]]:
    """Return the columns of a part with what they are called."""
    return [
        (
            str(getattr(record._meta.get_field(column), "verbose_name", column)),
            getattr(record, column),
        )
        for column in COLUMNS[part]
    ]


def record_of(row: AboutRecord) -> DisclosedRecord:
    """Return the record that a row is about."""
    record: DisclosedRecord = kind_named(row.kind).model._default_manager.get(pk=row.record_id)
    return record


def known_record(user: Person, kind: str, record_id: int) -> DisclosedRecord:
    """Return a record that `user` may know of as they may see it; LookupError for others."""
    known: DisclosedQuerySet[Any] = kind_named(kind).visible_to(user)  # type: ignore[assignment]
    twins = twins_for(user, known.select_related("organisation"))
    record: DisclosedRecord | None = twins.filter(pk=record_id).first()
    if record is None:
        raise LookupError(record_id)
    return record


@dataclass(frozen=True)
class KeptBack:
    """What a record keeps back from its reader, and what they can do about it."""

    parts: list[Part]
    owner: Organisation
    may_ask: bool
    asked: Ask | None


def kept_back(user: Person, record: DisclosedRecord) -> KeptBack:
    """Return what is left out of this twin, and whether its reader has asked for it."""
    has_documents = Part.DOCUMENTS in record.PARTS and not policies.may_read(
        user, record, Part.DOCUMENTS
    )
    withheld = set(record.withheld)
    if has_documents and RecordDocument.objects.about(record).exists():
        withheld.add(Part.DOCUMENTS)
    asks = Ask.objects.about(record).open().filter(organisation__in=organisation_ids(user))
    return KeptBack(
        parts=[part for part in Part if part in withheld],
        owner=record.organisation,
        may_ask=policies.may_ask(user, record),
        asked=asks.first() if withheld else None,
    )


def documents_for(user: Person, record: DisclosedRecord) -> list[RecordDocument]:
    """Return the documents of a record that `user` may open: all of them or none."""
    if not policies.may_read(user, record, Part.DOCUMENTS):
        return []
    rows = RecordDocument.objects.about(record).select_related("attachment")
    return list(rows.order_by("added_at", "pk"))


def readings_of(user: Person, record: DisclosedRecord) -> QuerySet[Reading]:
    """Return who has read what is kept back, newest first; nothing for other organisations."""
    if not policies.sees_readings(user, record):
        return Reading.objects.none()
    rows = Reading.objects.about(record).select_related("reader", "organisation")
    return rows.order_by("-at", "-pk")


def asks_about(user: Person, record: DisclosedRecord) -> QuerySet[Ask]:
    """Return the requests for disclosure of a record that `user` may know of, newest first."""
    rows = Ask.objects.about(record).visible_to(user).select_related("organisation", "asked_by")
    return rows.order_by("-asked_at", "-pk")


def consents_of(record: DisclosedRecord) -> QuerySet[Consent]:
    """Return every consent to publish a record, newest first."""
    rows = Consent.objects.about(record).select_related("given_by", "withdrawn_by")
    return rows.order_by("-given_at", "-pk")


def levels_in_words(record: DisclosedRecord) -> list[tuple[str, str]]:
    """Return each part with who may read it, for the page."""
    return [(str(Part(p).label), str(Level(v).label)) for p, v in levels_of(record).items()]


@dataclass(frozen=True)
class Asks:
    """Requests for disclosure of both directions, what waits first."""

    of_us: list[Ask]
    by_us: list[Ask]


def asks_for_listing(user: Person) -> Asks:
    """Return what `user` may know of, each with its record (None: not known any more) and moves."""
    own = organisation_ids(user)
    rows = Ask.objects.visible_to(user).select_related("organisation", "owner", "asked_by")
    waiting = Case(When(status=AskStatus.OPEN, then=0), default=1)
    asks = list(rows.order_by(waiting, "-asked_at", "-pk")[:MOST_ASKS])
    records = _records_of(user, asks)
    for ask in asks:
        ask.record = records.get((ask.kind, ask.record_id))
    return Asks(
        of_us=[ask for ask in asks if ask.owner_id in own],
        by_us=[ask for ask in asks if ask.organisation_id in own],
    )


def ask_for_page(user: Person, pk: int) -> Ask | None:
    """Return one request for disclosure with its record, or None when `user` may not know of it."""
    rows = Ask.objects.visible_to(user).select_related("organisation", "owner", "asked_by")
    ask = rows.filter(pk=pk).first()
    if ask:
        ask.record = _records_of(user, [ask]).get((ask.kind, ask.record_id))
    return ask


def asks_to_answer(user: User) -> QuerySet[Ask] | None:
    """Return the requests that wait for an answer of `user`; None where they never answer any."""
    own = organisation_ids(user, ANSWERING_ROLES)
    return Ask.objects.open().filter(owner__in=own).select_related("organisation") if own else None


def asks_still_known(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these requests whose record `user` may still know of."""
    asks = list(Ask.objects.visible_to(user).filter(pk__in=ids))
    known = _records_of(user, asks)
    return [ask.pk for ask in asks if (ask.kind, ask.record_id) in known]


def _records_of(user: Person, rows: Iterable[AboutRecord]) -> dict[tuple[str, int], Any]:
    """Return the records of these rows that `user` may know of, one query for each kind."""
    ids: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        ids[row.kind].add(row.record_id)
    found: dict[tuple[str, int], Any] = {}
    for kind, some in ids.items():
        known: DisclosedQuerySet[Any] = kind_named(kind).visible_to(user)  # type: ignore[assignment]
        found |= {(kind, record.pk): record for record in public_twins(known.filter(pk__in=some))}
    return found


def standing_consent(record: DisclosedRecord) -> Consent | None:
    """Return the consent under which a record is published now."""
    standing = Consent.objects.about(record).standing().select_related("given_by")
    return standing.order_by("-given_at", "-pk").first()


def saving_wording(record: DisclosedRecord) -> str:
    """Return what somebody agrees to who changes `record` while others can know of it."""
    return _(
        "By saving I agree, for %(organisation)s, that this is published to those chosen in this "
        "form, and that each part may be read by those chosen beside it."
    ) % {"organisation": record.organisation}


def consent_wording(record: DisclosedRecord) -> str:
    """Return what somebody agrees to who publishes `record`, in the active language."""
    levels = levels_of(record)
    parts = "; ".join(f"{Part(part).label}: {Level(levels[part]).label}" for part in levels)
    return _(
        "For %(organisation)s, I agree that “%(title)s” is published. It can be known to: "
        "%(audience)s. Who may read its parts: %(parts)s. I may withdraw this consent at any time; "
        "the record is then hidden from other organisations."
    ) % {
        "organisation": record.organisation,
        "title": record,
        "audience": record.get_audience_display(),
        "parts": parts,
    }

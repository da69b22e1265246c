"""The kinds of records that are written here; each slice registers its own in `AppConfig.ready`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import CharField, QuerySet, TextField
from django.dispatch import Signal
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking.vocabulary.selectors import labels
from matchmaking.workflow import Policy, Workflow
from matchmaking.writing.models import Record

R = TypeVar("R", bound=Record)
Choices = Iterable[tuple[Any, Any]]
Faults = Mapping[str, str | Promise]
LINES = "lines"
# What the trail tells of two records that became one.
UNITED: Mapping[str, str | Promise] = {
    "merged_into": _("merged into"),
    "merged_here": _("merged into this one"),
}


@dataclass(frozen=True)
class Words:
    """What pages and messages call a kind: whole sentences, since languages bend nouns."""

    one: str | Promise
    many: str | Promise
    mine: str | Promise
    none: str | Promise
    how_to_begin: str | Promise
    begin: str | Promise
    new: str | Promise
    lead: str | Promise  # to those who begin one
    edit: str | Promise
    queue: str | Promise
    columns: tuple[str | Promise, ...]  # of tables: the record, its party, its urgency
    lines: str | Promise
    sent_back: str | Promise  # with %(reason)s
    stale: str | Promise  # with %(who)s
    closed: str | Promise
    promise: str | Promise  # what submitting confirms
    not_yours: str | Promise = ""  # to those who may write but not submit


@dataclass(frozen=True)
class RowSet:
    """Rows of a record beside its lines, such as goals: dicts that JSON can hold, `pk` among them.

    `text` is a row as the trail keeps it, "CODE | words"; `named_by` says whose names the code has.
    """

    label: str | Promise
    named_by: str
    read: Callable[[Any], list[dict[str, Any]]]
    write: Callable[[Any, list[dict[str, Any]]], None]
    text: Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True)
class RecordKind(Generic[R]):
    """What the shared services and pages must know of a kind of record.

    An amount is a plain field `x_minor` beside `currency`, read as Money through the property `x`.
    """

    name: str  # also its type in the search and, as `<name>_id`, in services and signals
    model: type[R]
    namespace: str
    words: Words
    plain_fields: tuple[str, ...]
    link_fields: tuple[str, ...]
    line: type[Any]  # a row of `lines`, for the services
    quantity: str  # the columns of a line, which each kind names its own way
    amount: str
    blank: Callable[[Organisation], R]
    may_begin: Callable[[Person, Organisation], bool]
    may_edit: Policy
    owns: Policy  # answers for it: signs, submits, withdraws
    sees_inside: Policy
    workflow: Workflow
    missing_parts: Callable[[R], Faults]
    contradictions: Callable[[Mapping[str, Any]], Faults]
    together: tuple[frozenset[str], ...]  # fields that are kept or left together
    changed: Signal
    names: Mapping[str, Choices] = field(default_factory=dict)  # of codes kept as lists or plain
    secret_fields: tuple[str, ...] = ()
    # What the trail tells of lines beside the lines themselves, with its label.
    line_notes: Mapping[str, str | Promise] = field(default_factory=dict)
    rows: Mapping[str, RowSet] = field(default_factory=dict)
    guard_lines: Callable[[R, list[Any]], None] = lambda record, lines: None
    settle: Callable[[R], None] = lambda record: None

    @property
    def fields(self) -> tuple[str, ...]:
        """All that is written in a record, its lines last."""
        return (*self.plain_fields, *self.link_fields, *self.rows, LINES)

    def visible_to(self, user: Person) -> QuerySet[R]:
        """Return the records that `user` may know of."""
        found: QuerySet[R] = self.model._default_manager.visible_to(user)  # type: ignore[attr-defined]
        return found

    def url(self, page: str, record: Record | None = None) -> str:
        """Return the address of one of the slice's pages."""
        return reverse(f"{self.namespace}:{page}", args=[record.pk] if record else [])

    def label(self, name: str) -> str:
        """Return the name of a field as pages write it."""
        own = {LINES: self.words.lines, **self.line_notes, **UNITED}
        if name in own:
            return str(own[name])
        if name in self.rows:
            return str(self.rows[name].label)
        return str(getattr(self.model._meta.get_field(name), "verbose_name", name))

    def is_text(self, name: str) -> bool:
        """Say whether a field holds words in the language of the record."""
        if name == LINES or name in self.rows:
            return False
        column: Any = self.model._meta.get_field(name)
        is_written = isinstance(column, CharField | TextField) and not column.flatchoices
        return is_written and name not in (*self.names, "currency")

    def code_names(self, name: str) -> Mapping[Any, Any]:
        """Return the names of the codes that a field holds; none for words, numbers and days."""
        if name in self.names:
            return dict(self.names[name])
        if name in UNITED:
            return {}
        if name == LINES or name in self.line_notes:
            return labels("kind")
        if name in self.rows:
            return labels(self.rows[name].named_by)
        column: Any = self.model._meta.get_field(name)
        if column.is_relation:
            return labels(column.related_model._meta.model_name)
        return dict(column.flatchoices)


_KINDS: dict[str, RecordKind[Any]] = {}


def register(kind: RecordKind[Any]) -> None:
    """Make a kind of record known to all that works on records."""
    _KINDS[kind.name] = kind


def all_kinds() -> list[RecordKind[Any]]:
    """Return every kind, in the order of the story."""
    return list(_KINDS.values())


def kind_named(name: str) -> RecordKind[Any]:
    """Return the kind of that name, or raise LookupError."""
    return _KINDS[name]


def kind_of(record: Record) -> RecordKind[Any]:
    """Return the kind of a record."""
    return next(kind for kind in _KINDS.values() if kind.model is type(record))

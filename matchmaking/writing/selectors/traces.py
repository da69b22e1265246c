"""Versions and what is different between them, comments, signatures."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from matchmaking.writing.contents import Contents, trail, words_of
from matchmaking.writing.differences import Piece, word_differences
from matchmaking.writing.merging import same
from matchmaking.writing.models import Record
from matchmaking.writing.records import LINES, RecordKind
from matchmaking.writing.traces import Comment, RecordVersion, SignOff, TraceQuerySet


class Difference(NamedTuple):
    """One field that reads otherwise: its label, both readings, and the pieces of the change."""

    name: str
    label: str
    old: str
    new: str
    pieces: list[Piece]
    language: str  # of the words; empty where they are the reader's own


def versions_of(record: Record) -> list[RecordVersion]:
    """Return the versions, newest first; what was typed in one sitting counts once."""
    rows = RecordVersion.objects.of(record).select_related("author").defer("contents")
    newest_first = list(rows.order_by("-number"))
    older = pairwise(newest_first)
    return [*newest_first[:1], *(row for later, row in older if not row.is_superseded_by(later))]


def differences_between(
    kind: RecordKind[Any],
    language: str,
    old: Contents,
    new: Contents,
    names: Iterable[str] | None = None,
) -> list[Difference]:
    """Return the fields (of `names`, where given) that read otherwise in two contents."""
    before, after = trail(kind, old), trail(kind, new)
    found = []
    for name in names or kind.fields:
        if same(before.get(name), after.get(name)):
            continue
        one, other = (_reading(kind, name, said) for said in (before, after))
        spoken = language if kind.is_text(name) else ""
        pieces = word_differences(one, other)
        found.append(Difference(name, kind.label(name), one, other, pieces, spoken))
    return found


def comments_of(record: Record) -> TraceQuerySet:
    """Return what colleagues said about a record, the oldest first."""
    comments = Comment.objects.of(record).order_by("written_at", "pk")
    return comments.select_related("author", "resolved_by").prefetch_related("mentioned")


def sign_off_of(record: Record) -> SignOff | None:
    """Return the latest signature, standing or voided; None where it was never signed."""
    rows = SignOff.objects.of(record).select_related("signed_by", "voided_by")
    latest: SignOff | None = rows.order_by("-signed_at", "-pk").first()
    return latest


def _reading(kind: RecordKind[Any], name: str, said: Contents) -> str:
    if name == LINES:
        return "\n".join(words_of(kind, LINES, [line]) for line in said[LINES])
    return words_of(kind, name, said.get(name))

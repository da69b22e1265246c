"""Questions of due diligence in words, and what two versions of them say differently."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from matchmaking.projects.coordination.choices import Says
from matchmaking.projects.models import Questionnaire
from matchmaking.vocabulary.fields import readers_language

Row = Mapping[str, Any]
COLUMNS = ("code", "texts", "expected", "needs_evidence", "needs_words")


class Asked(NamedTuple):
    """A question as a page shows it."""

    text: str
    notes: tuple[str, ...]


class Difference(NamedTuple):
    """A question that two versions ask differently; empty where one does not ask it."""

    code: str
    before: str
    after: str


def rows_of(questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """Return the questions of a version in their order, as the service writes them."""
    return list(questionnaire.questions.order_by("position", "pk").values(*COLUMNS))


def asked(rows: Iterable[Row]) -> list[Asked]:
    """Return questions in the reader's language, with what is asked besides yes or no."""
    return [Asked(_text(row), tuple(_notes(row))) for row in rows]


def differences(before: Iterable[Row], after: Iterable[Row]) -> list[Difference]:
    """Return what two versions ask differently, in any of the languages."""
    old, new = ({row["code"]: row for row in rows} for rows in (before, after))
    return [
        Difference(code, _whole(old.get(code)), _whole(new.get(code)))
        for code in dict.fromkeys([*old, *new])
        if old.get(code) != new.get(code)
    ]


def _text(row: Row) -> str:
    texts = row["texts"]
    return texts.get(readers_language()) or texts.get("en", "")


def _notes(row: Row) -> Iterable[str]:
    if row["expected"]:
        yield _("reassuring answer: %(answer)s") % {"answer": Says(row["expected"]).label}
    if row["needs_evidence"]:
        yield _("needs a document")
    if row["needs_words"]:
        yield _("needs an explanation")


def _whole(row: Row | None) -> str:
    """Return all that a question says; every language, so that a new translation shows."""
    if row is None:
        return ""
    return " · ".join([*(text for text in row["texts"].values() if text), *_notes(row)])

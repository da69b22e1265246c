"""What others say of a proposal, as part of what it says, and set out for readers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from matchmaking.projects import contents, reading
from matchmaking.projects.coordination.choices import (
    DiligenceStatus,
    EndorsementStatus,
    Party,
    Says,
    Way,
)
from matchmaking.projects.models import DiligenceAnswer, DueDiligence, Endorsement, Proposal
from matchmaking.projects.reading import Parts, Table
from matchmaking.projects.rows import plain
from matchmaking.vocabulary.selectors import labels

Said = Mapping[str, Any]
ENDORSEMENTS, DILIGENCE = "endorsements", "due_diligence"


def own_words(said: Said) -> dict[str, Any]:
    """Return what the writers say, without what others say of it: what a body endorses."""
    return {name: value for name, value in said.items() if name not in (ENDORSEMENTS, DILIGENCE)}


def endorsements_of(proposal: Proposal) -> list[dict[str, Any]]:
    """Return who was asked and what they answered, the first asked first."""
    rows = Endorsement.objects.filter(proposal=proposal)
    rows = rows.exclude(status=EndorsementStatus.TAKEN_BACK).order_by("asked_at", "pk")
    return [_endorsement(row) for row in rows]


def diligence_of(proposal: Proposal) -> list[dict[str, Any]]:
    """Return the answers of each party, with their questions in six languages."""
    rows = DueDiligence.objects.filter(proposal=proposal).select_related("organisation")
    return [_diligence(row) for row in rows.order_by("party", "pk")]


def register() -> None:
    """Let the contents of proposals hold these, and their sections show them."""
    contents.register(ENDORSEMENTS, endorsements_of)
    contents.register(DILIGENCE, diligence_of)
    reading.register("coordination", read_endorsements)
    reading.register("due_diligence", read_diligence)


def read_endorsements(said: Said) -> Parts:
    """Set out who was asked to endorse the proposal, and what they answered."""
    rows = said.get(ENDORSEMENTS, [])
    names = labels("body", [row["body"] for row in rows])
    table = Table(
        caption=_("Endorsement by regional bodies"),
        heads=(_("Regional body"), _("Answer"), _("On"), _("How"), _("Remarks or reason")),
        rows=tuple(
            (
                names.get(row["body"], row["body"]),
                str(EndorsementStatus(row["status"]).label),
                _day(row["answered_on"]),
                str(Way(row["way"]).label) if row["way"] else "",
                row["words"],
            )
            for row in rows
        ),
        written=frozenset({4}),
    )
    return [], [table], []


def read_diligence(said: Said) -> Parts:
    """Set out the questionnaire of each party with its answers."""
    return [], [_diligence_table(one) for one in said.get(DILIGENCE, [])], []


def _diligence_table(one: Said) -> Table:
    state = str(DiligenceStatus(one["status"]).label)
    if one["confirmed_on"]:
        named = {"name": one["confirmed_by"], "day": _day(one["confirmed_on"])}
        state = _("confirmed by %(name)s on %(day)s") % named
    named = {"party": Party(one["party"]).label, "name": one["organisation"], "state": state}
    return Table(
        caption=_("%(party)s: %(name)s (%(state)s)") % named,
        heads=(_("Question"), _("Answer"), _("Explanation"), _("As of"), _("Document")),
        rows=tuple(_answer_row(row) for row in one["answers"]),
        written=frozenset({2}),
    )


def _answer_row(row: Said) -> tuple[str, ...]:
    language = (get_language() or "en").split("-")[0]
    document = row["evidence"]
    if document and row["valid_until"]:
        named = {"name": document, "day": _day(row["valid_until"])}
        document = _("%(name)s, valid until %(day)s") % named
    return (
        row["texts"].get(language) or row["texts"]["en"],
        str(Says(row["says"]).label),
        row["words"],
        _day(row["as_of"]),
        document,
    )


def _endorsement(row: Endorsement) -> dict[str, Any]:
    answered = timezone.localdate(row.answered_at) if row.answered_at else None
    return {
        "body": row.body_id,
        "status": row.status,
        "way": row.way,
        "words": row.words,
        "asked_on": plain(timezone.localdate(row.asked_at)),
        "answered_on": plain(row.signed_on or answered),
    }


def _diligence(row: DueDiligence) -> dict[str, Any]:
    confirmed = timezone.localdate(row.confirmed_at) if row.confirmed_at else None
    return {
        "party": row.party,
        "organisation": row.organisation.name,
        "questionnaire": row.questionnaire_id,
        "status": row.status,
        "confirmed_by": str(row.confirmed_by) if row.confirmed_by else "",
        "confirmed_on": plain(confirmed),
        "answers": [_answer(answer) for answer in _answers(row)],
    }


def _answers(row: DueDiligence) -> Iterable[DiligenceAnswer]:
    rows = row.answers.select_related("question", "evidence")
    return rows.order_by("question__position", "question_id")


def _answer(answer: DiligenceAnswer) -> dict[str, Any]:
    return {
        "code": answer.question.code,
        "texts": answer.question.texts,
        "says": answer.says,
        "words": answer.words,
        "as_of": plain(answer.as_of),
        "valid_until": plain(answer.valid_until),
        "evidence": str(answer.evidence) if answer.evidence else "",
    }


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text), "j F Y") if text else ""

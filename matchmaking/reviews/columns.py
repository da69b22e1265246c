"""What the files of reviews hold: one line for each score, and one for the whole of each review."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.export import Column
from matchmaking.applications.models import Application
from matchmaking.funds.models import Call
from matchmaking.reviews.choices import COUNTING
from matchmaking.reviews.selectors import ReviewFigures, ReviewSummary
from matchmaking.reviews.selectors.progress import ApplicationProgress
from matchmaking.reviews.wording import title_of


class Line(NamedTuple):
    """One line of the file of reviews."""

    application: Application
    reviewer: str
    criterion: str
    weight: int | None
    value: int | Decimal | None
    highest: int
    words: str
    advice: str
    note: str


def score_lines(
    summaries: Iterable[ReviewSummary], applications: Mapping[int, Application]
) -> Iterator[Line]:
    """Yield what each review says under each criterion, and in all."""
    for summary in summaries:
        found = applications[summary.application_id]
        for one in summary.reviews:
            yield from _of_review(found, summary, one)


def example_note(application: Application) -> str:
    """Return the label that everything of an example fund carries."""
    if not application.call.fund.is_example:
        return ""
    return _("Example, not the rules of any real fund.")


def _of_review(found: Application, summary: ReviewSummary, one: ReviewFigures) -> Iterator[Line]:
    name, note = str(one.review.assignment.reviewer), example_note(found)
    scores = {score.criterion_id: score for score in one.review.scores.all()}
    for criterion in summary.criteria:
        score = scores.get(criterion.pk)
        yield Line(
            found,
            name,
            title_of(criterion),
            criterion.weight,
            score.value if score else None,
            criterion.scale_max,
            score.rationale if score else "",
            "",
            note,
        )
    advice = str(one.review.get_advice_display())
    words = one.review.words
    yield Line(found, name, _("In all, weighted"), None, one.weighted, 100, words, advice, note)


SCORE_COLUMNS = (
    Column("number", gettext_lazy("Number"), lambda line: line.application.number),
    Column("title", gettext_lazy("Proposal"), lambda line: line.application.proposal.title),
    Column("reviewer", gettext_lazy("Reviewer"), lambda line: line.reviewer),
    Column("criterion", gettext_lazy("Criterion"), lambda line: line.criterion),
    Column("weight", gettext_lazy("Weight"), lambda line: line.weight),
    Column("score", gettext_lazy("Score"), lambda line: line.value),
    Column("of", gettext_lazy("of at most"), lambda line: line.highest),
    Column("why", gettext_lazy("Why"), lambda line: line.words),
    Column("advice", gettext_lazy("Advice"), lambda line: line.advice),
    Column("note", gettext_lazy("Note"), lambda line: line.note),
)


def progress_columns(call: Call) -> list[Column]:
    """Return the columns of the progress of a call; each row is (progress, summary or None)."""
    note = _("Example, not the rules of any real fund.") if call.fund.is_example else ""
    return [
        Column("number", _("Number"), lambda row: row[0].application.number),
        Column("title", _("Proposal"), lambda row: row[0].application.proposal.title),
        Column("state", _("State"), lambda row: str(row[0].application.proposal.country)),
        Column("expected", _("Reviews wanted"), lambda row: row[0].expected),
        Column("under_way", _("Under way"), lambda row: row[0].tally.under_way),
        Column("done", _("Handed in"), lambda row: row[0].tally.done),
        Column("overdue", _("Overdue"), lambda row: row[0].tally.overdue),
        Column("reviewers", _("Reviewers"), _names),
        Column("weighted", _("Weighted score"), lambda row: row[1] and row[1].weighted),
        Column("spread", _("Spread"), lambda row: row[1] and row[1].spread),
        Column("note", _("Note"), lambda row: note),
    ]


def _names(row: tuple[ApplicationProgress, ReviewSummary | None]) -> str:
    known = (one for one in row[0].assignments if one.status in COUNTING)
    return ", ".join(f"{one.reviewer} ({one.get_status_display()})" for one in known)

"""Do the results last, and does the State own them?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.observations.choices import Answer
from matchmaking.observations.models import QUESTIONS, ObservedItem
from matchmaking.study.chapters.parts import Chapter, Grid, Row
from matchmaking.study.chapters.scores import score_grids
from matchmaking.study.engine.sums import percent

Said = Mapping[str, Any]


def sustainability(contents: Said) -> Chapter:
    """Return the chapter on sustainability."""
    months = contents["sustainability"]["months"]
    return Chapter(
        code="sustainability",
        title=_("Sustainability"),
        paragraphs=(
            _(
                "Twelve, twenty-four and thirty-six months after the end the recipient says of "
                "each thing delivered whether it is in use, maintained, staffed and budgeted; an "
                "evaluator verifies it. Observations are shown added up, and not where fewer "
                "than three were answered."
            ),
        ),
        grids=(_observed(months), *_answers(months), *score_grids(contents, "sustainability")),
    )


def _observed(months: Said) -> Grid:
    rows = tuple(
        (_after(m), one["due"], one["answered"], one["verified"]) for m, one in months.items()
    )
    heads = (_("Observed"), _("Due in this time"), _("Answered"), _("Verified"))
    return Grid("observed", _("Observations after closure"), heads, rows)


def _answers(months: Said) -> list[Grid]:
    return [_things(m, one) for m, one in months.items() if one["things"] is not None]


def _things(months: str, one: Said) -> Grid:
    answers = list(Answer)
    rows: list[Row] = []
    for name in QUESTIONS:
        said = one["answers"][name]
        counts = [said.get(answer, 0) for answer in answers]
        known = sum(counts) - said.get(Answer.NOT_KNOWN, 0)
        question = str(getattr(ObservedItem._meta.get_field(name), "verbose_name", name))
        rows.append((question, *counts, percent(said.get(Answer.YES, 0), known)))
    heads = (
        _("Question"),
        *(str(answer.label) for answer in answers),
        _("Yes, per cent of those known"),
    )
    caption = _("Things delivered, %(after)s") % {"after": _after(months)}
    return Grid(f"things-{months}", caption, heads, tuple(rows), drawn=len(heads) - 1)


def _after(months: str) -> str:
    return _("%(months)s months after the end") % {"months": months}

"""The letter that tells an applicant what was decided, in the language they wrote in."""

from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from matchmaking.decisions.choices import APPROVING, AppealStatus, DecisionKind
from matchmaking.decisions.models import Appeal, Condition, Decision
from matchmaking.decisions.wording import worded_title
from matchmaking.funds.models import Criterion
from matchmaking.reviews.models import Review
from matchmaking.writing.notes.letter import Letter

Rows = list[list[str]]


def language_of(decision: Decision) -> str:
    """Return the language of the letter: that of the proposal, where the site speaks it."""
    said = decision.application.proposal.language
    codes = [code for code, _label in settings.LANGUAGES]
    named = [code for code in codes if code == said or code.partition("-")[0] == said]
    return named[0] if named else "en"


def letter_of(decision: Decision) -> Letter:
    """Return the letter, in the active language; what the rules keep back is not in it."""
    application = decision.application
    language = get_language() or "en"
    heads, lines = _scores(decision)
    return Letter(
        language=language.partition("-")[0],
        is_rtl=bool(get_language_info(language)["bidi"]),
        sender=str(application.call.fund),
        address=[str(application.proposal.applicant)],
        emblem=b"",
        heading=_("Decision on your application"),
        reference=_("Application %(number)s, round %(round)s")
        % {"number": application.number, "round": decision.submission.round},
        restricted=_label(decision),
        opening=_opening(decision),
        title=str(application.proposal),
        description=[*_reasons(decision), *_conditions(decision), *_feedback(decision)],
        facts=list(_facts(decision)),
        line_heads=heads,
        lines=lines,
        closing=_closing(decision),
        place_and_day=date_format(decision.decided_at),
    )


def _label(decision: Decision) -> str:
    """Say on the letter itself that the rules are an example."""
    is_example = decision.application.call.rules.is_example
    return _("example, not the rules of any real fund") if is_example else ""


def _opening(decision: Decision) -> str:
    said = {
        DecisionKind.APPROVE: _("The committee of the call “%(call)s” has approved your proposal."),
        DecisionKind.CONDITIONS: _(
            "The committee of the call “%(call)s” has approved your proposal with conditions."
        ),
        DecisionKind.RETURN: _(
            "The committee of the call “%(call)s” returns your proposal for revision."
        ),
        DecisionKind.REJECT: _(
            "The committee of the call “%(call)s” has not approved your proposal."
        ),
    }
    return said[DecisionKind(decision.kind)] % {"call": decision.application.call}


def _reasons(decision: Decision) -> Iterator[str]:
    if decision.reasons:
        yield _("Reasons:")
        yield from _paragraphs(decision.reasons)


def _conditions(decision: Decision) -> Iterator[str]:
    rows = list(decision.conditions.order_by("number"))
    if rows:
        yield _("Conditions:")
        yield from map(_condition, rows)


def _condition(row: Condition) -> str:
    ties = str(row.get_ties_display())
    if row.tranche:
        ties = _("before tranche %(number)s is paid") % {"number": row.tranche}
    return _("%(number)s. %(words)s (%(ties)s, due on %(day)s)") % {
        "number": row.number,
        "words": row.words,
        "ties": ties,
        "day": date_format(row.due_on),
    }


def _feedback(decision: Decision) -> Iterator[str]:
    """Yield what the reviewers said in all, without a name and in no order of theirs."""
    if "feedback" not in decision.application.call.terms.letter_shows:
        return
    words = sorted(review.words for review in _reviews(decision) if review.words.strip())
    if words:
        yield _("What the reviewers say:")
    for said in words:
        yield from _paragraphs(f"– {said}")


def _scores(decision: Decision) -> tuple[list[str], Rows]:
    """Return the median of each criterion, where the rules show scores."""
    if "scores" not in decision.application.call.terms.letter_shows:
        return [], []
    points: dict[int, list[int]] = defaultdict(list)
    for review in _reviews(decision):
        for score in review.scores.all():
            if score.value is not None:
                points[score.criterion_id].append(score.value)
    rows = Criterion.objects.filter(call=decision.application.call_id).order_by("position", "pk")
    lines = [_score_line(row, points[row.pk]) for row in rows if points[row.pk]]
    return ([_("Criterion"), _("Weight"), _("Median of the scores")], lines) if lines else ([], [])


def _score_line(row: Criterion, points: list[int]) -> list[str]:
    middle = median(points)  # of whole points: whole, or halfway between two
    shown = number_format(middle, decimal_pos=0 if middle == int(middle) else 1)
    of = _("%(points)s of %(most)s") % {"points": shown, "most": row.scale_max}
    return [worded_title(row.titles, row.code), str(row.weight), of]


def _facts(decision: Decision) -> Iterator[tuple[str, str]]:
    yield _("Decision"), str(decision.get_kind_display())
    if decision.amount and decision.kind in APPROVING:
        yield _("Amount granted"), str(decision.amount)
    yield _("Call"), str(decision.application.call)
    if "place" in decision.application.call.terms.letter_shows:
        score = getattr(decision.submission, "committee_score", None)
        if score is not None:
            yield _("Score of the committee"), number_format(score.value)


def _closing(decision: Decision) -> str:
    appeal = Appeal.objects.filter(decision=decision).first()
    if appeal and appeal.status != AppealStatus.FILED:
        return _("Your appeal: %(outcome)s. %(answer)s This is final.") % {
            "outcome": appeal.get_status_display(),
            "answer": appeal.answer,
        }
    if decision.appeal_until:
        return _(
            "You may appeal once, until %(day)s. Members who voted for this decision cannot "
            "decide on the appeal alone."
        ) % {"day": date_format(decision.appeal_until)}
    return ""


def _reviews(decision: Decision) -> list[Review]:
    """Return the reviews that counted for the submission that was decided on."""
    rows = Review.objects.filter(assignment__submission=decision.submission_id)
    return list(rows.counting().prefetch_related("scores").order_by("pk"))


def _paragraphs(text: str) -> list[str]:
    return [part for part in text.splitlines() if part.strip()]

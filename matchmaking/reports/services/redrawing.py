"""Drawing candidates anew: split one, merge several, add one that the reader missed."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.reports import policies
from matchmaking.reports.choices import Origin, ReportStatus
from matchmaking.reports.models import CandidateNeed, NationalReport
from matchmaking.reports.quotes import Reading, Span, short_title, stands_in
from matchmaking.reports.services.reviewing import announce_changes, to_decide
from matchmaking.reports.workflow import CANDIDATE_WORKFLOW

# What every part of a candidate keeps of the whole.
KEPT = (
    "report_id",
    "position",
    "ref",
    "answer_ref",
    "section",
    "question",
    "is_explicit",
    "answer_quote",
    "page",
    "page_end",
    "rects",
    "confidence",
    "proposal_developed",
)


@transaction.atomic
def split_candidate(
    *, candidate_id: int, actor: User, parts: Sequence[str], version: int | None = None
) -> list[CandidateNeed]:
    """Make one candidate of each of `parts`, which are words of the quotation."""
    whole = to_decide(candidate_id, actor, version)
    parts = [" ".join(part.split()) for part in parts if part.strip()]
    if len(parts) < 2:
        raise DomainError(_("Put each request on a line of its own; at least two."), field="parts")
    for part in parts:
        if not stands_in(part, f"{whole.quote}\n{whole.answer_quote}"):
            raise DomainError(
                _("“%(part)s” is not in the report. Keep the words as reported.") % {"part": part},
                field="parts",
            )
    _replace([whole], "split", actor)
    made = [_drawn_from(whole, actor, quote=part, **_figures(whole, part)) for part in parts]
    for candidate in made:
        _link([whole], candidate)
    announce_changes(whole.report_id)
    return made


@transaction.atomic
def merge_candidates(*, report_id: int, candidate_ids: Iterable[int], actor: User) -> CandidateNeed:
    """Make one candidate of several passages that speak of one request."""
    merged = [to_decide(pk, actor) for pk in sorted(set(candidate_ids))]
    if len(merged) < 2:
        raise DomainError(_("Choose at least two candidates to merge."))
    if any(part.report_id != report_id for part in merged):
        raise DomainError(_("Only candidates of one report can be merged."))
    merged.sort(key=lambda part: (part.position, part.pk))
    _replace(merged, "merge", actor)
    first = merged[0]
    made = _drawn_from(
        first,
        actor,
        quote=_joined(merged),
        page_end=max((p.page_end or p.page or 0 for p in merged), default=0) or None,
        rects=_distinct(rect for part in merged for rect in part.rects),
        is_explicit=any(part.is_explicit for part in merged),
        title=first.title,
        **_only(merged, "quantity", "unit"),
        **_only(merged, "amount_minor", "currency"),
    )
    _link(merged, made)
    announce_changes(report_id)
    return made


@transaction.atomic
def add_candidate(*, report_id: int, actor: User, quote: str) -> CandidateNeed:
    """Draw a candidate from words that a person marked; they must stand in the report."""
    report = NationalReport.objects.select_related("organisation").get(pk=report_id)
    if not policies.reviews_candidates(actor, report):
        raise PermissionDenied
    if report.status != ReportStatus.READ:
        raise NotInThisState
    reading = Reading(report.passages.order_by("number"))
    spans = reading.find(quote)
    if not spans:
        raise DomainError(
            _(
                "These words are not in the text of the report. Copy them as they are printed, "
                "without leaving any out."
            ),
            field="quote",
        )
    made = _marked(report, reading, spans, actor)
    audit.record(made, "add", actor=actor)
    announce_changes(report_id)
    return made


def _marked(
    report: NationalReport, reading: Reading, spans: list[Span], actor: User
) -> CandidateNeed:
    """Make the candidate at `spans`, behind the last one that begins no later."""
    numbers = {span.number for span in spans}
    touched = [p for p in report.passages.order_by("number") if p.number in numbers]
    quote = reading.words(spans)
    before = report.candidates.filter(page__lte=touched[0].page or 0)
    last = before.aggregate(last=Max("position"))["last"]
    if last is None and touched[0].page is None:
        last = report.candidates.aggregate(last=Max("position"))["last"]
    return CandidateNeed.objects.create(
        report=report,
        position=last or 0,
        origin=Origin.PERSON,
        edited_by=actor,
        ref=touched[0].ref,
        section=touched[0].section,
        is_explicit=False,
        quote=quote,
        answer_quote=" ".join(passage.text for passage in touched),
        page=touched[0].page,
        page_end=touched[-1].page,
        rects=[rect for passage in touched for rect in passage.rects],
        title=short_title(quote),
    )


def _replace(candidates: Iterable[CandidateNeed], verb: str, actor: User) -> None:
    for candidate in candidates:
        CANDIDATE_WORKFLOW.move(candidate, verb, actor=actor)
        candidate.decided_by = actor
        candidate.decided_at = timezone.now()
        candidate.save(update_fields=["decided_by", "decided_at"])


def _drawn_from(source: CandidateNeed, actor: User, *, quote: str, **values: Any) -> CandidateNeed:
    kept = {name: getattr(source, name) for name in KEPT}
    own = {"title": short_title(quote), "quote": quote, **values}
    return CandidateNeed.objects.create(**{**kept, **own}, origin=Origin.PERSON, edited_by=actor)


def _link(sources: Sequence[CandidateNeed], made: CandidateNeed) -> None:
    """Hand themes and kinds on, and remember what replaced what."""
    for source in sources:
        made.themes.add(*source.themes.all())
        made.kinds.add(*source.kinds.all())
        source.replaced_by.add(made)


def _figures(whole: CandidateNeed, part: str) -> dict[str, Any]:
    """Return quantity and amount for the part that has them in figures; invent nothing."""
    digits = "".join(char for char in part if char.isdecimal())
    found: dict[str, Any] = {}
    if whole.quantity is not None and _plain(whole.quantity) in digits:
        found |= {"quantity": whole.quantity, "unit": whole.unit}
    if whole.amount_minor is not None and str(whole.amount_minor).rstrip("0") in digits:
        found |= {"amount_minor": whole.amount_minor, "currency": whole.currency}
    return found


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _only(parts: Sequence[CandidateNeed], *names: str) -> dict[str, Any]:
    """Return the values that just one part states; two different ones are left to the person."""
    stated = {tuple(getattr(part, name) for name in names) for part in parts}
    stated = {values for values in stated if values[0] is not None}
    return dict(zip(names, stated.pop(), strict=True)) if len(stated) == 1 else {}


def _joined(parts: Sequence[CandidateNeed]) -> str:
    """Join the quotations: one running passage where they are neighbours in one answer."""
    answers = {part.answer_quote for part in parts}
    whole = answers.pop() if len(answers) == 1 else ""
    places = [(whole.find(part.quote), len(part.quote)) for part in parts]
    if whole and all(start >= 0 and length for start, length in places):
        return whole[min(s for s, _n in places) : max(s + n for s, n in places)]
    return "\n".join(part.quote for part in parts if part.quote)


def _distinct(rects: Iterable[list[float]]) -> list[list[float]]:
    return [list(rect) for rect in dict.fromkeys(tuple(rect) for rect in rects)]

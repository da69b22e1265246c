"""The State's word on a request after a new report, and taking that word back."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.needs import services as needs
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.needs.renewal.choices import ASKED_AGAIN, RenewalStatus, Verdict
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.renewal.querysets import OPEN
from matchmaking.needs.renewal.services.comparing import OUT, period
from matchmaking.needs.renewal.workflow import BACK_TO, RENEWAL_WORKFLOW, RENEWED, confirms
from matchmaking.reports import services as reports
from matchmaking.reports.choices import CandidateStatus
from matchmaking.reports.models import CandidateNeed
from matchmaking.writing.services import move_record, note_confirmed


class PassageMissing(DomainError):
    """A request is asked for again somewhere; the page must be able to show where."""

    message = _(
        "Choose the passage of the new report that asks for this again. If there is none, choose "
        "“No longer mentioned”; the request can be kept all the same."
    )

    def __init__(self) -> None:
        super().__init__(field="candidate")


class OwnRequest(DomainError):
    """The passage has become a request of its own that somebody has worked on."""

    def __init__(self, need: Need) -> None:
        super().__init__(
            _(
                "This passage has already become a request of its own, “%(title)s”, and that has "
                "been worked on. Withdraw or delete it first, or choose another passage."
            )
            % {"title": need},
            field="candidate",
        )


@transaction.atomic
def confirm_renewal(
    *,
    renewal_id: int,
    actor: User,
    verdict: str = "",
    candidate_ids: Sequence[int] | None = None,
    keep: bool = False,
    reason: str = "",
    version: int | None = None,
) -> Renewal:
    """Say for the State what became of a request; without a verdict, what was suggested.

    Another verdict than the suggested one needs a reason. `candidate_ids` are the passages that
    ask again, the main one first; None leaves those that were found. `keep` keeps a request open
    that is no longer mentioned.
    """
    renewal = _locked(renewal_id)
    if not confirms(actor, renewal):
        raise PermissionDenied
    if version is not None and version != renewal.version:
        raise ChangedMeanwhile
    said = Verdict(verdict or renewal.suggested)
    if said != renewal.suggested and not reason.strip():
        raise ReasonMissing
    _refuse_closed(renewal)
    passages = _passages(renewal, said, candidate_ids)
    is_back = renewal.status == RenewalStatus.LAPSED
    status_before = renewal.status_before if is_back else renewal.need.status
    _note(renewal, said, actor, keep=keep, reason=reason, status_before=status_before)
    RENEWAL_WORKFLOW.move(renewal, "confirm", actor=actor, reason=reason)
    if said in ASKED_AGAIN:
        _take_up(renewal, passages, actor)
    _carry_out(renewal, actor, is_back=is_back)
    return renewal


@transaction.atomic
def undo_renewal(*, renewal_id: int, actor: User, version: int | None = None) -> Renewal:
    """Take a confirmation back: the request and its passages stand where they stood before."""
    renewal = _locked(renewal_id)
    if not confirms(actor, renewal):
        raise PermissionDenied
    if version is not None and version != renewal.version:
        raise ChangedMeanwhile
    _refuse_overtaken(renewal)
    RENEWAL_WORKFLOW.move(renewal, "undo", actor=actor)
    if renewal.need.status not in OPEN:
        _reopen(renewal, actor)
    _let_go(renewal, actor)
    again = timezone.localdate() + datetime.timedelta(days=period().second_reminder)
    _save(
        renewal,
        verdict="",
        is_kept=False,
        reason="",
        confirmed_by=None,
        confirmed_at=None,
        status_before="",
        taken_up=[],
        due_on=max(renewal.due_on, again),
    )
    return renewal


def _locked(renewal_id: int) -> Renewal:
    rows = Renewal.objects.select_for_update(of=("self",))
    return rows.select_related("need__organisation", "report__country", "candidate").get(
        pk=renewal_id
    )


def _refuse_closed(renewal: Renewal) -> None:
    """Refuse where the request was met, withdrawn or expired by another way meanwhile."""
    is_waiting = renewal.status == RenewalStatus.WAITING and renewal.need.status in OPEN
    if not is_waiting and renewal.status != RenewalStatus.LAPSED:
        raise NotInThisState


def _refuse_overtaken(renewal: Renewal) -> None:
    later = renewal.need.renewals.filter(pk__gt=renewal.pk, status=RenewalStatus.CONFIRMED)
    closed_since = renewal.need.status not in OPEN and not _closes(renewal)
    if later.exists() or closed_since:
        raise NotInThisState(_("The request has moved on since; this can no longer be taken back."))


def _closes(renewal: Renewal) -> bool:
    """Say whether the verdict ends the request."""
    return renewal.verdict == Verdict.MET or (
        renewal.verdict == Verdict.GONE and not renewal.is_kept
    )


def _passages(renewal: Renewal, verdict: Verdict, ids: Sequence[int] | None) -> list[CandidateNeed]:
    """Return the passages that ask again, the main one first."""
    if verdict not in ASKED_AGAIN:
        return []
    if ids is None:
        found = [renewal.candidate_id, *renewal.further.order_by("pk").values_list("pk", flat=True)]
        ids = [pk for pk in found if pk]
    known = renewal.report.candidates.exclude(status__in=OUT).in_bulk(list(ids))
    passages = [known[pk] for pk in dict.fromkeys(ids) if pk in known]
    if not passages:
        raise PassageMissing
    return passages


def _note(
    renewal: Renewal, verdict: Verdict, actor: User, *, keep: bool, reason: str, status_before: str
) -> None:
    is_gone = verdict == Verdict.GONE
    _save(
        renewal,
        verdict=verdict,
        is_kept=is_gone and keep,
        reason=reason.strip(),
        confirmed_by=actor,
        confirmed_at=timezone.now(),
        status_before=status_before,
    )


def _take_up(renewal: Renewal, passages: Sequence[CandidateNeed], actor: User) -> None:
    """Make the passages links of the request's line, and let none begin a request of its own."""
    main, *others = passages
    _save(renewal, candidate=main, quote=main.quote, page=main.page)
    renewal.further.set(others)
    taken_up = []
    for passage in passages:
        had_draft = _remove_draft(passage, actor)
        if passage.status == CandidateStatus.DRAWN:
            reports.accept_candidate(candidate_id=passage.pk, actor=actor)
            taken_up.append({"candidate": passage.pk, "was": "drawn"})
        elif had_draft:
            taken_up.append({"candidate": passage.pk, "was": "draft"})
    _save(renewal, taken_up=taken_up)


def _remove_draft(passage: CandidateNeed, actor: User) -> bool:
    """Remove the draft begun from a passage, as long as nobody has worked on it."""
    draft = Need.objects.filter(candidate=passage).first()
    if draft is None:
        return False
    if not draft.is_deletable or draft.version > 1:
        raise OwnRequest(draft)
    needs.delete_draft(need_id=draft.pk, actor=actor)
    return True


def _carry_out(renewal: Renewal, actor: User, *, is_back: bool) -> None:
    """Do to the request what the verdict means, and write down why."""
    why = " ".join(part for part in (_sentence(renewal), renewal.reason) if part)
    if _closes(renewal) and not is_back:
        _close(renewal, actor, why)
    elif is_back and not _closes(renewal):
        _reopen(renewal, actor, why)
    else:
        audit.record(renewal.need, "confirm", actor=actor, reason=why)
        note_confirmed(needs.NEED, renewal.need)


def _close(renewal: Renewal, actor: User, why: str) -> None:
    """End the request: in public what was public, set aside what never was."""
    what: dict[str, Any] = {"actor": actor, "reason": why}
    if renewal.need.status != NeedStatus.PUBLISHED:
        move_record(RENEWED, "shelve", record_id=renewal.need_id, **what)
    elif renewal.verdict == Verdict.MET:
        needs.meet_need(need_id=renewal.need_id, **what)
    else:
        needs.withdraw_need(need_id=renewal.need_id, **what)


def _reopen(renewal: Renewal, actor: User, why: str = "") -> None:
    """Open a closed request where it was; as a draft, where its window is over."""
    need, before = renewal.need, NeedStatus(renewal.status_before or NeedStatus.DRAFT)
    is_over = need.ends_on is not None and need.ends_on < timezone.localdate()
    if is_over and need.status != NeedStatus.MET:
        before = NeedStatus.DRAFT
    move_record(RENEWED, BACK_TO[before], record_id=need.pk, actor=actor, reason=why)


def _let_go(renewal: Renewal, actor: User) -> None:
    """Give the passages back to the review, or to the drafts they were."""
    taken = {row["candidate"]: row for row in renewal.taken_up}
    for candidate in CandidateNeed.objects.filter(pk__in=taken):
        other = _holder(candidate)
        if other is not None:
            _save(other, taken_up=[*other.taken_up, taken[candidate.pk]])
        elif taken[candidate.pk]["was"] == "drawn":
            reports.reopen_candidate(candidate_id=candidate.pk, actor=actor)
        else:
            needs.draft_need_from_candidate(candidate_id=candidate.pk, actor=actor)


def _holder(candidate: CandidateNeed) -> Renewal | None:
    """Return the confirmation of another request that rests on the same passage."""
    confirmed = Renewal.objects.filter(status=RenewalStatus.CONFIRMED)
    both = confirmed.filter(Q(candidate=candidate) | Q(further=candidate))
    return both.order_by("pk").first()


def _sentence(renewal: Renewal) -> str:
    """Say the verdict with its source, for the history of the request."""
    about = {"report": str(renewal.report), "page": renewal.page or ""}
    verdict = str(Verdict(renewal.verdict).label)
    if renewal.quote and renewal.page and renewal.verdict != Verdict.GONE:
        return gettext("%(verdict)s: national report %(report)s, page %(page)s.") % {
            "verdict": verdict,
            **about,
        }
    return gettext("%(verdict)s: national report %(report)s.") % {"verdict": verdict, **about}


def _save(renewal: Renewal, **values: Any) -> None:
    for name, value in values.items():
        setattr(renewal, name, value)
    renewal.save(update_fields=list(values))


def is_linked(candidate_id: int) -> bool:
    """Say whether a confirmed request has taken a passage up."""
    return _holder(CandidateNeed(pk=candidate_id)) is not None

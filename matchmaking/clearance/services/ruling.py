"""Deciding on a check: clearing it with evidence, failing it, waiving it by two persons."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking.clearance import selectors, telling
from matchmaking.clearance.choices import CheckStatus, Fact, ReferenceRule
from matchmaking.clearance.facts import PairFacts
from matchmaking.clearance.models import Check, HitStatus
from matchmaking.clearance.selectors.names import standing_hits
from matchmaking.clearance.services.opening import settle, wait_again
from matchmaking.clearance.services.recording import Evidence, write_ruling
from matchmaking.clearance.workflow import CHECK_WORKFLOW
from matchmaking.errors import DomainError


@transaction.atomic
def clear_check(
    *, check_id: int, actor: User, evidence: Evidence, version: int | None = None
) -> Check:
    """Clear a check on evidence; it holds for as many days as its rule says."""
    check, facts = _known(check_id, version)
    CHECK_WORKFLOW.move(check, "clear", actor=actor, reason=evidence.words)
    _refuse_thin(check, evidence, facts)
    write_ruling(check, CheckStatus.CLEARED, actor, evidence, facts, until=_last_day(check))
    settle(check.checklist)
    return check


@transaction.atomic
def fail_check(*, check_id: int, actor: User, reason: str, version: int | None = None) -> Check:
    """Say that a check is not passed, and why."""
    check, facts = _known(check_id, version)
    CHECK_WORKFLOW.move(check, "fail", actor=actor, reason=reason)
    write_ruling(check, CheckStatus.FAILED, actor, Evidence(words=reason.strip()), facts)
    telling.tell_it_failed(check, actor)
    settle(check.checklist)
    return check


@transaction.atomic
def propose_waiver(*, check_id: int, actor: User, reason: str, version: int | None = None) -> Check:
    """Propose to waive a check; another person confirms it or not."""
    check, facts = _known(check_id, version)
    CHECK_WORKFLOW.move(check, "propose_waiver", actor=actor, reason=reason)
    write_ruling(check, CheckStatus.WAIVER, actor, Evidence(words=reason.strip()), facts)
    telling.tell_waiver_is_proposed(check, actor)
    return check


@transaction.atomic
def confirm_waiver(
    *, check_id: int, actor: User, reason: str = "", version: int | None = None
) -> Check:
    """Waive a check that another person proposed to waive."""
    check, facts = _known(check_id, version)
    CHECK_WORKFLOW.move(check, "waive", actor=actor, reason=reason)
    words = reason.strip() or (check.ruling.words if check.ruling else "")
    write_ruling(
        check, CheckStatus.WAIVED, actor, Evidence(words=words), facts, until=_last_day(check)
    )
    settle(check.checklist)
    return check


@transaction.atomic
def refuse_waiver(*, check_id: int, actor: User, reason: str, version: int | None = None) -> Check:
    """Refuse a proposal to waive: the check waits as before."""
    check, _facts = _known(check_id, version)
    because = _("The waiver was refused: %(reason)s") % {"reason": reason.strip()}
    wait_again(check, "refuse_waiver", because=because, actor=actor, reason=reason)
    telling.tell_what_waits(check.checklist, [check])
    return check


@transaction.atomic
def reopen_check(*, check_id: int, actor: User, reason: str, version: int | None = None) -> Check:
    """Open a decided check again."""
    check, _facts = _known(check_id, version)
    wait_again(check, "reopen", because=reason.strip(), actor=actor, reason=reason)
    telling.tell_what_waits(check.checklist, [check])
    settle(check.checklist)
    return check


def _known(check_id: int, version: int | None) -> tuple[Check, PairFacts]:
    """Lock a check; the version that the person saw must still be the one that is kept.

    One that ran out since the last nightly round is marked as such first.
    """
    rows = Check.objects.select_for_update(of=("self",)).select_related(
        "rule", "ruling", "checklist__need__organisation", "checklist__offer__organisation"
    )
    check = rows.get(pk=check_id)
    if version is not None:
        check.version = version
    if check.has_run_out:
        wait_again(check, "run_out", because=_("Its last day is over."))
    return check, selectors.facts_in_full(check.checklist.need, check.checklist.offer)


def _refuse_thin(check: Check, evidence: Evidence, facts: PairFacts) -> None:
    """Refuse evidence without what the rule asks for."""
    if not evidence.words.strip():
        raise DomainError(_("Say what was shown, and by whom."), field="words")
    if needs_reference(check, facts.is_embargoed) and not evidence.reference.strip():
        raise DomainError(_("Give the reference number."), field="reference")
    if evidence.dated_on and evidence.dated_on > timezone.localdate():
        raise DomainError(_("This day has not come yet."), field="dated_on")
    if check.rule.needs_document and evidence.file is None:
        raise DomainError(_("Attach the document."), field="file")
    if Fact.NAMES in check.rule.rests_on:
        _refuse_hits(check)


def _refuse_hits(check: Check) -> None:
    """Refuse to pass a check of the names while one may be, or is, on the list."""
    hits = standing_hits(check.checklist).exclude(status=HitStatus.DIFFERENT)
    if hits.exists():
        raise DomainError(
            _(
                "Decide on every name that resembles an entry of the list first; one that is on it "
                "lets nobody pass."
            )
        )


def needs_reference(check: Check, is_embargoed: bool) -> bool:
    """Say whether a reference number must be given for the check today."""
    asked = check.rule.needs_reference
    return asked == ReferenceRule.ALWAYS or (asked == ReferenceRule.EMBARGO and is_embargoed)


def _last_day(check: Check) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=check.rule.valid_days)

"""Beginning the checks of a pair, and bringing them to what the rules ask for today."""

from collections.abc import Iterable, Iterator
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.clearance import policies, selectors, telling
from matchmaking.clearance.choices import PASSED, CheckStatus, Fact
from matchmaking.clearance.facts import PairFacts, applies
from matchmaking.clearance.models import Check, Checklist, CheckRule
from matchmaking.clearance.selectors import clearance_of
from matchmaking.clearance.selectors.names import undecided_hits
from matchmaking.clearance.services.recording import fail_for_names
from matchmaking.clearance.services.screening import screen_names
from matchmaking.clearance.shipped import active_rules
from matchmaking.clearance.signals import clearance_changed
from matchmaking.clearance.workflow import CHECK_WORKFLOW
from matchmaking.errors import DomainError
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

DECIDED = (*PASSED, CheckStatus.FAILED)


class NotClear(DomainError):
    """Checks of the pair still wait, or have failed."""

    def __init__(self, checks: Iterable[Check]) -> None:
        names = get_text_list([str(check) for check in checks], _("and"))
        super().__init__(
            _("The parties cannot be introduced yet. These checks are not cleared: %(checks)s.")
            % {"checks": names}
        )


@transaction.atomic
def open_checks(*, need_id: int, offer_id: int, actor: User | None = None) -> Checklist:
    """Begin the checks of a pair, or bring them to what the rules ask for now.

    `actor` None is the system: another act, the calendar, or a change of the facts.
    """
    need = Need.objects.select_related("country", "organisation").get(pk=need_id)
    offer = Offer.objects.select_related("organisation").get(pk=offer_id)
    if actor is not None and not policies.opens_checks(actor, need, offer):
        raise PermissionDenied
    checklist, is_new = Checklist.objects.get_or_create(
        need=need, offer=offer, defaults={"opened_by": actor}
    )
    checklist.need, checklist.offer = need, offer
    if is_new:
        audit.record(checklist, "open_checks", actor=actor)
    _bring_up_to_date(checklist, selectors.facts_in_full(need, offer))
    return checklist


@transaction.atomic
def require_clear(*, need_id: int, offer_id: int) -> None:
    """Raise NotClear unless every check of the pair is passed today; call within the act."""
    checklist = open_checks(need_id=need_id, offer_id=offer_id)
    checks = checklist.checks.asked().select_related("rule", "ruling")
    stopping = [check for check in checks if check.standing not in PASSED]
    if stopping:
        raise NotClear(stopping)


def settle(checklist: Checklist) -> None:
    """Keep whether the pair is clear, and tell the slices above when that has changed."""
    checks = checklist.checks.select_related("ruling")
    is_clear = clearance_of(checks).is_clear
    if is_clear == checklist.is_clear:
        return
    checklist.is_clear = is_clear
    checklist.save(update_fields=["is_clear"])
    if is_clear:
        telling.tell_it_is_clear(checklist)
    announce = partial(
        clearance_changed.send_robust,
        sender=Checklist,
        need_id=checklist.need_id,
        offer_id=checklist.offer_id,
        is_clear=is_clear,
    )
    transaction.on_commit(announce)


def _bring_up_to_date(checklist: Checklist, facts: PairFacts) -> None:
    checks = checklist.checks.select_for_update(of=("self",)).select_related("rule", "ruling")
    present = {check.code: check for check in checks}
    for check in present.values():
        check.checklist = checklist
    wanted = [rule for rule in active_rules() if _is_asked(rule, facts, present.get(rule.code))]
    _screen_where_asked(checklist, wanted)
    waiting = [
        check
        for rule in wanted
        for check in _asked(checklist, rule, present.pop(rule.code, None), facts)
    ]
    for check in present.values():
        _drop(check)
    _keep_print(checklist, facts)
    fail_for_names(checklist, facts)
    telling.tell_what_waits(checklist, waiting)
    settle(checklist)


def _screen_where_asked(checklist: Checklist, rules: list[CheckRule]) -> None:
    if any(Fact.NAMES in rule.rests_on for rule in rules):
        screen_names(checklist)


def _is_asked(rule: CheckRule, facts: PairFacts, check: Check | None) -> bool:
    """Say whether a rule asks for its check.

    One that was asked because of an embargo is not dropped when the embargo is lifted: it waits
    until a person has looked at it without one.
    """
    return applies(rule, facts, although_lifted=check is not None and _rests_on_an_embargo(check))


def _rests_on_an_embargo(check: Check) -> bool:
    if check.status == CheckStatus.DROPPED:
        return False
    return check.ruling is None or bool(check.ruling.basis.get(Fact.EMBARGO))


def _asked(
    checklist: Checklist, rule: CheckRule, check: Check | None, facts: PairFacts
) -> Iterator[Check]:
    """Bring one check to what its rule asks for; yield it where it has begun to wait."""
    if check is None:
        yield Check.objects.create(checklist=checklist, code=rule.code, rule=rule)
        return
    move, because = _why_again(check, rule, facts)
    if check.rule_id != rule.pk:
        check.rule = rule
        Check.objects.filter(pk=check.pk).update(rule=rule)
    if move:
        yield wait_again(check, move, because=because)


def _why_again(check: Check, rule: CheckRule, facts: PairFacts) -> tuple[str, str]:
    """Return the move that lets a check wait again and why; two empty words where it stands."""
    if check.status == CheckStatus.DROPPED:
        return "ask_again", _("The rules ask for it again.")
    if check.has_run_out:
        return "run_out", _("Its last day is over.")
    because = _what_changed(check, rule, facts) if check.status in DECIDED else ""
    return ("reopen", because) if because else ("", "")


def _what_changed(check: Check, rule: CheckRule, facts: PairFacts) -> str:
    """Say what has changed since the decision; "" where nothing that it rests on did."""
    basis = check.ruling.basis if check.ruling else {}
    changed = [
        str(Fact(name).label)
        for name in rule.rests_on
        if name in basis and basis[name] != facts.prints.get(name)
    ]
    if check.rule.cleared_by != rule.cleared_by:
        return _("Somebody else clears it now.")
    if changed:
        what = get_text_list(changed, _("and"))
        return _("Changed since the decision: %(what)s.") % {"what": what}
    is_passed = check.status in PASSED and Fact.NAMES in rule.rests_on
    if is_passed and undecided_hits(check.checklist).exists():
        return _("A name resembles an entry of the list.")
    return ""


def wait_again(
    check: Check, move: str, *, because: str, actor: User | None = None, reason: str = ""
) -> Check:
    """Let a check wait once more, and say why."""
    CHECK_WORKFLOW.move(check, move, actor=actor, reason=reason or because)
    check.since, check.because = timezone.now(), because[:300]
    check.save(update_fields=["since", "because"])
    return check


def _drop(check: Check) -> None:
    if check.status != CheckStatus.DROPPED:
        CHECK_WORKFLOW.move(check, "drop", actor=None)


def _keep_print(checklist: Checklist, facts: PairFacts) -> None:
    seen = facts.prints.get(Fact.EMBARGO, "")
    if checklist.embargoes != seen:
        checklist.embargoes = seen
        checklist.save(update_fields=["embargoes"])

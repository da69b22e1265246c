"""Writing an agreement: begin it, change what it says while not both sides have signed."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking import audit
from matchmaking.agreements import limits, notices, policies
from matchmaking.agreements.choices import AgreementStatus
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.services.common import (
    announce,
    checked_lines,
    lines_of,
    locked,
    void_signatures,
    write_lines,
)
from matchmaking.agreements.signals import agreement_rewritten
from matchmaking.agreements.terms import Change, TermsData, changes_between, for_trail
from matchmaking.agreements.workflow import AGREEMENT_WORKFLOW
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions.choices import TALKING
from matchmaking.introductions.models import Introduction
from matchmaking.workflow import compare_and_set


@transaction.atomic
def begin_agreement(
    *, introduction_id: int, actor: User, lines: Iterable[TermsData] = (), terms: str = ""
) -> Agreement:
    """Begin the agreement of an introduction whose parties talk; both sides see it at once."""
    introduction = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction_id)
    if not policies.speaks_in(actor, introduction):
        raise PermissionDenied
    if introduction.status not in TALKING:
        raise NotInThisState
    if introduction.agreements.open().exists():
        raise DomainError(_("The parties already have an agreement that is open. Change that one."))
    rows = list(lines)
    limits.refuse_faults(limits.room_of(introduction), rows)
    agreement = Agreement.objects.create(
        introduction=introduction,
        terms=terms.strip(),
        language=get_language() or "en",
        created_by=actor,
    )
    write_lines(agreement, rows)
    audit.record(agreement, "create", actor=actor)
    return agreement


@transaction.atomic
def edit_agreement(
    *, agreement_id: int, version: int, actor: User, lines: Iterable[TermsData], terms: str = ""
) -> Agreement:
    """Change what an agreement says; signatures under the words before are void.

    Nothing happens, and no signature falls, where nothing changes.
    """
    agreement = locked(agreement_id, version)
    if not policies.writes(actor, agreement):
        raise PermissionDenied
    if agreement.status not in (AgreementStatus.DRAFT, AgreementStatus.PROPOSED):
        raise NotInThisState
    before, old_terms = lines_of(agreement), agreement.terms
    write_lines(agreement, checked_lines(agreement, lines))
    changes = changes_between(before, lines_of(agreement))
    if old_terms != terms.strip():
        changes.append(Change("", "terms", old_terms, terms.strip()))
    if changes:
        _rewrite(agreement, actor, terms.strip(), changes)
    return agreement


def _rewrite(agreement: Agreement, actor: User, terms: str, changes: list[Change]) -> None:
    was_signed = agreement.status == AgreementStatus.PROPOSED
    if was_signed:
        AGREEMENT_WORKFLOW.move(agreement, "rewrite", actor=actor)
        void_signatures(agreement)
        notices.tell_of_rewriting(agreement, actor)
    compare_and_set(agreement, terms=terms, proposed_at=None)
    audit.record(agreement, "edit", actor=actor, changes=for_trail(changes))
    announce(agreement_rewritten, agreement)

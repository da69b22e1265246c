"""Writing down what was decided on a check, with what the decision rests on."""

import datetime
from dataclasses import dataclass

from django.core.files import File
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import organisations_of
from matchmaking.clearance import telling
from matchmaking.clearance.choices import CheckStatus, Fact
from matchmaking.clearance.facts import PairFacts
from matchmaking.clearance.models import Check, Checklist, HitStatus, Ruling
from matchmaking.clearance.selectors.names import standing_hits
from matchmaking.clearance.workflow import CHECK_WORKFLOW
from matchmaking.documents.models import Attachment
from matchmaking.documents.services import store_attachment


@dataclass(frozen=True)
class Evidence:
    """What somebody shows for a check."""

    words: str = ""
    reference: str = ""
    dated_on: datetime.date | None = None
    file: File[bytes] | None = None


def write_ruling(
    check: Check,
    verdict: str,
    actor: User,
    evidence: Evidence,
    facts: PairFacts,
    until: datetime.date | None = None,
) -> Ruling:
    """Keep a decision, and let it be the one in force."""
    ruling = Ruling.objects.create(
        of=check,
        verdict=verdict,
        by=actor,
        words=evidence.words.strip(),
        reference=evidence.reference.strip(),
        dated_on=evidence.dated_on,
        document=_kept(evidence.file, actor),
        valid_until=until,
        basis=_basis(check, facts),
    )
    check.ruling, check.because = ruling, ""
    check.save(update_fields=["ruling", "because"])
    return ruling


def fail_for_names(checklist: Checklist, facts: PairFacts) -> None:
    """Fail the check of the names where a broker said that one is on the list."""
    same = standing_hits(checklist).filter(status=HitStatus.SAME).first()
    if same is None or same.decided_by is None:
        return
    for check in checklist.checks.select_related("rule", "ruling"):
        is_asked = Fact.NAMES in check.rule.rests_on
        if is_asked and check.status in CHECK_WORKFLOW.transitions["fail"].sources:
            check.checklist = checklist
            # In words without the name: the parties may read that a check failed, never a hit.
            reason = _("A name of this pair is on the list, as a broker decided.")
            CHECK_WORKFLOW.move(check, "fail", actor=None, reason=reason)
            write_ruling(check, CheckStatus.FAILED, same.decided_by, Evidence(words=reason), facts)
            telling.tell_it_failed(check, same.decided_by)


def _basis(check: Check, facts: PairFacts) -> dict[str, str]:
    """Return prints of what a decision rests on; of the embargoes always, for when they go."""
    names = {*check.rule.rests_on, Fact.EMBARGO.value}
    return {str(name): facts.prints[name] for name in names if name in facts.prints}


def _kept(file: File[bytes] | None, actor: User) -> Attachment | None:
    if file is None:
        return None
    return store_attachment(organisation=organisations_of(actor)[0], file=file, actor=actor)

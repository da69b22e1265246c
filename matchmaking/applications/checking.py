"""Whether a proposal can be handed in to a call now, and everything that keeps it from it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.applications.choices import RUNNING, ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.models import Call
from matchmaking.projects.choices import ProposalStatus
from matchmaking.projects.completeness import gaps
from matchmaking.projects.models import Proposal

# What is asked here in other words than the rules of eligibility ask it.
ASKED_HERE = frozenset({"window", "sections", "annexes"})
LATE, UNSIGNED, INCOMPLETE, TAKEN = "late", "unsigned", "incomplete", "taken"


@dataclass(frozen=True)
class Fault:
    """Something that is missing or wrong; `section` says where to mend it."""

    code: str
    words: str
    section: str = ""
    title: str = ""

    def kept(self) -> dict[str, str]:
        """Return it as it stays on record."""
        return asdict(self)


def faults_of(call: Call, proposal: Proposal, said: Mapping[str, Any]) -> list[Fault]:
    """Return all that keeps a proposal from being handed in now, the deadline first."""
    return [
        *_window(call, proposal),
        *_incomplete(call, said),
        *_signatures(proposal),
        *_taken(call, proposal),
    ]


def resubmission_faults(call: Call, proposal: Proposal, said: Mapping[str, Any]) -> list[Fault]:
    """Return what keeps a returned proposal from coming back; the deadline has passed long ago."""
    return [*_incomplete(call, said), *_signatures(proposal)]


def is_late(call: Call, proposal: Proposal, now: datetime.datetime | None = None) -> bool:
    """Say whether the deadline of this proposal, extensions included, is over."""
    deadline = call.deadline_for(proposal)
    return deadline is not None and deadline < (now or timezone.now())


def _window(call: Call, proposal: Proposal) -> Iterator[Fault]:
    if call.status != CallStatus.OPEN:
        yield Fault("closed", _("The call takes no proposals."))
    elif call.opens_at > timezone.now():
        yield Fault("upcoming", _("The call has not opened yet."))
    elif is_late(call, proposal):
        yield Fault(LATE, _("The deadline is over. The fund may extend it for you."))


def _incomplete(call: Call, said: Mapping[str, Any]) -> Iterator[Fault]:
    terms = call.terms
    for gap in gaps(said, terms.sections, terms.annexes):
        if gap.is_blocking:
            yield Fault(INCOMPLETE, str(gap.words), gap.section, str(gap.title))


def _signatures(proposal: Proposal) -> Iterator[Fault]:
    if proposal.status in (ProposalStatus.DRAFT, ProposalStatus.REVISION):
        yield Fault(UNSIGNED, _("The State and the implementing partner have not both signed."))


def _taken(call: Call, proposal: Proposal) -> Iterator[Fault]:
    """One running application at a time, and none again to a call that has rejected it."""
    rows = proposal.applications.all()
    if any(row.status in RUNNING for row in rows):
        yield Fault(TAKEN, _("It is handed in already. Withdraw that application first."))
    elif any(row.call_id == call.pk and row.status == ApplicationStatus.REJECTED for row in rows):
        yield Fault(TAKEN, _("This call has rejected it."))
    elif proposal.status not in (
        ProposalStatus.SIGNED,
        ProposalStatus.DRAFT,
        ProposalStatus.REVISION,
    ):
        yield Fault(TAKEN, _("It is no longer a draft that could be handed in."))


def running_application(proposal: Proposal) -> Application | None:
    """Return the application because of which a proposal cannot be handed in elsewhere."""
    return next((row for row in proposal.applications.all() if row.status in RUNNING), None)

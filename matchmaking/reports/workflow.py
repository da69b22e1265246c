"""The states of a candidate need and who moves it between them.

What splits or merges a candidate replaces it; the reader moves reports, no person does.
"""

from django.utils.translation import gettext_lazy as _

from accounts.selectors import Person
from matchmaking.reports import policies
from matchmaking.reports.choices import CandidateStatus
from matchmaking.reports.models import CandidateNeed
from matchmaking.workflow import Transition, Workflow

DRAWN, REPLACED = CandidateStatus.DRAWN, CandidateStatus.REPLACED


def reviews(user: Person, candidate: CandidateNeed) -> bool:
    """Say whether `user` decides on this candidate."""
    return policies.reviews_candidates(user, candidate.report)


CANDIDATE_WORKFLOW = Workflow(
    Transition("accept", {DRAWN}, CandidateStatus.ACCEPTED, may=reviews, label=_("Accept")),
    Transition(
        "reject",
        {DRAWN},
        CandidateStatus.REJECTED,
        may=reviews,
        label=_("Reject"),
        needs_reason=True,
    ),
    Transition(
        "restore",
        {CandidateStatus.REJECTED},
        DRAWN,
        may=reviews,
        label=_("Review again"),
    ),
    # Only where nothing was made of it: who accepted it through another act takes that act back.
    Transition("reopen", {CandidateStatus.ACCEPTED}, DRAWN, may=reviews, label=_("Review again")),
    Transition("split", {DRAWN}, REPLACED, may=reviews, label=_("Split")),
    Transition("merge", {DRAWN}, REPLACED, may=reviews, label=_("Merge")),
)

"""Proposals and their rows, the people who write them, and the signatures under them."""

from matchmaking.projects.models.proposals import Proposal, SectionText
from matchmaking.projects.models.rows import (
    Activity,
    Annex,
    BudgetLine,
    Milestone,
    Result,
    ResultIndicator,
    Risk,
    Row,
)
from matchmaking.projects.models.signatures import Signature
from matchmaking.projects.models.team import TeamInvitation, TeamMember

__all__ = [
    "Activity",
    "Annex",
    "BudgetLine",
    "Milestone",
    "Proposal",
    "Result",
    "ResultIndicator",
    "Risk",
    "Row",
    "SectionText",
    "Signature",
    "TeamInvitation",
    "TeamMember",
]

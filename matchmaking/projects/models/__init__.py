"""Proposals and their rows, the people who write them, and the signatures under them."""

from matchmaking.projects.coordination.models import (
    DiligenceAnswer,
    DueDiligence,
    Endorsement,
    Question,
    Questionnaire,
)
from matchmaking.projects.growing.models import Carried
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
from matchmaking.projects.papers.models import BudgetUpload

__all__ = [
    "Activity",
    "Annex",
    "BudgetLine",
    "BudgetUpload",
    "Carried",
    "DiligenceAnswer",
    "DueDiligence",
    "Endorsement",
    "Milestone",
    "Proposal",
    "Question",
    "Questionnaire",
    "Result",
    "ResultIndicator",
    "Risk",
    "Row",
    "SectionText",
    "Signature",
    "TeamInvitation",
    "TeamMember",
]

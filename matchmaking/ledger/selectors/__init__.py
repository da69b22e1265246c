"""What is asked of the books."""

from matchmaking.ledger.facts import said_of
from matchmaking.ledger.selectors.figures import (
    EarmarkBalance,
    FundMoney,
    ProjectMoney,
    available,
    fund_figures,
    money_left,
    project_figures,
)
from matchmaking.ledger.selectors.lists import (
    Giver,
    contributors_read_by,
    funds_read_by,
    givers_of,
    projects_read_by,
)
from matchmaking.ledger.selectors.periods import Shown, over_period
from matchmaking.ledger.selectors.statements import (
    Line,
    Statement,
    contributor_statement,
    fund_statement,
    project_statement,
)
from matchmaking.ledger.selectors.trial import TrialBalance, trial_balance

__all__ = [
    "EarmarkBalance",
    "FundMoney",
    "Giver",
    "Line",
    "ProjectMoney",
    "Shown",
    "Statement",
    "TrialBalance",
    "available",
    "contributor_statement",
    "contributors_read_by",
    "fund_figures",
    "fund_statement",
    "funds_read_by",
    "givers_of",
    "money_left",
    "over_period",
    "project_figures",
    "project_statement",
    "projects_read_by",
    "said_of",
    "trial_balance",
]

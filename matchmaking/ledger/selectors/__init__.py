"""What is asked of the books."""

from matchmaking.ledger.selectors.figures import (
    EarmarkBalance,
    FundMoney,
    ProjectMoney,
    available,
    fund_figures,
    money_left,
    project_figures,
)
from matchmaking.ledger.selectors.statements import (
    Line,
    Statement,
    before_period,
    contributor_statement,
    fund_statement,
    in_period,
    project_statement,
)
from matchmaking.ledger.selectors.trial import TrialBalance, trial_balance

__all__ = [
    "EarmarkBalance",
    "FundMoney",
    "Line",
    "ProjectMoney",
    "Statement",
    "TrialBalance",
    "available",
    "before_period",
    "contributor_statement",
    "fund_figures",
    "fund_statement",
    "in_period",
    "money_left",
    "project_figures",
    "project_statement",
    "trial_balance",
]

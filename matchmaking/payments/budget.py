"""The budget as it was approved, line by line, and what was spent on each line."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from matchmaking.money import Money
from matchmaking.payments.choices import ExpenditureStatus
from matchmaking.payments.models import Expenditure, Project
from matchmaking.projects.figures import line_asked


@dataclass(frozen=True)
class BudgetLine:
    """A line of the approved budget with what was accepted on it, and what waits."""

    key: str
    words: str
    budget: Money
    spent: Money
    waiting: Money

    @property
    def left(self) -> Money:
        """What is left of the line; less than nothing where it was overspent."""
        return self.budget - self.spent

    @property
    def over(self) -> Money | None:
        """By how much the line is overspent; None where it is not."""
        return Money(-self.left.minor, self.left.currency) if self.left.minor < 0 else None


def said_lines(project: Project) -> list[tuple[str, str, int]]:
    """Return the lines of the submission that was approved: key, words, asked of the fund."""
    said: Mapping[str, Any] = project.application.submission.contents
    return [(row["key"], row["description"], line_asked(row)) for row in said["budget"]]


def budget_lines(project: Project, rows: Iterable[Expenditure]) -> list[BudgetLine]:
    """Return the budget line by line with what the given expenditure makes of it."""
    spent, waiting = _sums(rows, ExpenditureStatus.ACCEPTED), _sums(rows, ExpenditureStatus.ENTERED)
    currency = project.currency
    return [
        BudgetLine(
            key,
            words,
            Money(asked, currency),
            Money(spent[key], currency),
            Money(waiting[key], currency),
        )
        for key, words, asked in said_lines(project)
    ]


def _sums(rows: Iterable[Expenditure], status: str) -> Mapping[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.status == status:
            sums[row.line] += row.amount_minor
    return sums

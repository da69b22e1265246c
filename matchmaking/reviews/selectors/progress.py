"""How far the reviews of a call have come, by application and by reviewer."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from accounts.selectors import Person
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.funds.models import Call
from matchmaking.reviews.choices import OPEN, AssignmentStatus
from matchmaking.reviews.models import Assignment

# Where the fund is past the screening; before it there is nothing to review.
SHOWN = (
    ApplicationStatus.ELIGIBLE,
    ApplicationStatus.REVIEWED,
    ApplicationStatus.RETURNED,
    ApplicationStatus.APPROVED,
    ApplicationStatus.REJECTED,
)


@dataclass
class Tally:
    """How many assignments are in which state."""

    proposed: int = 0
    asked: int = 0
    accepted: int = 0
    done: int = 0
    left: int = 0
    overdue: int = 0

    def add(self, assignment: Assignment) -> None:
        """Count one more."""
        is_left = assignment.status in (AssignmentStatus.DECLINED, AssignmentStatus.REMOVED)
        name = "left" if is_left else assignment.status
        setattr(self, name, getattr(self, name) + 1)
        self.overdue += is_overdue(assignment)

    @property
    def under_way(self) -> int:
        """How many were asked for and have not come."""
        return self.asked + self.accepted


@dataclass
class ApplicationProgress:
    """Who reviews one application, and how far they are."""

    application: Application
    expected: int
    assignments: list[Assignment] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    @property
    def missing(self) -> int:
        """How many reviewers are still to be found."""
        return max(0, self.expected - self.tally.under_way - self.tally.done - self.tally.proposed)


@dataclass
class ReviewerProgress:
    """How far one reviewer is in a call."""

    reviewer: User
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True)
class Progress:
    """How far the reviews of a call have come, as far as the reader may know of it."""

    applications: list[ApplicationProgress]
    reviewers: list[ReviewerProgress]
    tally: Tally

    @property
    def expected(self) -> int:
        """How many reviews the call asks for in all."""
        return sum(one.expected for one in self.applications)


def progress(user: Person, call: Call) -> Progress:
    """Return how far the reviews of a call have come, for those who run or audit its fund."""
    applications = Application.objects.of_fund_of(user).filter(call=call.pk, status__in=SHOWN)
    rows = list(applications.select_related("proposal__country").order_by("number"))
    by_application = {row.pk: ApplicationProgress(row, call.terms.reviewers) for row in rows}
    people: dict[int, ReviewerProgress] = {}
    whole = Tally()
    for assignment in _assignments(by_application):
        line = by_application[assignment.application_id]
        who = people.setdefault(assignment.reviewer_id, ReviewerProgress(assignment.reviewer))
        line.assignments.append(assignment)
        for tally in (line.tally, who.tally, whole):
            tally.add(assignment)
    names = sorted(people.values(), key=lambda one: str(one.reviewer))
    return Progress(list(by_application.values()), names, whole)


def is_overdue(assignment: Assignment) -> bool:
    """Say whether the day of a review is over and it has not come."""
    return assignment.status in OPEN and assignment.due_on < timezone.localdate()


def assignments_of(user: Person, application: Application) -> list[Assignment]:
    """Return the assignments of one application that `user` may know of, the running ones first."""
    rows = Assignment.objects.visible_to(user).filter(application=application.pk)
    found = rows.select_related("reviewer", "replaces__reviewer", "submission", "proposed_by")
    order = {status: at for at, status in enumerate(AssignmentStatus.values)}
    return sorted(found, key=lambda one: (-one.submission.round, order[one.status], one.pk))


def _assignments(applications: Iterable[int]) -> list[Assignment]:
    rows = Assignment.objects.filter(application__in=list(applications)).current()
    return list(rows.select_related("reviewer").order_by("pk"))

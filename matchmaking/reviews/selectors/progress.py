"""How far the reviews of a call have come, by application and by reviewer."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import User
from accounts.selectors import Person, organisation_ids
from matchmaking.applications.access import FUND_EYES
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.funds.models import Call
from matchmaking.reviews import access
from matchmaking.reviews.choices import OPEN, STANDING, AssignmentStatus
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
    rows = with_assignments(call, applications_for_progress(user, call).order_by("number"))
    people: dict[int, ReviewerProgress] = {}
    whole = Tally()
    for assignment in (one for row in rows for one in row.assignments):
        who = people.setdefault(assignment.reviewer_id, ReviewerProgress(assignment.reviewer))
        who.tally.add(assignment)
        whole.add(assignment)
    return Progress(rows, sorted(people.values(), key=lambda one: str(one.reviewer)), whole)


def applications_for_progress(user: Person, call: Call) -> QuerySet[Application]:
    """Return what is reviewed in a call, with how many reviewers it has and how far they are."""
    applications = Application.objects.of_fund_of(user).filter(call=call.pk, status__in=SHOWN)
    newest = Q(assignments__submission=access.newest_submission("pk"))
    of = {
        "named": Q(assignments__status__in=STANDING),
        "under_way": Q(assignments__status__in=OPEN),
        "done": Q(assignments__status=AssignmentStatus.DONE),
    }
    counts = {name: Count("assignments", filter=newest & part) for name, part in of.items()}
    due = Min("assignments__due_on", filter=newest & of["under_way"])
    return applications.annotate(**counts, due=due).select_related("proposal__country")


def with_assignments(call: Call, rows: Iterable[Application]) -> list[ApplicationProgress]:
    """Return applications of a call with who reviews them."""
    found = {row.pk: ApplicationProgress(row, call.terms.reviewers) for row in rows}
    for assignment in _assignments(found):
        found[assignment.application_id].assignments.append(assignment)
        found[assignment.application_id].tally.add(assignment)
    return list(found.values())


def followed_calls(user: Person) -> QuerySet[Call]:
    """Return the calls whose reviews `user` follows, with what is in review now."""
    places = organisation_ids(user, FUND_EYES)
    visible = Application.objects.of_fund_of(user).filter(call=OuterRef("pk"))
    in_review = visible.filter(status=ApplicationStatus.ELIGIBLE)
    number = in_review.order_by().values("call").annotate(number=Count("pk")).values("number")
    rows = Call.objects.filter(fund__organisation__in=places).filter(Exists(visible))
    named = rows.annotate(in_review=Coalesce(Subquery(number), 0)).select_related("fund")
    return named.order_by("-in_review", "-opens_at", "pk")


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

"""Who assigns reviewers, who reviews, and who talks about it. The recused do nothing of it."""

from accounts.choices import Role
from accounts.models import Organisation, User
from accounts.policies import holds
from accounts.selectors import Person
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.applications.policies import knows_of
from matchmaking.funds.models import Call, Fund
from matchmaking.funds.policies import administers
from matchmaking.reviews import access
from matchmaking.reviews.choices import READING, AssignmentStatus, ReviewStatus
from matchmaking.reviews.models import Assignment, Review

# Reviewers and administrators talk while nothing is decided yet.
DISCUSSING = (ApplicationStatus.ELIGIBLE, ApplicationStatus.REVIEWED)


def runs_reviews(user: Person, application: Application) -> bool:
    """Say whether `user` assigns its reviewers and closes its reviews: an administrator."""
    return administers(user, application.call.fund) and knows_of(user, application)


def runs_reviews_of_call(user: Person, call: Call) -> bool:
    """Say whether `user` assigns reviewers to what came to the call."""
    return administers(user, call.fund)


def follows_reviews(user: Person, fund: Fund) -> bool:
    """Say whether `user` follows who reviews what in the fund: an administrator, an auditor."""
    return holds(user, fund.organisation_id, Role.FUND_ADMINISTRATOR, Role.VIEWER)


def runs_assignment(user: Person, assignment: Assignment) -> bool:
    """Say whether `user` assigns the reviewers of what the assignment is about."""
    return runs_reviews(user, assignment.application)


def was_asked(user: Person, assignment: Assignment) -> bool:
    """Say whether it is `user` who was asked, though they may know of nothing any more."""
    return assignment.reviewer_id == user.pk


def is_reviewer(user: Person, assignment: Assignment) -> bool:
    """Say whether it is `user` who was asked, and nothing keeps them away."""
    return was_asked(user, assignment) and knows_of(user, assignment.application)


def leaves_it_to_the_system(user: Person, assignment: Assignment) -> bool:
    """Say no: this follows from what happened to the application or from a conflict."""
    return False


def is_under_review(application: Application) -> bool:
    """Say whether reviewers may work on the application now."""
    return application.status == ApplicationStatus.ELIGIBLE


def may_write(user: Person, assignment: Assignment) -> bool:
    """Say whether `user` may write the review of an assignment now."""
    open_now = assignment.status in READING and is_under_review(assignment.application)
    return open_now and is_reviewer(user, assignment)


def may_rewrite(user: Person, review: Review) -> bool:
    """Say whether `user` may begin to change what they handed in."""
    return review.status == ReviewStatus.SUBMITTED and may_write(user, review.assignment)


def reads_reviews(user: Person, application: Application) -> bool:
    """Say whether the reviews of others, and what follows from them, are open to `user`."""
    return access.readable(user).filter(pk=application.pk).exists()


def discusses(user: Person, application: Application) -> bool:
    """Say whether `user` may say something: who handed in a review, and who runs the fund."""
    if application.status not in DISCUSSING or not reads_reviews(user, application):
        return False
    done = application.assignments.filter(reviewer=user.pk, status=AssignmentStatus.DONE)
    return administers(user, application.call.fund) or done.exists()


def edits_profile(user: Person, person: User) -> bool:
    """Say whether `user` may say what `person` reads and knows: they, or who runs their fund."""
    places = Organisation.objects.filter(
        memberships__user=person.pk,
        memberships__role=Role.REVIEWER,
        memberships__ended_at=None,
    )
    ids = set(places.values_list("pk", flat=True))
    if user.pk == person.pk:
        return bool(ids)
    return any(holds(user, pk, Role.FUND_ADMINISTRATOR) for pk in ids)

"""Reviews for the tests, made through their services."""

import datetime

from django.utils import timezone

from matchmaking.applications import services as screening
from matchmaking.reviews import services
from matchmaking.reviews.models import Assignment, Review
from matchmaking.reviews.selectors import criteria_of
from matchmaking.reviews.services import Answer
from tests import cast
from tests.applications import making as applications
from tests.applications.making import fresh, person, recuse

__all__ = ["fresh", "person", "recuse"]

DUE = timezone.localdate() + datetime.timedelta(days=14)
WHY = "The plan says so plainly."


def in_review(reviewers=2, **options):
    """Bring an application to its reviewers; the call asks for so many reviews."""
    call = options.pop("call_", None) or applications.call({"reviewers": reviewers})
    return applications.eligible(call_=call, **options)


def asked(application=None, name="rania", actor="tomas"):
    """Ask somebody to review."""
    application = application or in_review()
    cast.join(name)
    return services.assign_reviewer(
        application_id=application.pk,
        reviewer_id=person(name).pk,
        actor=person(actor),
        due_on=DUE,
    )


def accepted(application=None, name="rania"):
    """Let somebody declare that nothing stands in the way."""
    return services.accept_assignment(assignment_id=asked(application, name).pk, actor=person(name))


def drafted(application=None, name="rania", points=4, **changes):
    """Let somebody write a complete review; `points` for all criteria, or one for each."""
    return written(accepted(application, name), points, **changes)


def written(assignment, points=4, **changes):
    review = services.begin_review(assignment_id=assignment.pk, actor=assignment.reviewer)
    said = {
        "words": f"{assignment.reviewer} finds it sound.",
        "advice": "approve",
        "answers": answers(assignment, points),
    }
    return services.save_review(
        assignment_id=assignment.pk,
        actor=assignment.reviewer,
        version=review.version,
        **said | changes,
    )


def answers(assignment, points=4):
    criteria = criteria_of(assignment.application.call_id)
    each = [points] * len(criteria) if isinstance(points, int) else points
    return {row.pk: Answer(value, WHY) for row, value in zip(criteria, each, strict=True)}


def handed_in(application=None, name="rania", points=4):
    """Let somebody review an application to the end."""
    review = drafted(application, name, points)
    return services.submit_review(
        assignment_id=review.assignment_id, actor=review.assignment.reviewer
    )


def reviewed(application=None, points=4, names=("rania", "hugo")):
    """Let several review an application; `points` is what each of them gives, or one for each."""
    application = application or in_review(len(names))
    each = [points] * len(names) if isinstance(points, int) else points
    for name, value in zip(names, each, strict=True):
        handed_in(application, name, value)
    return fresh(application)


def closed(application=None, **options):
    """Let several review an application, and close the reviews."""
    application = reviewed(application, **options)
    services.close_reviews(application_id=application.pk, actor=person("tomas"))
    return fresh(application)


def declined(application=None, name="rania"):
    return services.decline_assignment(
        assignment_id=asked(application, name).pk, actor=person(name), reason="No time."
    )


def taken_off(application=None, name="rania"):
    return services.take_off_reviewer(
        assignment_id=asked(application, name).pk, actor=person("tomas"), reason="Too late."
    )


def proposed(application=None):
    """Let the system propose reviewers for the call."""
    application = application or in_review(1)
    cast.join("rania")
    services.propose_for_call(call_id=application.call_id, actor=person("tomas"), due_on=DUE)
    return Assignment.objects.get(application=application)


def done(application=None, name="rania"):
    return again(handed_in(application, name).assignment)


IN_STATE = {
    "proposed": proposed,
    "asked": asked,
    "accepted": accepted,
    "done": done,
    "declined": declined,
    "removed": taken_off,
}


def declare(application, *names):
    for name in names:
        screening.declare_no_conflict(application_id=application.pk, actor=person(name))


def again(row):
    return type(row).objects.get(pk=row.pk)


def review_of(assignment):
    return Review.objects.filter(assignment=assignment).latest("round")


def copied(application, status="done"):
    """Copy an application with its one review, without the long way through the services."""
    assignment = application.assignments.get()
    review = assignment.reviews.get()
    scores = list(review.scores.all())
    proposal, submission = application.proposal, application.submission
    proposal.pk = None
    proposal.save()
    other = fresh(application)
    other.pk, other.proposal = None, proposal
    other.number = f"2026-{9000 + Assignment.objects.count()}"
    other.save()
    submission.pk, submission.application = None, other
    submission.save()
    assignment.pk, assignment.application, assignment.submission = None, other, submission
    assignment.status = status
    assignment.save()
    if status == "done":
        review.pk, review.assignment = None, assignment
        review.save()
        for score in scores:
            score.pk, score.review = None, review
            score.save()
    return assignment


def records_for_the_table():
    """Make what the table of addresses names: rania was asked, reviews, has reviewed."""
    done = handed_in(in_review(1)).assignment
    return {
        "reviewed-call": done.application.call,
        "reviewed": done.application,
        "review-done": done,
        "review-asked": copied(done.application, "asked"),
        "review-begun": copied(done.application, "accepted"),
        "reviewer": done.reviewer,
    }

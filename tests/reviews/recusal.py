"""Where reviews show applications: what a recused administrator or reviewer reads there."""

from django.urls import reverse, reverse_lazy

from matchmaking.funds.models import Call
from matchmaking.reviews import selectors
from matchmaking.reviews.models import Assignment, Remark, Review
from tests import cast
from tests.applications import making as applications
from tests.applications.making import declared, fresh, person
from tests.applications.recusal import address, probe, stage
from tests.reviews import making

probe("reviews", url=reverse_lazy("reviews:mine"))
probe("reviews as a file", url=reverse_lazy("reviews:export", args=["csv"]))
probe("progress of reviews", text=lambda user: str([_told(user, call) for call in _calls()]))
probe("reviews, assignments and remarks", text=lambda user: str(_rows(user)))
probe("calls whose reviews are followed", text=lambda user: str(_followed(user)))


def _calls():
    return Call.objects.order_by("pk")


def _told(user, call):
    found = selectors.progress(user, call)
    sums = selectors.summaries_of_call(user, call)
    agreed = selectors.call_agreement(sums.values())
    loads = [(str(one.reviewer), one.tally) for one in found.reviewers]
    return found.expected, loads, len(found.applications), len(sums), agreed.applications


def _rows(user):
    models = (Assignment, Review, Remark)
    return [model.objects.visible_to(user).count() for model in models]


def _followed(user):
    return [(str(call), call.in_review) for call in selectors.followed_calls(user)]


@stage
def _assigned_and_scored(application, name):
    """Let rania be asked and mei hand in her review before the conflict is known."""
    application = fresh(application)
    if application.status == "submitted":
        application = applications.eligible(actor="petra", application=application)
    if application.status != "eligible":
        return
    declared(application, "petra")
    cast.join("rania"), cast.join("mei")
    making.asked(application, "rania", actor="petra")
    making.asked(application, "mei", actor="petra")
    assignment = Assignment.objects.get(application=application, reviewer=person("mei"))
    making.services.accept_assignment(assignment_id=assignment.pk, actor=person("mei"))
    making.written(making.again(assignment), 4)
    making.services.submit_review(assignment_id=assignment.pk, actor=person("mei"))


@address
def _pages(application):
    for name in ("application", "reviewers"):
        yield reverse(f"reviews:{name}", args=[application.pk])
    yield reverse("reviews:scores", args=[application.pk, "csv"])
    for assignment in Assignment.objects.filter(application=application):
        for name in ("assignment", "write", "check"):
            yield reverse(f"reviews:{name}", args=[assignment.pk])

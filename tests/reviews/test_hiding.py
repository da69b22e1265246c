"""Who reads whose reviews, and what comes of them: nobody before their own is in."""

import pytest
from django.urls import reverse

from accounts import services as accounts
from accounts.choices import Role
from accounts.models import Organisation
from accounts.notifications import inbox
from accounts.notifications.models import Notification
from matchmaking.applications.models import Application
from matchmaking.reviews import selectors, services
from matchmaking.reviews.models import Assignment, Remark, Review
from tests import cast
from tests.reviews import making

pytestmark = pytest.mark.django_db
SECRET = "Mistletoe"


def seen_by(person, application):
    """Return everything the slice would tell somebody of an application's reviews."""
    return {
        "reviews": set(
            Review.objects.visible_to(person).values_list(
                "assignment__reviewer__full_name", flat=True
            )
        ),
        "assignments": Assignment.objects.visible_to(person).count(),
        "remarks": Remark.objects.visible_to(person).count(),
        "summary": bool(selectors.summaries(person, [application.pk])),
        "application": Application.objects.visible_to(person).count(),
    }


def test_each_reads_what_is_theirs_until_they_have_handed_in():
    application = making.in_review(3)
    making.handed_in(application, "rania", 2)
    making.drafted(application, "hugo", 4)
    making.asked(application, "mei")
    services.post_remark(application_id=application.pk, actor=making.person("tomas"), text="Hm.")
    nothing = {"reviews": set(), "assignments": 0, "remarks": 0, "summary": False}
    expected = {
        "tomas": {"reviews": {"Rania"}, "assignments": 3, "remarks": 1, "summary": True},
        "petra": {"reviews": {"Rania"}, "assignments": 3, "remarks": 1, "summary": True},
        "rania": {"reviews": {"Rania"}, "assignments": 3, "remarks": 1, "summary": True},
        "hugo": {"reviews": {"Hugo"}, "assignments": 1, "remarks": 0, "summary": False},
        "mei": {"reviews": set(), "assignments": 1, "remarks": 0, "summary": False},
        "amina": nothing,  # the applicant
        "nadia": nothing,
    }
    for name, wanted in expected.items():
        found = seen_by(making.person(name), application)
        assert found.pop("application") == 1, name
        assert found == wanted, name
    for name in ("omar", "dina", "sofia"):
        assert seen_by(making.person(name), application) == nothing | {"application": 0}, name


def test_an_administrator_who_becomes_a_reviewer_is_as_blind_as_any_other():
    application = making.in_review(2)
    making.handed_in(application, "rania")
    making.drafted(application, "hugo")
    hugo = making.person("hugo")
    fund = Organisation.objects.get(memberships__user=hugo)
    accounts.give_role(user=hugo, organisation=fund, role=Role.FUND_ADMINISTRATOR)
    assert seen_by(making.person("hugo"), application)["reviews"] == {"Hugo"}
    assert not selectors.summaries(making.person("hugo"), [application.pk])
    # Nor is an administrator ever proposed.
    names = {str(one.person) for one in selectors.candidates(making.person("tomas"), application)}
    assert "Hugo" not in names


def test_nothing_of_a_review_is_in_any_answer_to_one_who_has_not_handed_in(visit):
    application = making.in_review(2)
    review = making.drafted(application, "rania", 3, words=f"{SECRET} everywhere.")
    services.submit_review(assignment_id=review.assignment_id, actor=making.person("rania"))
    services.post_remark(
        application_id=application.pk, actor=making.person("rania"), text=f"{SECRET}!"
    )
    waiting = making.drafted(application, "hugo").assignment
    client = visit(making.person("hugo"))
    for name, about in (
        ("mine", []),
        ("export", ["csv"]),
        ("assignment", [waiting.pk]),
        ("write", [waiting.pk]),
        ("check", [waiting.pk]),
        ("application", [application.pk]),
        ("scores", [application.pk, "csv"]),
        ("compare", [application.call_id]),
        ("compare_export", [application.call_id, "csv"]),
        ("agreement", [application.call_id]),
        ("call", [application.call_id]),
        ("call_export", [application.call_id, "csv"]),
        ("reviewers", [application.pk]),
    ):
        answer = client.get(reverse(f"reviews:{name}", args=about), follow=True)
        text = answer.getvalue().decode() if answer.streaming else answer.content.decode()
        assert SECRET not in text, name
        assert "Rania" not in text, name
    for path in (reverse("applications:detail", args=[application.pk]), "/notifications/"):
        assert SECRET not in client.get(path, follow=True).content.decode()
    told = Notification.objects.filter(user=making.person("hugo"))
    assert all("Rania" not in str(row.params) for row in told)


def test_who_is_recused_knows_of_no_assignment_no_review_no_task():
    application = making.reviewed(making.in_review(2))
    cast.join("petra")
    making.declare(application, "petra")
    for name in ("rania", "petra"):
        making.recuse(application, name)
        nobody = {"reviews": set(), "assignments": 0, "remarks": 0, "summary": False}
        assert seen_by(making.person(name), application) == nobody | {"application": 0}
        progress = selectors.progress(making.person(name), application.call)
        assert (progress.applications, progress.reviewers, progress.expected) == ([], [], 0)
        tasks = inbox.tasks_for(making.person(name))
        assert not [task for task in tasks if application.number in str(task.text)]
    services.set_aside_for_conflict(
        application_id=application.pk, person_id=making.person("rania").pk
    )
    summary = selectors.summaries(making.person("tomas"), [application.pk])[application.pk]
    assert [str(one.review.assignment.reviewer) for one in summary.reviews] == ["Hugo"]

"""Reviews of example applications: some are in, discussed and closed, others are under way."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from accounts.models import User
from config.example_world.applications import FIRST_KENYA, FIRST_ZAMBIA, UGANDA, ZAMBIA
from config.example_world.projects import KENYA
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.reviews import services
from matchmaking.reviews.models import Assignment, Review, ReviewerProfile
from matchmaking.reviews.selectors import candidates, criteria_of
from matchmaking.reviews.services import Answer

# What each reviewer reads and knows, and the points they give under each criterion in turn.
REVIEWERS: dict[str, tuple[list[str], list[str], list[int]]] = {
    "rania": (["en", "fr", "ar"], ["MRK", "STK"], [4, 3, 4, 3, 4]),
    "hugo": (["en", "es"], ["MRK", "TRC"], [4, 4, 3, 3, 3]),
    "mei": (["en", "zh", "fr"], ["STK", "AMM"], [2, 4, 4, 1, 3]),
}
WHY = {
    1: "Nothing in the text answers this.",
    2: "It is named, but neither planned nor paid for.",
    3: "Planned well enough; the figures could be firmer.",
    4: "Convincing, with figures that can be checked.",
    5: "A model for others.",
}
OVERALL = "A sound project. What happens once the grant has ended should be said more plainly."
REMARK = "Mei sees the upkeep of the machines as unsolved. Is there a line for it in the budget?"
ANSWER = "Only for the first year. I would ask for a condition."
WITHOUT = "Hugo has a conflict of interest, and the fund has no fourth reviewer."


def build_reviews() -> Iterator[Assignment]:
    """Let the reviewers work on what was found eligible; three are through, two have begun."""
    for name, (languages, themes, _points) in REVIEWERS.items():
        _profile(_person(name), languages, themes)
    for title in (FIRST_KENYA, FIRST_ZAMBIA, KENYA):
        if application := _waiting(title):
            yield from _reviewed(application)
    if application := _waiting(ZAMBIA):
        yield from _begun(application)
    if application := _waiting(UGANDA):
        yield _asked(application, "mei")


def _waiting(title: str) -> Application | None:
    rows = Application.objects.filter(status=ApplicationStatus.ELIGIBLE, assignments=None)
    return rows.filter(proposal__title=title).select_related("call__fund").first()


def _reviewed(application: Application) -> Iterator[Assignment]:
    """Let all who have no conflict review it, talk about it, and close the reviews."""
    tomas = _person("tomas")
    free = {one.person.email for one in candidates(tomas, application) if not one.match.bar}
    names = [name for name in REVIEWERS if f"{name}@example.org" in free]
    for name in names:
        assignment = _asked(application, name)
        services.accept_assignment(assignment_id=assignment.pk, actor=_person(name))
        _write(assignment, REVIEWERS[name][2])
        services.submit_review(assignment_id=assignment.pk, actor=_person(name))
        yield assignment
    for name, words in (("rania", REMARK), ("mei", ANSWER)):
        services.post_remark(application_id=application.pk, actor=_person(name), text=words)
    services.close_reviews(application_id=application.pk, actor=tomas, reason=WITHOUT)


def _begun(application: Application) -> Iterator[Assignment]:
    """Let one review be half written, and one person be asked."""
    for name in ("rania", "mei"):
        yield _asked(application, name)
    first = application.assignments.get(reviewer=_person("rania"))
    services.accept_assignment(assignment_id=first.pk, actor=_person("rania"))
    _write(first, REVIEWERS["rania"][2][:2])


def _asked(application: Application, name: str) -> Assignment:
    return services.assign_reviewer(
        application_id=application.pk,
        reviewer_id=_person(name).pk,
        actor=_person("tomas"),
        due_on=timezone.localdate() + datetime.timedelta(days=14),
    )


def _write(assignment: Assignment, points: list[int]) -> Review:
    """Write a review."""
    actor = assignment.reviewer
    review = services.begin_review(assignment_id=assignment.pk, actor=actor)
    criteria = criteria_of(assignment.application.call_id)
    answers = {
        row.pk: Answer(min(value, row.scale_max), WHY[value])
        for row, value in zip(criteria, points, strict=False)
    }
    return services.save_review(
        assignment_id=assignment.pk,
        actor=actor,
        version=review.version,
        answers=answers,
        words=OVERALL,
        advice="conditions",
    )


def _profile(person: User, languages: list[str], themes: list[str]) -> None:
    if not ReviewerProfile.objects.filter(person=person).exists():
        services.save_profile(
            person_id=person.pk,
            actor=person,
            languages=languages,
            themes=themes,
            most_at_once=6,
        )


def _person(name: str) -> User:
    return User.objects.get(email=f"{name}@example.org")

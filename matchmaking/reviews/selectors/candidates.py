"""Who could review what: the reviewers of a fund beside the applications of a call."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from accounts.selectors import Person
from matchmaking.applications.choices import BLOCKING, ApplicationStatus
from matchmaking.applications.models import Application, Conflict
from matchmaking.funds.models import Call, Fund
from matchmaking.reviews.access import newest_submission
from matchmaking.reviews.choices import LEFT, OPEN, STANDING, AssignmentStatus
from matchmaking.reviews.engine.assigning import Match, Plan, Reviewer, Task, assign, ranked
from matchmaking.reviews.models import Assignment, ReviewerProfile

# What a new reviewer is taken to manage until they say otherwise.
MOST_AT_ONCE = ReviewerProfile._meta.get_field("most_at_once").default


@dataclass(frozen=True)
class Candidate:
    """A reviewer of the fund, and how they fit one application."""

    person: User
    match: Match

    @property
    def reasons(self) -> list[dict[str, Any]]:
        """Why, as it is kept with an assignment."""
        return reasons_of(self.match)


def reviewers_of(fund: Fund) -> QuerySet[User]:
    """Return who reviews for a fund: never who runs it, and so reads every review as it comes."""
    running = {"memberships__organisation": fund.organisation_id, "memberships__ended_at": None}
    administrators = User.objects.filter(Q(**running, memberships__role=Role.FUND_ADMINISTRATOR))
    rows = User.objects.filter(Q(**running, memberships__role=Role.REVIEWER), is_active=True)
    named = rows.exclude(pk__in=administrators.values("pk")).distinct()
    return named.select_related("reviewer_profile").order_by("full_name", "pk")


def candidates(user: Person, application: Application) -> list[Candidate]:
    """Return everyone for one application, the best first; the barred last, with their bar."""
    people = {person.pk: person for person in reviewers_of(application.call.fund)}
    task = _tasks([application])[0]
    reviewers = _reviewers(user, people.values(), application.call.fund)
    return [Candidate(people[one.reviewer], one) for one in ranked(task, reviewers)]


def plan_of_call(user: Person, call: Call) -> Plan:
    """Return the fair assignment for what `user` may know of in a call and is in review."""
    people = reviewers_of(call.fund)
    return assign(_tasks(in_review(user, call)), _reviewers(user, people, call.fund))


def in_review(user: Person, call: Call) -> QuerySet[Application]:
    """Return the applications of a call that reviewers work on now."""
    rows = Application.objects.visible_to(user).filter(call=call.pk)
    return rows.filter(status=ApplicationStatus.ELIGIBLE).order_by("pk")


def current_submissions(application_ids: Collection[int]) -> dict[int, int]:
    """Return the newest submission of each application: the words to be reviewed."""
    rows = Application.objects.filter(pk__in=application_ids)
    newest = rows.annotate(newest=newest_submission("pk"))
    return dict(newest.values_list("pk", "newest"))


def reasons_of(pair: Match) -> list[dict[str, Any]]:
    """Return why somebody fits, as codes and figures; wording.py says it in words."""
    return [
        {"code": "language", "value": pair.reads_language},
        {"code": "themes", "value": pair.themes_known},
        {"code": "load", "value": pair.load, "most": pair.most},
    ]


def _reviewers(user: Person, people: Iterable[User], fund: Fund) -> list[Reviewer]:
    people = list(people)
    profiles = {
        profile.person_id: profile
        for profile in ReviewerProfile.objects.filter(
            person__in=[person.pk for person in people]
        ).prefetch_related("themes")
    }
    loads = _loads(user, fund)
    return [_reviewer(person.pk, profiles.get(person.pk), loads[person.pk]) for person in people]


def _reviewer(pk: int, profile: ReviewerProfile | None, load: int) -> Reviewer:
    if profile is None:
        return Reviewer(pk, load=load, most=MOST_AT_ONCE)
    return Reviewer(
        id=pk,
        languages=frozenset(profile.languages),
        themes=frozenset(theme.pk for theme in profile.themes.all()),
        load=load,
        most=profile.most_at_once,
        is_away=bool(profile.away_until and profile.away_until > timezone.localdate()),
    )


def _loads(user: Person, fund: Fund) -> dict[int, int]:
    """Count the reviews under way of each reviewer, as far as `user` may know of them."""
    rows = Assignment.objects.visible_to(user).filter(application__call__fund=fund.pk)
    found: dict[int, int] = defaultdict(int)
    waiting = rows.filter(status__in=(AssignmentStatus.PROPOSED, *OPEN))
    for reviewer in waiting.values_list("reviewer", flat=True):
        found[reviewer] += 1
    return found


def _tasks(applications: Iterable[Application]) -> list[Task]:
    rows = list(
        Application.objects.filter(pk__in=[one.pk for one in applications])
        .select_related("call", "proposal")
        .prefetch_related("proposal__themes")
        .annotate(newest=newest_submission("pk"))
        .order_by("pk")
    )
    ids = [row.pk for row in rows]
    conflicts = _pairs(Conflict.objects.filter(application__in=ids, status__in=BLOCKING), "person")
    assignments = list(Assignment.objects.filter(application__in=ids))
    return [_task(row, conflicts[row.pk], assignments) for row in rows]


def _task(row: Any, conflicts: set[int], assignments: Sequence[Assignment]) -> Task:
    mine = [one for one in assignments if one.submission_id == row.newest]
    standing = {one.reviewer_id for one in mine if one.status in STANDING}
    return Task(
        id=row.pk,
        wanted=max(0, row.call.terms.reviewers - len(standing)),
        language=row.proposal.language,
        themes=frozenset(theme.pk for theme in row.proposal.themes.all()),
        conflicts=frozenset(conflicts),
        assigned=frozenset(standing),
        declined=frozenset({one.reviewer_id for one in mine if one.status in LEFT} - standing),
    )


def _pairs(rows: QuerySet[Any], column: str) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for application, person in rows.values_list("application", column):
        found[application].add(person)
    return found

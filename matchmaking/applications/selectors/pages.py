"""What the pages of applications show."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from accounts.choices import Role
from accounts.selectors import Person, organisation_ids
from matchmaking import audit
from matchmaking.applications import eligibility, policies
from matchmaking.applications.checking import Fault, faults_of, resubmission_faults
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import (
    Application,
    Attempt,
    Conflict,
    Declaration,
    Override,
    Screening,
    Submission,
)
from matchmaking.applications.querysets import ApplicationQuerySet
from matchmaking.funds.models import Call
from matchmaking.funds.wording import Finding
from matchmaking.projects.contents import contents
from matchmaking.projects.models import Proposal

PARTIES = ("call__fund", "proposal__country", "proposal__applicant", "proposal__implementer")


@dataclass(frozen=True)
class Check:
    """What a person sees before they hand in."""

    call: Call
    proposal: Proposal
    faults: list[Fault]
    findings: list[Finding]
    attempts: list[Attempt]
    returned: Application | None

    @property
    def doubts(self) -> list[Finding]:
        """What the fund will ask about when it screens."""
        said_above = ("sections", "annexes")
        return [f for f in self.findings if f.verdict != "met" and f.code not in said_above]


@dataclass(frozen=True)
class Judged:
    """A finding of a screening, with what a person said of it instead."""

    finding: Finding
    override: Override | None

    @property
    def key(self) -> str:
        """What names it in the form."""
        return eligibility.key_of(self.finding)


def applications_for_listing(user: Person) -> ApplicationQuerySet:
    """Return what `user` may know of, with what a row of the list shows."""
    return Application.objects.visible_to(user).select_related(*PARTIES)


def application_for_page(user: Person, pk: int) -> Application | None:
    """Return one application with its rounds, or None for what `user` may not know of."""
    rounds = Submission.objects.select_related("submitted_by").order_by("round")
    rows = applications_for_listing(user).select_related("call__fund__organisation")
    return rows.prefetch_related(Prefetch("submissions", rounds)).filter(pk=pk).first()


def check(call: Call, proposal: Proposal) -> Check:
    """Return all that keeps a proposal from a call now, and what the rules say of it."""
    said = contents(proposal)
    rows = proposal.applications.filter(call=call, status=ApplicationStatus.RETURNED)
    returned = rows.first()
    look = resubmission_faults if returned else faults_of
    tries = Attempt.objects.filter(call=call, proposal=proposal).select_related("made_by")
    return Check(
        call=call,
        proposal=proposal,
        faults=look(call, proposal, said),
        findings=eligibility.findings(call, proposal, said),
        attempts=list(tries.order_by("-made_at", "-pk")),
        returned=returned,
    )


def proposals_to_hand_in(user: Person) -> list[Proposal]:
    """Return the proposals that `user` could hand in, those that are signed first."""
    rows = Proposal.objects.visible_to(user).editable().with_parties().prefetch_related("team")
    mine = [row for row in rows.order_by("-updated_at", "-pk") if policies.hands_in(user, row)]
    return sorted(mine, key=lambda row: row.status != "signed")


def screenings_of(application: Application) -> list[Screening]:
    """Return what was decided on the rounds of an application, the newest first."""
    rows = Screening.objects.filter(submission__application=application)
    joined = rows.select_related("screened_by", "submission").prefetch_related("overrides")
    return list(joined.order_by("-screened_at", "-pk"))


def judged(screening: Screening) -> list[Judged]:
    """Return what a screening said, in the reader's language."""
    said = {row.code: row for row in screening.overrides.all()}
    found = eligibility.reworded(screening.findings)
    return [Judged(row, said.get(eligibility.key_of(row))) for row in found]


def conflicts_for_listing(user: Person) -> QuerySet[Conflict]:
    """Return the conflicts of applications to funds that `user` runs or audits, never their own.

    Their own are of applications of which they must not know.
    """
    known = Application.objects.of_fund_of(user)
    rows = Conflict.objects.filter(application__in=known)
    return rows.select_related(
        "application__proposal", "application__call", "person", "noted_by", "decided_by"
    )


def conflicts_of(user: Person, application: Application) -> list[Conflict]:
    """Return the conflicts of one application, open ones first."""
    rows = conflicts_for_listing(user).filter(application=application)
    return sorted(rows.order_by("-noted_at"), key=lambda row: row.status != "found")


def declarations_of(application: Application) -> list[Declaration]:
    """Return who said to have no conflict, in the order of time."""
    return list(application.declarations.select_related("person").order_by("declared_at"))


def history(user: Person, application: Application) -> list[audit.Entry]:
    """Return what happened to an application that `user` may know of, newest first."""
    return audit.history(application) if policies.knows_of(user, application) else []


def run_by(user: Person) -> frozenset[int]:
    """Return the ids of the organisations whose funds `user` administers."""
    return organisation_ids(user, [Role.FUND_ADMINISTRATOR])

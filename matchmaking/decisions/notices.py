"""What members, applicants and administrators are told; the recused are told nothing."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.applications.notices import administrators_of, applicants_of
from matchmaking.applications.telling import kind, tell
from matchmaking.decisions import tally
from matchmaking.decisions.models import Appeal, Ballot, Condition, Decision, Evidence

kind(
    "ballot_opened",
    _("A ballot of our committee waits for my vote"),
    _("Application %(number)s, “%(proposal)s”: the committee votes. %(proposed)s"),
    _("A ballot of your committee waits for your vote"),
)
kind(
    "application_decided",
    _("Our application is decided"),
    _("Application %(number)s, “%(proposal)s”: %(decision)s"),
    _("An application of your organisation was decided"),
)
kind(
    "decision_recorded",
    _("An application to a call of ours is decided"),
    _("Application %(number)s, “%(proposal)s”: %(decision)s"),
    _("An application to a call of your fund was decided"),
)
kind(
    "evidence_handed_in",
    _("Evidence for a condition is to be answered"),
    _("Application %(number)s: evidence for condition %(condition)s waits for your answer"),
    _("Evidence for a condition waits for your answer"),
)
kind(
    "evidence_sent_back",
    _("Evidence for a condition is sent back"),
    _("Application %(number)s: the evidence for condition %(condition)s is not enough yet"),
    _("Evidence for a condition of your project was sent back"),
)
kind(
    "condition_settled",
    _("A condition of our project is settled"),
    _("Application %(number)s, condition %(condition)s: %(status)s"),
    _("A condition of your project is settled"),
)
kind(
    "condition_due",
    _("A condition of our project is due"),
    _("Application %(number)s: condition %(condition)s is due on %(day)s"),
    _("A condition of your project is due"),
)
kind(
    "condition_overdue",
    _("A condition is overdue"),
    _("Application %(number)s: condition %(condition)s was due on %(day)s"),
    _("A condition of a project is overdue"),
)
kind(
    "appeal_filed",
    _("An appeal is to be heard"),
    _("Application %(number)s, “%(proposal)s”: the applicant appeals against the rejection"),
    _("An appeal against a decision of your fund is to be heard"),
)
kind(
    "appeal_dismissed",
    _("Our appeal is dismissed"),
    _("Application %(number)s, “%(proposal)s”: the appeal is dismissed"),
    _("An appeal of your organisation was answered"),
)


def tell_of_ballot(ballot_id: int) -> None:
    """Ask every member who may decide to vote."""
    ballot = Ballot.objects.select_related("application__call", "opened_by").get(pk=ballot_id)
    people = [seat.person for seat in tally.entitled(ballot.application)]
    tell(
        "ballot_opened",
        ballot.application,
        people,
        key=str(ballot.pk),
        actor=ballot.opened_by,
        url=reverse("decisions:ballot", args=[ballot.pk]),
        proposed=str(ballot.get_kind_display() or ballot.get_about_display()),
    )


def tell_of_decision(decision_id: int) -> None:
    """Tell the applicant's side, and those who run the fund."""
    decision = Decision.objects.select_related("decided_by").get(pk=decision_id)
    said: Any = {
        "key": str(decision.pk),
        "actor": decision.decided_by,
        "url": reverse("decisions:decision", args=[decision.pk]),
        "decision": str(decision.get_kind_display()),
    }
    application = decision.application
    applicants = applicants_of(application)
    tell("application_decided", application, applicants, **said)
    fund = [one for one in administrators_of(application) if one not in applicants]
    tell("decision_recorded", application, fund, **said)


def tell_of_evidence(evidence_id: int) -> None:
    """Ask the administrators to answer."""
    evidence = Evidence.objects.select_related("handed_in_by", "condition").get(pk=evidence_id)
    condition = evidence.condition
    people = administrators_of(condition.decision.application)
    _tell("evidence_handed_in", condition, people, str(evidence.pk), evidence.handed_in_by)


def tell_of_sending_back(condition_id: int) -> None:
    """Tell the applicant's side that something is missing."""
    condition = Condition.objects.get(pk=condition_id)
    people = applicants_of(condition.decision.application)
    _tell("evidence_sent_back", condition, people, str(condition.version))


def tell_of_settling(condition_id: int) -> None:
    """Tell the applicant's side that a condition is met, or waived."""
    condition = Condition.objects.select_related("settled_by").get(pk=condition_id)
    people = applicants_of(condition.decision.application)
    status = str(condition.get_status_display())
    _tell("condition_settled", condition, people, "once", condition.settled_by, status=status)


def remind(condition: Condition, days: int) -> int:
    """Remind of a condition that is due in `days`; of an overdue one tell the fund, too."""
    application = condition.decision.application
    people = applicants_of(application)
    if days >= 0:
        return _tell("condition_due", condition, people, f"{days}:{condition.due_on}")
    both = [*people, *(one for one in administrators_of(application) if one not in people)]
    return _tell("condition_overdue", condition, both, f"{days}:{condition.due_on}")


def tell_of_appeal(appeal_id: int) -> None:
    """Tell those who run the fund."""
    appeal = Appeal.objects.select_related("decision", "filed_by").get(pk=appeal_id)
    application = appeal.decision.application
    tell(
        "appeal_filed",
        application,
        administrators_of(application),
        key=str(appeal.pk),
        actor=appeal.filed_by,
        url=reverse("decisions:decision", args=[appeal.decision_id]),
    )


def tell_of_dismissal(appeal_id: int) -> None:
    """Tell the applicant's side that the decision stands, for good."""
    appeal = Appeal.objects.select_related("decision").get(pk=appeal_id)
    application = appeal.decision.application
    url = reverse("decisions:decision", args=[appeal.decision_id])
    tell("appeal_dismissed", application, applicants_of(application), key=str(appeal.pk), url=url)


def _tell(
    name: str,
    condition: Condition,
    people: Iterable[User],
    key: str,
    actor: User | None = None,
    **params: Any,
) -> int:
    return tell(
        name,
        condition.decision.application,
        people,
        key=f"{condition.pk}:{key}",
        actor=actor,
        url=reverse("decisions:condition", args=[condition.pk]),
        condition=condition.number,
        day=date_format(condition.due_on),
        **params,
    )

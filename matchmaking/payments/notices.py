"""Who is told what of a project, its payments and reports, and of contributions.

What concerns an application goes through `applications.telling`, which leaves the recused out.
An e-mail never says a sum.
"""

import datetime
from collections.abc import Collection, Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import Organisation, User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from matchmaking.applications import telling
from matchmaking.ledger.models import Contribution
from matchmaking.payments.models import Expenditure, Payment, Project, Refund, ReportDue
from matchmaking.payments.policies import ACTING_ROLES

telling.kind(
    "project_opened",
    _("A project was opened for an approved application"),
    _("The project %(project)s was opened: plan its tranches and sign the funding agreement"),
    _("A project was opened for an approved application"),
)
telling.kind(
    "funding_signed",
    _("One party has signed a funding agreement"),
    _("One party has signed the funding agreement of %(project)s: the other is still to sign"),
    _("One party has signed a funding agreement"),
)
telling.kind(
    "project_began",
    _("A funding agreement is signed by both"),
    _("The funding agreement of %(project)s is signed by both: the project runs"),
    _("A funding agreement is signed by both"),
)
telling.kind(
    "payment_prepared",
    _("A payment waits for a second person"),
    _("%(person)s has prepared a payment of %(amount)s for %(project)s: please check it"),
    _("A payment waits for a second person"),
)
telling.kind(
    "payment_returned",
    _("A payment was sent back"),
    _("The payment of %(amount)s for %(project)s was sent back: %(reason)s"),
    _("A payment was sent back"),
)
telling.kind(
    "payment_stopped",
    _("A payment was stopped"),
    _("The payment of %(amount)s for %(project)s was stopped: %(reason)s"),
    _("A payment was stopped"),
)
telling.kind(
    "payment_made",
    _("A tranche was paid"),
    _("%(amount)s were paid for %(project)s"),
    _("A tranche of a project was paid"),
)
telling.kind(
    "expenditure_entered",
    _("Expenditure waits for the fund"),
    _("Expenditure of %(amount)s was entered for %(project)s: accept it or send it back"),
    _("Expenditure of a project waits for an answer"),
)
telling.kind(
    "expenditure_returned",
    _("Expenditure was sent back"),
    _("Expenditure of %(amount)s for %(project)s was sent back: %(reason)s"),
    _("Expenditure of a project was sent back"),
)
telling.kind(
    "refund_received",
    _("A refund arrived"),
    _("A refund of %(amount)s for %(project)s has arrived"),
    _("A refund of a project has arrived"),
)
telling.kind(
    "report_received",
    _("A report of a project was handed in"),
    _("%(report)s of %(project)s was handed in: accept it or send it back"),
    _("A report of a project was handed in"),
)
telling.kind(
    "report_answered",
    _("A report of a project was answered"),
    _("%(report)s of %(project)s: %(status)s. %(reason)s"),
    _("A report of a project was answered"),
)
telling.kind(
    "report_extended",
    _("There is more time for a report"),
    _("%(report)s of %(project)s: there is more time. %(reason)s"),
    _("There is more time for a report of a project"),
)
telling.kind(
    "report_due",
    _("A report of a project is due"),
    _("%(report)s of %(project)s is not handed in yet"),
    _("A report of a project is due"),
)
telling.kind(
    "project_suspended",
    _("A project was suspended"),
    _("The project %(project)s was suspended: %(reason)s"),
    _("A project was suspended"),
)
telling.kind(
    "project_resumed",
    _("A suspended project goes on"),
    _("The project %(project)s goes on: %(reason)s"),
    _("A suspended project goes on"),
)
telling.kind(
    "project_closed",
    _("A project was closed"),
    _("The project %(project)s was closed: everything is accounted for"),
    _("A project was closed"),
)


def known_contributions(user: User, ids: Collection[int]) -> list[int]:
    """Return those of these contributions that `user` may know of now."""
    known = Contribution.objects.visible_to(user).filter(pk__in=ids)
    return list(known.values_list("pk", flat=True))


register(
    Kind(
        name="contribution_pledged",
        title=_("A contribution was pledged"),
        text=_("%(donor)s pledges %(amount)s to %(fund)s"),
        mail=_("A contribution was pledged to a fund"),
        known=known_contributions,
    )
)
register(
    Kind(
        name="contribution_received",
        title=_("A contribution has arrived"),
        text=_("%(amount)s of %(donor)s have arrived at %(fund)s: the receipt is ready"),
        mail=_("A contribution has arrived; the receipt is ready"),
        known=known_contributions,
    )
)


def administrators(project: Project) -> list[User]:
    """Return those who run the fund of a project."""
    return _people(project.application.call.fund.organisation, Role.FUND_ADMINISTRATOR)


def implementers(project: Project) -> list[User]:
    """Return those who act for who carries the project out and who applied for it."""
    places = {project.carrier, project.application.proposal.applicant}
    return [one for place in sorted(places, key=str) for one in _people(place, *ACTING_ROLES)]


def everybody(project: Project) -> list[User]:
    """Return both parties."""
    return list(
        {one.pk: one for one in [*administrators(project), *implementers(project)]}.values()
    )


def tell_of_project(project: Project) -> None:
    """Tell both parties that an approved application is a project now."""
    _tell("project_opened", project, everybody(project), None, "opened")


def tell_of_signature(project: Project, actor: User) -> None:
    """Tell both parties that one has signed."""
    _tell("funding_signed", project, everybody(project), actor, "first")


def tell_of_beginning(project: Project, actor: User) -> None:
    """Tell both parties that both have signed."""
    _tell("project_began", project, everybody(project), actor, "both")


def tell_of_preparation(payment: Payment, actor: User) -> None:
    """Tell the other administrators that a payment waits for one of them."""
    _tell_payment("payment_prepared", payment, administrators(payment.project), actor)


def tell_of_return(payment: Payment, actor: User) -> None:
    """Tell who prepared it, and the other administrators, why it was sent back."""
    _tell_payment("payment_returned", payment, administrators(payment.project), actor)


def tell_of_stop(payment: Payment, actor: User | None) -> None:
    """Tell the administrators, whoever's act it was, that a payment does not leave."""
    _tell_payment("payment_stopped", payment, administrators(payment.project), actor)


def tell_of_payment(payment: Payment, actor: User) -> None:
    """Tell both parties that the money is on its way."""
    _tell_payment("payment_made", payment, everybody(payment.project), actor)


def tell_of_expenditure(row: Expenditure, actor: User) -> None:
    """Tell the administrators that expenditure waits for them."""
    people = administrators(row.project)
    amount = str(row.amount)
    _tell("expenditure_entered", row.project, people, actor, str(row.pk), amount=amount)


def tell_of_returned_expenditure(row: Expenditure, actor: User) -> None:
    """Tell the implementer why its expenditure was sent back."""
    said = {"amount": str(row.amount), "reason": row.reason}
    people = implementers(row.project)
    _tell("expenditure_returned", row.project, people, actor, str(row.pk), **said)


def tell_of_refund(refund: Refund, actor: User) -> None:
    """Tell both parties that money came back."""
    people, amount = everybody(refund.project), str(refund.amount)
    _tell("refund_received", refund.project, people, actor, str(refund.pk), amount=amount)


def tell_of_report(report: ReportDue, actor: User) -> None:
    """Tell the administrators that a report waits for them."""
    _tell_report("report_received", report, administrators(report.project), actor)


def tell_of_answer(report: ReportDue, actor: User) -> None:
    """Tell the implementer what became of its report."""
    said = {"status": str(report.get_status_display()), "reason": report.reason}
    _tell_report("report_answered", report, implementers(report.project), actor, **said)


def tell_of_extension(report: ReportDue, actor: User, reason: str) -> None:
    """Tell the implementer that there is more time."""
    _tell_report("report_extended", report, implementers(report.project), actor, reason=reason)


def remind(report: ReportDue, today: datetime.date) -> None:
    """Remind the implementer of a report; once a day at most."""
    key = f"{report.pk}:{today.isoformat()}"
    people = implementers(report.project)
    _tell("report_due", report.project, people, None, key, report=report.in_words())


def tell_of_suspension(project: Project, actor: User, reason: str) -> None:
    """Tell both parties why nothing is paid any more."""
    key = str(project.version)
    _tell("project_suspended", project, everybody(project), actor, key, reason=reason)


def tell_of_resumption(project: Project, actor: User, reason: str) -> None:
    """Tell both parties that the project goes on."""
    key = str(project.version)
    _tell("project_resumed", project, everybody(project), actor, key, reason=reason)


def tell_of_closure(project: Project, actor: User) -> None:
    """Tell both parties that everything is accounted for."""
    _tell("project_closed", project, everybody(project), actor, "closed")


def tell_of_pledge(contribution: Contribution, actor: User) -> None:
    """Tell those who run the fund, and who acts for the donor."""
    amount = str(contribution.pledged)
    _tell_contribution("contribution_pledged", contribution, actor, "pledged", amount)


def tell_of_instalment(contribution: Contribution, actor: User, key: str, amount: str) -> None:
    """Tell the donor that its money arrived, and the administrators."""
    _tell_contribution("contribution_received", contribution, actor, key, amount)


def _tell_contribution(
    kind: str, contribution: Contribution, actor: User, key: str, amount: str
) -> None:
    fund, donor = contribution.fund, contribution.donor
    people = _people(fund.organisation, Role.FUND_ADMINISTRATOR) + _people(donor, *ACTING_ROLES)
    notify(
        kind,
        recipients=[one for one in people if one != actor],
        key=f"contribution:{contribution.pk}:{kind}:{key}",
        subject_id=contribution.pk,
        url=reverse("payments:contribution", args=[contribution.pk]),
        params={"donor": str(donor), "fund": str(fund), "amount": amount},
        public={},
    )


def _tell_payment(kind: str, payment: Payment, people: Iterable[User], actor: User | None) -> None:
    said = {
        "person": str(payment.prepared_by),
        "amount": str(payment.amount),
        "reason": payment.reason,
    }
    key = f"{payment.pk}:{payment.version}"
    url = reverse("payments:payment", args=[payment.pk])
    _tell(kind, payment.project, people, actor, key, url=url, **said)


def _tell_report(
    kind: str, report: ReportDue, people: Iterable[User], actor: User, **said: str
) -> None:
    key = f"{report.pk}:{report.version}"
    url = reverse("payments:report", args=[report.pk])
    words = {"report": report.in_words(), **said}
    _tell(kind, report.project, people, actor, key, url=url, **words)


def _tell(
    kind: str,
    project: Project,
    people: Iterable[User],
    actor: User | None,
    key: str,
    url: str = "",
    **said: Any,
) -> None:
    telling.tell(
        kind,
        project.application,
        people,
        key=key,
        actor=actor,
        url=url or reverse("payments:project", args=[project.pk]),
        project=project.number,
        **said,
    )


def _people(place: Organisation, *roles: str) -> list[User]:
    rows = place.memberships.filter(ended_at=None, role__in=roles, user__is_active=True)
    found = {row.user_id: row.user for row in rows.select_related("user").order_by("pk")}
    return list(found.values())

"""What people are told about renewals. Nothing of a request is in an e-mail: most are drafts."""

import datetime
from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from matchmaking.reports.models import NationalReport


def _known(user: User, ids: Collection[int]) -> list[int]:
    return list(
        NationalReport.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)
    )


COMPARED = register(
    Kind(
        name="report_compared",
        title=_("A new report is compared with the requests of my State"),
        text=_("%(report)s is read: %(count)s earlier requests wait for your confirmation."),
        mail=_("Earlier requests of your State wait for your confirmation after a new report"),
        known=_known,
    )
)
REMINDED = register(
    Kind(
        name="renewal_reminder",
        title=_("Reminders before unconfirmed requests lapse"),
        text=_("%(count)s requests of %(report)s lapse on %(due_on)s unless you confirm them."),
        mail=_("Requests of your State lapse soon unless you confirm them"),
        known=_known,
    )
)
LAPSED = register(
    Kind(
        name="renewal_lapsed",
        title=_("Requests of my State have lapsed"),
        text=_("%(count)s requests lapsed: nobody confirmed them after %(report)s."),
        mail=_("Requests of your State have lapsed; you can bring them back"),
        known=_known,
    )
)


def tell_of_comparison(report: NationalReport, count: int) -> None:
    """Tell the focal points that a comparison waits for them."""
    _tell(COMPARED, report, f"report:{report.pk}:compared", count=count)


def remind(report: NationalReport, count: int, number: int, due_on: datetime.date) -> None:
    """Remind the focal points, for the first or the second time."""
    key = f"report:{report.pk}:reminder:{number}:{due_on}"
    _tell(REMINDED, report, key, count=count, due_on=due_on.isoformat())


def tell_of_lapse(report: NationalReport, count: int, day: str) -> None:
    """Tell the focal points what has lapsed and can be brought back."""
    _tell(LAPSED, report, f"report:{report.pk}:lapsed:{day}", count=count)


def focal_points(report: NationalReport) -> list[User]:
    """Return those who confirm for the State."""
    people = User.objects.filter(
        memberships__organisation=report.organisation_id,
        memberships__role=Role.FOCAL_POINT,
        memberships__ended_at=None,
    )
    return list(people.distinct())


def _tell(kind: Kind, report: NationalReport, key: str, **params: object) -> None:
    notify(
        kind.name,
        recipients=focal_points(report),
        key=key,
        subject_id=report.pk,
        url=reverse("needs:comparison", args=[report.pk]),
        params={"report": str(report), **params},
    )

"""What happened in the life of an undertaking, from all slices that know of it."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking.monitoring.choices import ValueStatus
from matchmaking.monitoring.models import Undertaking, Value
from matchmaking.payments.choices import PaymentStatus, ReportStatus
from matchmaking.payments.models import Project
from matchmaking.progress.chronicle import Chronicle, Event, arranged
from matchmaking.progress.models import Visit
from matchmaking.progress.selectors.figures import delivered_lines
from matchmaking.progress.selectors.stories import known_needs


def chronicle_of(user: Person, undertaking: Undertaking) -> Chronicle:
    """Return the timeline of an undertaking as `user` may read it."""
    events = [
        *_asked(user, undertaking),
        *_span(undertaking),
        *_of_agreement(undertaking),
        *(_of_project(undertaking.project) if undertaking.project else ()),
        *_measured(undertaking),
        *_seen(user, undertaking),
    ]
    return arranged(events, timezone.localdate())


def _asked(user: Person, undertaking: Undertaking) -> Iterator[Event]:
    for need in known_needs(user, undertaking):
        url = reverse("needs:detail", args=[need.pk])
        words = _("Asked: %(title)s") % {"title": need}
        yield Event(timezone.localdate(need.created_at), "asked", words, url)


def _span(undertaking: Undertaking) -> Iterator[Event]:
    yield Event(undertaking.starts_on, "begins", _("Begins"))
    yield Event(undertaking.ends_on, "ends", _("Planned end"))
    if undertaking.closed_on:
        yield Event(undertaking.closed_on, "closed", _("Closed"))
    for milestone in undertaking.milestones.all():
        words = _("Milestone: %(title)s") % {"title": milestone.title}
        if milestone.reached_on:
            yield Event(milestone.reached_on, "reached", words)
        else:
            yield Event(milestone.due_on, "milestone", words)


def _of_agreement(undertaking: Undertaking) -> Iterator[Event]:
    agreement = undertaking.agreement
    if agreement is None:
        return
    if agreement.signed_at:
        yield _at(agreement.signed_at, "signed", _("Agreement signed by both sides"))
    for row in delivered_lines([undertaking.pk])[undertaking.pk]:
        if row.line.ends_on and undertaking.is_open and not row.is_complete:
            words = _("Delivery due: %(what)s") % {"what": row.line}
            yield Event(row.line.ends_on, "delivery", words)


def _of_project(project: Project) -> Iterator[Event]:
    yield _at(project.created_at, "approved", _("Approved: %(sum)s") % {"sum": project.amount})
    if project.signed_on:
        yield Event(project.signed_on, "signed", _("Funding agreement signed by both"))
    for payment in project.payments.filter(status=PaymentStatus.PAID):
        payment.project = project
        words = _("Paid: %(sum)s") % {"sum": payment.amount}
        yield _at(payment.paid_at, "paid", words)
    for report in project.reports.exclude(status=ReportStatus.SKIPPED):
        url = reverse("payments:report", args=[report.pk])
        if report.received_at:
            words = _("Report handed in: %(report)s") % {"report": report.in_words()}
            yield _at(report.received_at, "report", words, url)
        else:
            words = _("Report due: %(report)s") % {"report": report.in_words()}
            yield Event(report.due_on, "due", words, url)


def _measured(undertaking: Undertaking) -> Iterator[Event]:
    rows = Value.objects.filter(
        indicator__undertaking=undertaking, status=ValueStatus.APPROVED
    ).select_related("period")
    for period in {row.period for row in rows}:
        words = _("Values of period %(number)s approved") % {"number": period.number}
        yield Event(period.ends_on, "measured", words)


def _seen(user: Person, undertaking: Undertaking) -> Iterator[Event]:
    for visit in Visit.objects.visible_to(user).filed().filter(undertaking=undertaking):
        words = _("Visit: %(place)s") % {"place": visit.place}
        yield Event(visit.visited_on, "visit", words, reverse("progress:visit", args=[visit.pk]))
    for hand_over in undertaking.hand_overs.prefetch_related("statements"):
        words = _("Handed over: %(what)s") % {"what": hand_over.words}
        for day in {said.on for said in hand_over.statements.all()}:
            yield Event(day, "handed", words)


def _at(moment: datetime.datetime | None, code: str, words: str, url: str = "") -> Event:
    day = timezone.localdate(moment) if moment else timezone.localdate()
    return Event(day, code, words, url)

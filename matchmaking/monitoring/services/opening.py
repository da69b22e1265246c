"""Opening and closing what is monitored: once each, with its framework carried over."""

import datetime

from django.db import transaction
from django.utils import timezone

from matchmaking import audit
from matchmaking.agreements.choices import AgreementStatus
from matchmaking.agreements.models import Agreement
from matchmaking.monitoring import carrying
from matchmaking.monitoring.choices import Frequency, UndertakingStatus
from matchmaking.monitoring.models import Period, Undertaking
from matchmaking.monitoring.services.common import announce, locked
from matchmaking.monitoring.services.frameworks import write_missing
from matchmaking.monitoring.signals import undertaking_closed, undertaking_opened
from matchmaking.monitoring.spans import spans
from matchmaking.payments.choices import ProjectStatus, ReportKind
from matchmaking.payments.models import Project
from matchmaking.payments.planning import months_after
from matchmaking.vocabulary.models import Indicator as Reference
from matchmaking.workflow import compare_and_set

A_YEAR = 12


@transaction.atomic
def open_project(*, project_id: int) -> Undertaking | None:
    """Monitor a project that both signed; whoever asks again gets the same undertaking."""
    project = Project.objects.select_for_update(of=("self",)).with_parties().get(pk=project_id)
    there = Undertaking.objects.filter(project=project).first()
    if there or project.signed_on is None:
        return there
    proposal = project.application.proposal
    starts_on = project.starts_on or project.signed_on
    undertaking = _opened(
        Undertaking(
            project=project,
            title=proposal.title,
            language=proposal.language,
            country=proposal.country,
            starts_on=starts_on,
            ends_on=project.ends_on or _a_year_after(starts_on),
            frequency=_frequency(project),
        )
    )
    said = project.application.submission.contents
    references = Reference.objects.in_bulk(carrying.reference_codes(said))
    write_missing(undertaking, carrying.from_proposal(said, references))
    return undertaking


@transaction.atomic
def open_agreement(*, agreement_id: int) -> Undertaking | None:
    """Monitor an agreement that both sides signed; whoever asks again gets the same one."""
    rows = Agreement.objects.select_for_update(of=("self",)).with_parties()
    agreement = rows.get(pk=agreement_id)
    there = Undertaking.objects.filter(agreement=agreement).first()
    if there or agreement.signed_at is None or agreement.status != AgreementStatus.SIGNED:
        return there
    lines = list(agreement.lines.select_related("need_line__kind").order_by("position", "pk"))
    signed_on = timezone.localdate(agreement.signed_at)
    starts_on = min((line.starts_on for line in lines if line.starts_on), default=signed_on)
    last = max((line.ends_on for line in lines if line.ends_on), default=_a_year_after(starts_on))
    undertaking = _opened(
        Undertaking(
            agreement=agreement,
            title=agreement.need.title,
            language=agreement.need.language,
            country=agreement.need.country,
            starts_on=starts_on,
            ends_on=max(last, starts_on),
        )
    )
    goals = agreement.need.goals.select_related("indicator").order_by("position", "pk")
    write_missing(undertaking, carrying.from_agreement(agreement, lines, goals))
    return undertaking


@transaction.atomic
def close_undertaking(*, undertaking_id: int) -> Undertaking:
    """Ask for no more values: the project was closed, the agreement fulfilled or ended."""
    undertaking = locked(undertaking_id)
    if not undertaking.is_open:
        return undertaking
    today = timezone.localdate()
    compare_and_set(undertaking, status=UndertakingStatus.CLOSED, closed_on=today)
    audit.record(undertaking, "close_monitoring", actor=None)
    announce(undertaking_closed, undertaking)
    return undertaking


def open_missing() -> int:
    """Open what a broken off process left out; say how many there were."""
    projects = Project.objects.exclude(signed_on=None).exclude(status=ProjectStatus.CLOSED)
    missing = list(projects.filter(undertaking=None).values_list("pk", flat=True))
    agreements = Agreement.objects.signed().filter(undertaking=None)
    also = list(agreements.values_list("pk", flat=True))
    for pk in missing:
        open_project(project_id=pk)
    for pk in also:
        open_agreement(agreement_id=pk)
    return len(missing) + len(also)


def _opened(undertaking: Undertaking) -> Undertaking:
    undertaking.title = undertaking.title[:300]
    undertaking.save()
    for span in spans(undertaking.starts_on, undertaking.ends_on, undertaking.frequency):
        Period.objects.create(
            undertaking=undertaking,
            number=span.number,
            starts_on=span.starts_on,
            ends_on=span.ends_on,
            due_on=span.due_on,
        )
    audit.record(undertaking, "open_monitoring", actor=None)
    announce(undertaking_opened, undertaking)
    return undertaking


def _frequency(project: Project) -> int:
    """Return how often values are due: as often as the fund wants interim reports."""
    duties = project.application.call.terms.duties
    months = min((d.months for d in duties if d.kind == ReportKind.INTERIM), default=0)
    fitting = [length for length in Frequency.values if length <= months]
    return max(fitting, default=Frequency.HALF_YEAR)


def _a_year_after(day: datetime.date) -> datetime.date:
    return months_after(day, A_YEAR) - datetime.timedelta(days=1)

"""Funded projects as activities: what the signed proposal, the books and monitoring say."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from matchmaking.applications.models import Submission
from matchmaking.money import Money
from matchmaking.needs.models import Need
from matchmaking.opendata.gathering.books import Movement, movements_of
from matchmaking.opendata.gathering.chunks import in_chunks
from matchmaking.opendata.gathering.evaluations import evaluations_of
from matchmaking.opendata.gathering.naming import identifiers_of
from matchmaking.opendata.gathering.places import coded, countries_of
from matchmaking.opendata.gathering.publisher import party_of, plain_language
from matchmaking.opendata.gathering.results import Measured, measured_of
from matchmaking.opendata.iati.periods import budgets
from matchmaking.opendata.iati.rules import year_later
from matchmaking.opendata.iati.said import (
    ACCOUNTABLE,
    ACTUAL_END,
    ACTUAL_START,
    CLOSED,
    COMMITMENT,
    DISBURSEMENT,
    EXPENDITURE,
    EXTENDING,
    FUNDING,
    GENERAL,
    IMPLEMENTING,
    MULTINATIONAL,
    NATIONAL,
    OBJECTIVES,
    PLANNED_END,
    PLANNED_START,
    PLEDGE,
    SUSPENDED,
    UNDER_WAY,
    Activity,
    Amount,
    Party,
    Planned,
    Stretch,
    Transaction,
    Words,
)
from matchmaking.payments.choices import PaymentStatus, ProjectStatus
from matchmaking.payments.models import Payment, Project, Tranche
from matchmaking.vocabulary.models import Country, Theme

STATUSES = {ProjectStatus.SUSPENDED: SUSPENDED, ProjectStatus.CLOSED: CLOSED}
WORDS = {
    COMMITMENT: "Committed by the fund",
    DISBURSEMENT: "Paid by the fund",
    EXPENDITURE: "Spent, as the fund accepted it",
    PLEDGE: "Co-financing stated in the budget of the proposal",
}


def project_activities(projects: QuerySet[Project]) -> Iterator[tuple[str, Activity]]:
    """Yield each project as an activity, with its code."""
    for part in in_chunks(_joined(projects)):
        yield from _Part(part).activities()


class _Part:
    """Some projects, with all that is said of them read at once."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self.projects = projects
        ids = [project.pk for project in projects]
        applications = [project.application_id for project in projects]
        self.names = identifiers_of("project", ids)
        self.movements = movements_of(applications)
        self.cofinancing = _cofinancing(applications)
        self.tranches = _unpaid(ids)
        self.measured = measured_of("project", ids)
        self.evaluations = evaluations_of("project", ids)

    def activities(self) -> Iterator[tuple[str, Activity]]:
        for project in self.projects:
            code, identifier = self.names[project.pk]
            yield code, self._activity(project, identifier)

    def _activity(self, project: Project, identifier: str) -> Activity:
        proposal, measured = project.application.proposal, self.measured.get(project.pk)
        # A State that stands first is not named again among the others.
        countries = [proposal.country, *proposal.countries.all()]
        places = countries_of(country for country in countries if country)
        movements = self.movements.get(project.application_id, [])
        return Activity(
            identifier=identifier,
            language=plain_language(proposal.language),
            currency=project.currency,
            updated_at=_changed(project, movements, measured),
            title=Words(proposal.title),
            descriptions=_descriptions(project, measured),
            parties=_parties(project),
            numbers=[project.number, *(f"NEED-{need.pk}" for need in proposal.needs.all())],
            status=STATUSES.get(ProjectStatus(project.status), UNDER_WAY),
            dates=_dates(project),
            scope=MULTINATIONAL if len(places) > 1 else NATIONAL,
            countries=places,
            themes=coded(proposal.themes.all()),
            gender=proposal.gender_marker,
            is_grant=True,
            budgets=budgets(_stretch(project), _amount(project.amount, _signed(project))),
            planned=_planned(project, self.tranches.get(project.pk, [])),
            transactions=self._transactions(project, movements),
            evaluations=self.evaluations.get(project.pk, ()),
            results=measured.results if measured else (),
        )

    def _transactions(self, project: Project, movements: Iterable[Movement]) -> list[Transaction]:
        given, fund, carrier = self._pledged(project), _fund(project), party_of(project.carrier)
        sides = {EXPENDITURE: (carrier, None), PLEDGE: (None, carrier)}
        rows = [*given, *((m.kind, m.amount, m.booked_on) for m in movements)]
        found = []
        for number, (kind, amount, day) in enumerate(rows, start=1):
            provider, receiver = sides.get(kind, (fund, carrier))
            reference = f"{project.number}-{number:03d}"
            said = (WORDS[kind], provider, receiver)
            found.append(Transaction(reference, kind, _amount(amount, day), *said))
        return found

    def _pledged(self, project: Project) -> list[tuple[str, Money, datetime.date]]:
        minor = self.cofinancing.get(project.application_id, 0)
        return [(PLEDGE, Money(minor, project.currency), _signed(project))] if minor else []


def _joined(projects: QuerySet[Project]) -> QuerySet[Project]:
    public = Need.objects.visible_to(AnonymousUser()).only("pk").order_by("pk")
    path = "application__proposal__"
    return projects.select_related(
        "application__call__fund__organisation",
        f"{path}applicant",
        f"{path}implementer",
        f"{path}country",
    ).prefetch_related(
        Prefetch(f"{path}countries", Country.objects.order_by("pk")),
        Prefetch(f"{path}themes", Theme.objects.order_by("pk")),
        Prefetch(f"{path}needs", public),
    )


def _cofinancing(application_ids: Collection[int]) -> dict[int, int]:
    """Return what others give to projects, by the budget that was approved."""
    rows = Submission.objects.filter(application__in=application_ids).order_by("round")
    found = {}
    for application_id, lines in rows.values_list("application_id", "contents__budget"):
        found[application_id] = sum(line.get("cofinancing_minor") or 0 for line in lines or ())
    return found


def _unpaid(project_ids: Collection[int]) -> Mapping[int, list[Any]]:
    """Return the tranches of running projects that are still to be paid, with the day expected."""
    paid = Payment.objects.filter(tranche=OuterRef("pk"), status=PaymentStatus.PAID)
    rows = Tranche.objects.filter(
        ~Exists(paid), project__in=project_ids, project__status=ProjectStatus.RUNNING
    )
    rows = rows.annotate(
        expected=Coalesce("due_on", "report__due_on", "project__starts_on", F("project__signed_on"))
    )
    found = defaultdict(list)
    for row in rows.order_by("project", "number"):
        found[row.project_id].append(row)
    return found


def _parties(project: Project) -> list[tuple[str, Party]]:
    proposal = project.application.proposal
    return [
        (FUNDING, _fund(project)),
        (EXTENDING, party_of(project.application.call.fund.organisation)),
        (ACCOUNTABLE, party_of(proposal.applicant)),
        (IMPLEMENTING, party_of(project.carrier)),
    ]


def _fund(project: Project) -> Party:
    fund = project.application.call.fund
    return party_of(fund.organisation, fund.name)


def _planned(project: Project, tranches: Iterable[Any]) -> list[Planned]:
    fund, carrier = _fund(project), party_of(project.carrier)
    return [
        Planned(_amount(Money(row.amount_minor, project.currency), row.expected), fund, carrier)
        for row in tranches
    ]


def _descriptions(project: Project, measured: Measured | None) -> list[tuple[str, Words]]:
    """Return what is known without the words of the proposal, which nobody agreed to publish."""
    proposal = project.application.proposal
    themes = ", ".join(theme.name_en for theme in proposal.themes.all())
    place = proposal.country.name_en if proposal.country else "several States"
    said = f"Project of {project.application.call.fund.name} in {place}, on small arms control"
    general = Words(f"{said}: {themes}." if themes else f"{said}.", "en")
    aims = measured.aims if measured else []
    return [(GENERAL, general), *((OBJECTIVES, Words(aim)) for aim in aims)]


def _stretch(project: Project) -> Stretch:
    start = project.starts_on or _signed(project)
    end = project.ends_on or year_later(start) - datetime.timedelta(days=1)
    return Stretch(start, max(start, end))


def _dates(project: Project) -> list[tuple[str, datetime.date]]:
    plan, today = _stretch(project), timezone.localdate()
    begun = max(plan.start, _signed(project))
    found = [(PLANNED_START, plan.start), (PLANNED_END, plan.end)]
    ended = timezone.localdate(project.closed_at) if project.closed_at else None
    if begun <= today:
        found.insert(1, (ACTUAL_START, min(begun, ended or begun)))
    return [*found, (ACTUAL_END, ended)] if ended else found


def _changed(
    project: Project, movements: Iterable[Movement], measured: Measured | None
) -> datetime.datetime:
    known = [project.created_at, project.closed_at, measured.changed_at if measured else None]
    return max(at for at in [*known, *(m.at for m in movements)] if at)


def _signed(project: Project) -> datetime.date:
    assert project.signed_on is not None  # noqa: S101 (only signed projects are read here)
    return project.signed_on


def _amount(money: Money, day: datetime.date) -> Amount:
    return Amount(money.amount, money.currency, day)

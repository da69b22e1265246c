"""Building the world: the real importer on real report files, the real services for the rest.

Every step looks first whether it was done, so that a second run only adds what is missing and
a run that was broken off goes on where it stopped.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.utils import timezone

from accounts.choices import OrganisationKind, Role
from accounts.models import Organisation, User
from accounts.notifications.services import mark_read
from config.example_world import people
from config.example_world.agreements import build_agreements
from config.example_world.applications import build_applications
from config.example_world.bundles import build_bundles
from config.example_world.clocks import build_clocks
from config.example_world.coordination import build_coordination
from config.example_world.decisions import build_decisions
from config.example_world.evaluation import build_evaluations
from config.example_world.funds import build_funds, close_past_calls
from config.example_world.introductions import build_introductions
from config.example_world.ledger import build_contributions
from config.example_world.lessons import build_lessons
from config.example_world.monitoring import build_monitoring
from config.example_world.observations import build_observations
from config.example_world.payments import build_projects
from config.example_world.people import PASSWORD, PEOPLE
from config.example_world.progress import build_progress
from config.example_world.projects import build_proposals
from config.example_world.reviews import build_reviews
from config.example_world.round_tables import build_round_tables
from matchmaking.matching import services as matching
from matchmaking.money import Money
from matchmaking.needs import services as needs
from matchmaking.needs.models import Need
from matchmaking.offers import services as offers
from matchmaking.offers.models import Offer
from matchmaking.reports import services as reports
from matchmaking.reports.choices import CandidateStatus, ReportStatus
from matchmaking.reports.models import NationalReport
from matchmaking.vocabulary.models import Kind

__all__ = ["PASSWORD", "PEOPLE", "build"]

DATA = Path(__file__).parent / "data"
REPORTS = settings.BASE_DIR / "matchmaking" / "reports" / "examples"
# The texts were written as of this day; their windows move along with the calendar.
WRITTEN_ON = datetime.date(2026, 11, 23)
WINDOW = datetime.timedelta(days=730)  # in which a request from a report is wanted
SURE = 0.8  # the confidence above which the example's focal points accept a candidate

Say = Callable[[str], Any]
Step = tuple[str, Callable[[], Iterable[Any]]]
# What can only be made once it is known which offers fit which requests.
AFTER_MATCHING: tuple[Step, ...] = (
    ("round tables", build_round_tables),
    ("bundles", build_bundles),
    ("clocks", build_clocks),
    ("proposals", build_proposals),
    ("endorsements and due diligence", build_coordination),
    ("funds and calls", build_funds),
    ("applications", build_applications),
    ("reviews", build_reviews),
    ("contributions", build_contributions),
    ("decisions", build_decisions),
    ("running projects", build_projects),
    ("values of two periods", build_monitoring),
    ("plans under way", build_progress),
    ("observations after the end", build_observations),
    ("evaluations", build_evaluations),
    ("lessons", build_lessons),
)


def build(say: Say) -> None:
    """Build what is missing of the example world; `say` tells each step."""
    people.build_people()
    records = (
        ("national reports", _build_reports),
        ("assistance requests", _build_needs),
        ("offers", _build_offers),
    )
    talks = (("introductions", build_introductions), ("agreements", build_agreements))
    made = _take(records, say)
    if made:
        mark_read(user=_broker())  # what was published long ago is no news at the desk
    if made + _take(talks, say):
        pairs = matching.match_all()
        say(f"Example world: {pairs} pairs of request and offer compared.")
    _take(AFTER_MATCHING, say)
    _take((("calls closed", close_past_calls),), say)


def _take(steps: Iterable[Step], say: Say) -> int:
    made = 0
    for name, step in steps:
        count = sum(1 for _ in step())
        made += count
        say(f"Example world: {count} {name} added.")
    return made


def _build_reports() -> Iterator[NationalReport]:
    manifest = json.loads((DATA / "reports.json").read_text(encoding="utf-8"))
    for row in manifest["reports"]:
        place = people.organisation(row["state"])
        focal_point = people.speaker(place, Role.FOCAL_POINT)
        if NationalReport.objects.filter(organisation=place, year=row["year"]).exists():
            continue
        yield _file_report(place, focal_point, row)


def _file_report(place: Organisation, actor: User, row: dict[str, Any]) -> NationalReport:
    path = REPORTS / row["file"]
    with path.open("rb") as handle:
        report = reports.receive_report(
            organisation=place,
            actor=actor,
            file=File(handle, name=path.name),
            year=row["year"],
            language=row["language"],
        )
    report.refresh_from_db()
    if report.status != ReportStatus.READ:
        reports.read_report(report_id=report.pk)
    if row["accept"]:
        _accept_the_sure_ones(report, actor)
    for title in row.get("publish", ()):
        _publish_draft(Need.objects.get(candidate__report=report, title__startswith=title), actor)
    return report


def _accept_the_sure_ones(report: NationalReport, actor: User) -> None:
    sure = report.candidates.filter(status=CandidateStatus.DRAWN, confidence__gte=SURE)
    for candidate_id in sure.exclude(quote="").values_list("pk", flat=True):
        reports.accept_candidate(candidate_id=candidate_id, actor=actor)


def _publish_draft(need: Need, actor: User) -> None:
    """Complete a draft that came from a report, and bring it before the public."""
    fields = {"priority": "high", "ends_on": timezone.localdate() + WINDOW}
    needs.edit_need(need_id=need.pk, version=need.version, actor=actor, fields=fields)
    needs.submit_need(need_id=need.pk, actor=actor)
    needs.publish_need(need_id=need.pk, actor=_broker())


def _build_needs() -> Iterator[Need]:
    rows = json.loads((DATA / "needs.json").read_text(encoding="utf-8"))["needs"]
    broker = _broker()
    for row in rows:
        place = people.organisation(row["state"])
        if Need.objects.filter(organisation=place, title=row["title"]).exists():
            continue
        actor = people.speaker(place, Role.FOCAL_POINT)
        fields = _need_fields(row) | _contact(row["state"], place)
        need = needs.draft_need(
            actor=actor, organisation=place, fields=fields, lines=_need_lines(row)
        )
        needs.submit_need(need_id=need.pk, actor=actor)
        yield needs.publish_need(need_id=need.pk, actor=broker)


def _need_fields(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "description": row["description"],
        "language": row["language"],
        "themes": row["themes"],
        "priority": row["priority"],
        "starts_on": _moved(row["starts_on"]),
        "ends_on": _moved(row["ends_on"]),
        "working_languages": row["working_languages"],
        **_amount("budget_minor", row["budget"]),
    }


def _contact(code: str, place: Organisation) -> dict[str, str]:
    """Return whom to ask; it is kept back, so that every page shows what that looks like."""
    return {"contact_office": place.name, "contact_email": f"contact@{code.lower()}.example"}


def _need_lines(row: dict[str, Any]) -> list[needs.LineData]:
    units = _units(row)
    return [
        needs.LineData(
            kind_id=item["kind"],
            description=item["description"],
            quantity=item["quantity"],
            unit=units[item["kind"]],
        )
        for item in row["items"]
    ]


def _build_offers() -> Iterator[Offer]:
    rows = json.loads((DATA / "offers.json").read_text(encoding="utf-8"))["offers"]
    broker = _broker()
    for row in rows:
        place = people.organisation(row["donor"]["code"])
        if Offer.objects.filter(organisation=place, title=row["title"]).exists():
            continue
        is_fund = place.kind == OrganisationKind.FUND
        role = Role.FUND_ADMINISTRATOR if is_fund else Role.PROGRAMME_OFFICER
        actor = people.speaker(place, role)
        fields = _offer_fields(row) | _contact(row["donor"]["code"], place)
        offer = offers.draft_offer(
            actor=actor, organisation=place, fields=fields, lines=_offer_lines(row)
        )
        offers.submit_offer(offer_id=offer.pk, actor=actor)
        yield offers.publish_offer(offer_id=offer.pk, actor=broker)


def _offer_fields(row: dict[str, Any]) -> dict[str, Any]:
    eligible = row["eligible"]
    # The texts say what comes with the goods; the three fields quote no more than that.
    aftercare = "As described in the offer." if _needs_upkeep(row) else ""
    return {
        "title": row["title"],
        "description": row["description"],
        "language": row["language"],
        "themes": row["themes"],
        "channel": row["channel"],
        "opens_on": _moved(row["opens_on"]),
        "closes_on": _moved(row["closes_on"]),
        "delivery_languages": row["delivery_languages"],
        "eligible_countries": eligible["countries"],
        "eligible_regions": eligible["m49_regions"],
        "eligible_bodies": eligible["organisations"],
        "eligible_groups": eligible["groups"],
        "excluded_countries": eligible["excluded_countries"],
        "conditions": row["conditions"],
        "aftercare_training": aftercare,
        "aftercare_maintenance": aftercare,
        "aftercare_spare_parts": aftercare,
        **_amount("value_minor", row["value"]),
    }


def _offer_lines(row: dict[str, Any]) -> list[offers.LineData]:
    units = _units(row)
    return [
        offers.LineData(
            kind_id=item["kind"],
            description=item["description"],
            capacity=item["capacity"],
            unit=units[item["kind"]],
        )
        for item in row["items"]
    ]


def _units(row: dict[str, Any]) -> dict[str, str]:
    kinds = Kind.objects.filter(pk__in=[item["kind"] for item in row["items"]])
    return dict(kinds.values_list("pk", "unit"))


def _needs_upkeep(row: dict[str, Any]) -> bool:
    kinds = [item["kind"] for item in row["items"]]
    return Kind.objects.filter(pk__in=kinds, needs_upkeep=True).exists()


def _amount(field: str, value: dict[str, Any] | None) -> dict[str, Any]:
    if not value:
        return {}
    money = Money.of(value["amount"], value["currency"])
    return {field: money.minor, "currency": money.currency}


def _moved(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day) + (timezone.localdate() - WRITTEN_ON)


def _broker() -> User:
    return people.speaker(people.organisation(people.SECRETARIAT), Role.BROKER)

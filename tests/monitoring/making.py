"""Undertakings and values for the tests."""

import datetime
from decimal import Decimal

from django.utils import timezone

from matchmaking.applications.models import Submission
from matchmaking.monitoring import services
from matchmaking.monitoring.models import Undertaking, Value
from matchmaking.payments.models import Project
from tests import cast
from tests.agreements import making as agreements
from tests.payments import making as payments

# What the proposal of a project says of its results.
RESULTS = {
    "results": [
        {
            "key": "r1",
            "number": "1",
            "level": "outcome",
            "statement": "Arms are marked",
            "assumptions": "",
            "parent": None,
        },
        {
            "key": "r2",
            "number": "1.1",
            "level": "output",
            "statement": "Staff trained",
            "assumptions": "",
            "parent": "r1",
        },
    ],
    "indicators": [
        {
            "key": "i1",
            "result": "r1",
            "title": "Arms marked",
            "unit": "percent",
            "baseline": "10",
            "target": "90",
            "due_on": "2027-12-31",
            "verification": "Register",
            "disaggregation": "",
            "indicator": None,
        },
        {
            "key": "i2",
            "result": "r2",
            "title": "Operators trained",
            "unit": "person",
            "baseline": "0",
            "target": "40",
            "due_on": "2027-12-31",
            "verification": "Lists of participants",
            "disaggregation": "sex; service",
            "indicator": None,
        },
    ],
    "milestones": [
        {"key": "m1", "indicator": "i2", "due_on": "2027-06-30", "value": "15", "words": ""}
    ],
}


def undertaking(**how):
    """Return what is monitored of a signed agreement on five machines: amina's and dina's."""
    return of_agreement(agreements.signed(**how))


def of_agreement(agreement):
    made = services.open_agreement(agreement_id=agreement.pk)
    return fresh(made)


def of_project(project=None):
    """Return what is monitored of a running project: nadia reports, tomas and petra approve."""
    project = project or payments.running()
    for row in Submission.objects.filter(application=project.application_id):
        row.contents = RESULTS | row.contents
        row.save(update_fields=["contents"])
    return fresh(services.open_project(project_id=project.pk))


def of_project_row():
    """Return the same, cheaper: the project is a row that nobody signed for."""
    cast.join("petra")
    project = payments.running_rows(payments.application(), cast.join("petra"))
    today = timezone.localdate()
    days = {"starts_on": today - datetime.timedelta(days=400), "ends_on": today}
    Project.objects.filter(pk=project.pk).update(**days)
    return of_project(Project.objects.get(pk=project.pk))


def fresh(undertaking):
    return Undertaking.objects.with_parties().get(pk=undertaking.pk)


def indicator(undertaking, position=0):
    return undertaking.indicators.order_by("position")[position]


def period(undertaking, number=1):
    return undertaking.periods.get(number=number)


def reporter(undertaking):
    """Return who reports: the implementer of a project, the State of an agreement."""
    if undertaking.project_id:
        return payments.person("nadia")
    return undertaking.agreement.need.created_by


def decider(undertaking):
    """Return who approves: the fund of a project, the donor of an agreement."""
    if undertaking.project_id:
        return payments.person("tomas")
    return undertaking.agreement.offer.created_by


def value(indicator, period, number=5, status="draft", **columns):
    """Write a value as a row, in any state; the acts are tested where they happen."""
    place = indicator.undertaking
    said = {"number": Decimal(number), "side": "" if place.project_id else "recipient"}
    said |= {"entered_by": reporter(fresh(place)), "status": status}
    now = timezone.now()
    if status in ("submitted", "approved", "returned"):
        said["submitted_at"] = now
    if status in ("approved", "returned"):
        said |= {"decided_by": decider(fresh(place)), "decided_at": now}
    if status == "returned":
        said["decision_reason"] = "Count again."
    return Value.objects.create(indicator=indicator, period=period, **(said | columns))


def records_for_the_table():
    """Return what the table of addresses names: a project, values in two states, a change."""
    place = of_project_row()
    for name in ("tomas", "petra"):
        place.project.application.declarations.get_or_create(person=payments.person(name))
    draft = value(indicator(place), period(place))
    file = services.add_evidence(value_id=draft.pk, actor=reporter(place), file=payments.paper())
    row = indicator(place, 1)
    change = {"indicator": row.pk, "field": "target", "before": "40", "after": "60"}
    revision = services.propose_revision(
        undertaking_id=place.pk,
        actor=reporter(place),
        reason="A second class was opened.",
        changes=[change],
    )
    return {
        "monitored": place,
        "draft-value": draft,
        "value-file": file,
        "waiting-value": value(row, period(place), status="submitted"),
        "framework-change": revision,
    }

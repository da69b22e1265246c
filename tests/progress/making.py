"""Work plans under way, risks, visits and hand-overs for the tests."""

import datetime
import io
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from matchmaking.applications.models import Declaration, Submission
from matchmaking.monitoring import services as monitoring
from matchmaking.progress import services
from matchmaking.progress.choices import Side
from matchmaking.progress.services import Arrived, EntryData, VisitData
from tests.monitoring import making as monitored
from tests.payments.making import paper, person

TODAY = timezone.localdate()
PLAN = {
    "activities": [
        {"key": "a1", "number": "1.1", "title": "Buy machines", "starts_month": 1, "months": 6},
        {"key": "a2", "number": "1.2", "title": "Train staff", "starts_month": 7, "months": 6},
    ],
    "risks": [
        {
            "key": "k1",
            "description": "The machines arrive late.",
            "likelihood": 2,
            "impact": 3,
            "mitigation": "Order early.",
            "owner": "Nadia",
        }
    ],
}
ENTRY = EntryData("risk", "Staff leave", "Trained staff may leave.", 2, 2)
VISIT = VisitData(TODAY, "Central armoury", "Both machines run.", recommendations="Order ribbons.")


def project():
    """Return what is monitored of a running project, with its plan, as rows: a year old."""
    row = monitored.of_project_row()
    for submission in Submission.objects.filter(application=row.project.application_id):
        submission.contents = submission.contents | PLAN
        submission.save(update_fields=["contents"])
    services.carry_over(undertaking_id=row.pk)
    return monitored.fresh(row)


def agreement():
    return monitored.undertaking()


def days(count):
    return TODAY + datetime.timedelta(days=count)


def activity(undertaking, position=0):
    return undertaking.activities.order_by("position")[position]


def far(row, percent, begun=-30, done=None, note=""):
    """Say how far an activity is."""
    return services.Far(
        activity_id=row.pk,
        version=row.version,
        percent=percent,
        begun_on=None if begun is None else days(begun),
        done_on=None if done is None else days(done),
        note=note,
    )


def update(undertaking, *said, actor=None):
    actor = actor or monitored.reporter(undertaking)
    return services.update_plan(undertaking_id=undertaking.pk, actor=actor, said=said)


def entry(undertaking, actor=None, **changes):
    actor = actor or monitored.reporter(undertaking)
    said = EntryData(**({"kind": "risk", "title": "Staff leave"} | changes))
    return services.add_entry(undertaking_id=undertaking.pk, actor=actor, said=said)


def closed_entry(undertaking):
    row = entry(undertaking)
    actor = monitored.reporter(undertaking)
    return services.close_entry(entry_id=row.pk, actor=actor, reason="They stayed.")


def visit(undertaking, actor=None, files=()):
    actor = actor or monitored.decider(undertaking)
    return services.draft_visit(undertaking_id=undertaking.pk, actor=actor, said=VISIT, files=files)


def filed(undertaking, actor=None, files=()):
    row = visit(undertaking, actor, files)
    return services.file_visit(visit_id=row.pk, actor=row.written_by)


def hand_over(undertaking, quantity=2):
    return services.plan_hand_over(
        undertaking_id=undertaking.pk,
        actor=person("nadia"),
        words="Marking machines",
        quantity=Decimal(quantity),
        unit="item",
    )


def state(row, side, quantity, on=0):
    actor = person("nadia" if side == Side.GIVER else "amina")
    said = Arrived(quantity=Decimal(quantity), on=days(on))
    return services.state_hand_over(hand_over_id=row.pk, actor=actor, said=said)


def confirmed(undertaking, quantity=2):
    row = hand_over(undertaking, quantity)
    for side in Side:
        state(row, side, quantity)
    return row


def close(undertaking):
    monitoring.close_undertaking(undertaking_id=undertaking.pk)
    return monitored.fresh(undertaking)


def picture(name="armoury.jpg"):
    """Return a small photo that says where it was taken."""
    target = io.BytesIO()
    told = Image.Exif()
    told[0x010E] = "Site at 1.2921 S, 36.8219 E"
    Image.new("RGB", (8, 8), "red").save(target, "JPEG", exif=told)
    return ContentFile(target.getvalue(), name=name)


def declare(undertaking, *names):
    """Let people of the fund say that they have no conflict of interest."""
    for name in names or ("tomas",):
        application = undertaking.project.application
        Declaration.objects.get_or_create(application=application, person=person(name))


def records_for_the_table():
    """Return what the table of addresses names: a project with one row of each kind."""
    row = project()
    declare(row)
    milestone = row.milestones.get()
    services.reach_milestone(
        milestone_id=milestone.pk, actor=person("nadia"), reached_on=TODAY, file=paper()
    )
    note = visit(row, person("tomas"), [paper()])
    seen = filed(row, person("tomas"), [paper()])
    arrived = hand_over(row)
    said = Arrived(quantity=Decimal(1), on=TODAY, file=paper())
    word = services.state_hand_over(hand_over_id=arrived.pk, actor=person("nadia"), said=said)
    return {
        "progress-place": row,
        "progress-milestone": milestone,
        "progress-risk": entry(row),
        "progress-settled": closed_entry(row),
        "progress-note": note,
        "note-paper": note.papers.get(),
        "progress-visit": seen,
        "seen-paper": seen.papers.get(),
        "progress-hand-over": arrived,
        "progress-word": word,
    }

"""How far the running project is: its plan, an issue, a visit, and a hand-over of both sides."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.choices import Role
from accounts.models import Organisation, User
from config.example_world import people
from config.example_world.ledger import paper
from matchmaking.monitoring.models import Undertaking
from matchmaking.payments import policies as projects
from matchmaking.progress import policies, services
from matchmaking.progress.choices import Side
from matchmaking.progress.models import ActivityState
from matchmaking.progress.notices import people_of
from matchmaking.progress.services import Arrived, EntryData, Far, VisitData

A_DAY = timedelta(days=1)
FULL = 100


def build_progress() -> Iterator[Undertaking]:
    """Say how far the first running project is."""
    rows = Undertaking.objects.open().filter(agreement=None).with_parties()
    undertaking = rows.order_by("pk").first()
    if undertaking is None or undertaking.visits.exists():
        return
    _plan_anew(undertaking)
    carrier = people.speaker(_carrier(undertaking), Role.PROGRAMME_OFFICER)
    _work(undertaking, carrier)
    services.add_entry(
        undertaking_id=undertaking.pk,
        actor=carrier,
        said=EntryData(
            kind="issue",
            title="The second consignment waits at customs",
            words="The import permit names another port.",
            impact=2,
            response="The ministry has asked for a corrected permit.",
            owner=str(carrier),
            due_on=timezone.localdate() + timedelta(days=21),
        ),
    )
    _visit(undertaking)
    _hand_over(undertaking, carrier)
    yield undertaking


def _plan_anew(undertaking: Undertaking) -> None:
    """Read the plan again: the example has moved the days of the project."""
    undertaking.activities.all().delete()
    services.carry_over(undertaking_id=undertaking.pk)


def _work(undertaking: Undertaking, actor: User) -> None:
    """Let what should be over be done, and what goes on be a little late."""
    today = timezone.localdate()
    begun = undertaking.activities.filter(starts_on__lt=today - A_DAY).order_by("position")
    said = [_far(row) for row in begun]
    services.update_plan(undertaking_id=undertaking.pk, actor=actor, said=said)


def _far(row: ActivityState) -> Far:
    today = timezone.localdate()
    begun_on = row.starts_on + A_DAY
    if row.ends_on < today:
        return Far(row.pk, row.version, FULL, begun_on, row.ends_on)
    planned = (today - row.starts_on) / (row.ends_on - row.starts_on)
    percent = int(planned * FULL * 2 / 3)
    return Far(row.pk, row.version, percent, begun_on, note="Two trainers fell ill.")


def _visit(undertaking: Undertaking) -> None:
    fund = next(
        one
        for one in people_of(undertaking)
        if undertaking.project and projects.administers(one, undertaking.project)
    )
    said = VisitData(
        visited_on=timezone.localdate() - timedelta(days=10),
        place="Training centre in the capital",
        present="The head of the registry, two instructors, the project manager",
        findings="The first course is under way; the register is kept, with a week's delay.",
        recommendations="Enter the exhibits on the day they arrive.",
    )
    visit = services.draft_visit(
        undertaking_id=undertaking.pk, actor=fund, said=said, files=[paper("visit-list.pdf")]
    )
    services.file_visit(visit_id=visit.pk, actor=fund)


def _hand_over(undertaking: Undertaking, carrier: User) -> None:
    """Let both sides say what has arrived; the recipient has counted two fewer."""
    row = services.plan_hand_over(
        undertaking_id=undertaking.pk,
        actor=carrier,
        words="Sets of training material",
        quantity=Decimal(40),
        unit="set",
    )
    for side, counted in ((Side.GIVER, 24), (Side.RECIPIENT, 22)):
        actor = next(
            one for one in people_of(undertaking) if policies.spoken_side(one, undertaking) == side
        )
        said = Arrived(Decimal(counted), timezone.localdate() - A_DAY)
        services.state_hand_over(hand_over_id=row.pk, actor=actor, said=said)


def _carrier(undertaking: Undertaking) -> Organisation:
    if undertaking.project is None:  # only projects are asked for above
        raise LookupError(undertaking.pk)
    return undertaking.project.carrier

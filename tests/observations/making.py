"""Observations for the tests."""

import datetime
from dataclasses import replace
from decimal import Decimal

from django.utils import timezone

from matchmaking.observations import services
from matchmaking.observations.models import Observation
from matchmaking.observations.services import ItemAnswer
from tests.agreements import making as agreements
from tests.monitoring import making as monitored
from tests.payments.making import person
from tests.progress import making as progress

TODAY = timezone.localdate()
YEAR_AGO = TODAY - datetime.timedelta(days=366)


def planned(undertaking=None):
    """Return the first of the three observations of an agreement on five machines, all come."""
    undertaking = undertaking or delivered_agreement()
    undertaking = progress.close(undertaking)
    type(undertaking).objects.filter(pk=undertaking.pk).update(closed_on=YEAR_AGO)
    services.open_observations(undertaking_id=undertaking.pk)
    return undertaking.observations.get(months=12)


def delivered_agreement(quantity=4):
    """Return an agreement of which both sides confirm four of five machines."""
    undertaking = monitored.undertaking()
    for side in (agreements.recipient, agreements.giver):
        agreements.deliver(undertaking.agreement, side(undertaking.agreement), quantity)
    return monitored.fresh(undertaking)


def delivered_project():
    """Return a project of which both sides confirm two machines."""
    undertaking = progress.project()
    progress.confirmed(undertaking, 4)
    return undertaking


def answers(row, in_use="partly", counted=3, **changes):
    said = {"maintained": "yes", "staffed": "no", "budgeted": "not_known"} | changes
    count = None if counted is None else Decimal(counted)
    return [
        ItemAnswer(item_id=item.pk, in_use=in_use, quantity_in_use=count, **said)
        for item in row.items.all()
    ]


def enter(row, actor="amina", **said):
    return services.enter_observation(
        observation_id=row.pk, actor=person(actor), answers=answers(row, **said)
    )


def assigner(row):
    return "tomas" if row.undertaking.project_id else "sofia"


def assign(row, evaluator="elena", actor=None):
    return services.assign_observation(
        observation_id=row.pk,
        actor=person(actor or assigner(row)),
        evaluator=person(evaluator),
    )


def entered(undertaking=None):
    row = planned(undertaking)
    assign(row)
    return enter(row)


def verified(undertaking=None):
    row = entered(undertaking)
    return services.verify_observation(
        observation_id=row.pk, actor=person("elena"), reason="Seen on the spot."
    )


def returned(undertaking=None):
    row = entered(undertaking)
    return services.return_observation(
        observation_id=row.pk, actor=person("elena"), reason="Count again."
    )


def in_state(status, undertaking=None):
    make = {"due": planned, "entered": entered, "verified": verified, "returned": returned}
    return make[status](undertaking)


def fresh(row):
    return Observation.objects.get(pk=row.pk)


def records_for_the_table():
    """Return what the table of addresses names: an answered observation with its evidence."""
    row = planned()
    assign(row)
    item = row.items.get()
    said = [replace(one, file=progress.paper()) for one in answers(row)]
    services.enter_observation(observation_id=row.pk, actor=person("amina"), answers=said)
    return {"observed": fresh(row), "observed-item": item}

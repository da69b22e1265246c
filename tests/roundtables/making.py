"""Round tables for the tests, made through their services."""

import datetime

from django.utils import timezone

from accounts.models import Organisation
from matchmaking.roundtables import services
from matchmaking.roundtables.models import RoundTable
from matchmaking.roundtables.services import Seat
from tests import cast
from tests.needs import making as needs

TODAY = timezone.now().replace(hour=23, minute=30, second=0, microsecond=0)


def fields(**changes):
    complete = {
        "title": "Friends of marking",
        "purpose": "To bring those who mark and those who can help together.",
        "language": "en",
        "starts_at": TODAY,
        "time_zone": "UTC",
        "minutes": 120,
        "place": "Conference room 4",
        "languages": ["en", "fr"],
    }
    return complete | changes


def planned(**changes):
    return services.make_round_table(actor=cast.join("sofia"), **fields(**changes))


def prepared(need=None, guests=("amina", "dina"), **changes):
    """Make a round table that could be invited to: a request on the agenda, and guests."""
    table = planned(**changes)
    need = need or needs.published()
    add_needs(table, need)
    invite(table, *guests)
    return RoundTable.objects.get(pk=table.pk)


def in_state(status, **changes):
    """Bring a round table into a state by the way a real one takes."""
    table, sofia = prepared(**changes), cast.join("sofia")
    about = {"round_table_id": table.pk, "actor": sofia}
    if status in ("invited", "held", "closed"):
        services.invite_to_round_table(**about)
    if status in ("held", "closed"):
        services.hold_round_table(**about)
    if status == "closed":
        enter(table)
        services.close_round_table(**about)
    if status == "cancelled":
        services.cancel_round_table(**about, reason="No room")
    table.refresh_from_db()
    return table


def add_needs(table, *wanted):
    return services.add_needs(
        round_table_id=table.pk, need_ids=[need.pk for need in wanted], actor=cast.join("sofia")
    )


def invite(table, *names):
    seats = [Seat(organisation(name).pk) for name in names]
    return services.add_participants(round_table_id=table.pk, seats=seats, actor=cast.join("sofia"))


def organisation(name):
    return Organisation.objects.get(memberships__user=cast.join(name))


def slot_of(table):
    return table.slots.get(kind="need")


def seat_of(table, name):
    return table.participants.get(organisation=organisation(name))


def enter(table, kind="note", **said):
    said = {"note": "All were there."} | said
    return services.enter_outcome(
        slot_id=slot_of(table).pk, kind=kind, actor=cast.join("sofia"), **said
    )


def in_a_week():
    return timezone.localdate() + datetime.timedelta(days=7)


def records_for_the_table():
    """Return what the table of addresses names."""
    need = needs.published()
    table = in_state("invited", need=need)
    held = in_state("held", need=need)
    outcome = enter(held, "follow_up", person=cast.join("dina"), due_on=in_a_week())
    return {
        "round-table": table,
        "planned-table": prepared(need=need),
        "slot": slot_of(table),
        "seat": seat_of(table, "dina"),
        "held-slot": slot_of(held),
        "outcome": outcome,
    }

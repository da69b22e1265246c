"""Clocks for the tests: the facts are made through the services, then the clocks are read."""

import datetime

from django.utils import timezone

from accounts.notifications.models import Notification
from matchmaking.clocks import services
from matchmaking.clocks.models import Clock
from tests import cast
from tests.agreements import making as agreements
from tests.introductions import making as introductions

TODAY = timezone.localdate()


def day(number):
    """Return the day so many days from now."""
    return TODAY + datetime.timedelta(days=number)


def stalled():
    """Let the Nordic Agency propose an introduction to Kenya, which does not answer."""
    introduction = introductions.proposed(by="giver")
    services.sync_everything()
    return introduction


def clock(**where):
    return Clock.objects.get(**where)


def told(person, kind="clock_overdue"):
    """Return what somebody was told, by the title it names."""
    rows = Notification.objects.filter(user=person, kind=kind).order_by("pk")
    return [row.params["title"] for row in rows]


def match(**records):
    """Return a match: an introduction that led to an agreement both sides signed."""
    introduction = agreements.talking(**records)
    agreements.signed(introduction=introduction)
    introduction.refresh_from_db()
    return introduction


def agree_to_be_named(introduction, *names):
    """Let sides agree to be named in the register, by the people who decide for them."""
    sides = {"amina": "recipient", "dina": "giver"}
    for name in names or sides:
        services.consent_to_be_named(
            introduction_id=introduction.pk, side=sides[name], actor=cast.join(name)
        )


def records_for_the_table():
    """Return what the table of addresses needs."""
    return {"match": match()}

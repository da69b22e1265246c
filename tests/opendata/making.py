"""What is published, for the tests."""

import datetime
import io

from lxml import etree

from accounts.hashing import fingerprint
from matchmaking.monitoring.models import Indicator, ValuePart
from matchmaking.opendata import services
from matchmaking.opendata.iati.checking import faults_in
from matchmaking.opendata.models import CalendarAddress
from tests import cast
from tests.agreements import making as agreements
from tests.clocks import making as matches
from tests.monitoring import making as monitoring
from tests.payments import making as payments

TODAY = agreements.TODAY


def project():
    """Return a running project: half is paid, some is spent and returned, one value approved."""
    paid = payments.paid().project
    payments.spent(paid, units=1200)
    payments.refund(paid, units=300)
    return paid


def measured(undertaking, number=30, position=1):
    """Approve a value of a public indicator, with its parts."""
    indicator = monitoring.indicator(undertaking, position)
    Indicator.objects.filter(pk=indicator.pk).update(is_public=True)
    period = monitoring.period(undertaking)
    value = monitoring.value(indicator, period, number, status="approved")
    for group, part in (("women", number // 2), ("men", number - number // 2)):
        ValuePart.objects.create(value=value, by="sex", group=group, number=part)
    return value


def named(amount=None, names=("amina", "dina")):
    """Return an agreement of a match that both sides agreed to name."""
    talk = agreements.talking()
    lines = [agreements.terms(talk, 5, **_money(amount))]
    agreement = agreements.signed(introduction=talk, lines=lines)
    talk.refresh_from_db()
    matches.agree_to_be_named(talk, *names)
    return agreements.fresh(agreement)


def show_amounts(undertaking, *names):
    sides = {"amina": "recipient", "dina": "giver"}
    for name in names or sides:
        services.consent_to_amounts(
            undertaking_id=undertaking.pk, side=sides[name], actor=payments.person(name)
        )


def file():
    """Return the file of activities as it would be handed out."""
    out = io.BytesIO()
    services.write_file(out)
    return out.getvalue()


def tree():
    return etree.fromstring(file()).getroottree()


def errors(found):
    """Return what is against the standard, warnings included."""
    return [str(fault) for fault in faults_in(found, TODAY)]


def _money(amount):
    if amount is None:
        return {}
    return {"amount_minor": amount * 100, "currency": "USD"}


def days(count):
    return TODAY + datetime.timedelta(days=count)


def calendar_of(name, token):
    """Give somebody a private address that the test knows."""
    return CalendarAddress.objects.create(user=cast.join(name), token_hash=fingerprint(token))


def records_for_the_table(agreement, token):
    """Return what the table of addresses names; omar has a private calendar at `token`."""
    calendar_of("omar", token)
    return {"published": monitoring.of_agreement(agreement)}

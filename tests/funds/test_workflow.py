"""Who may do what with a call in which state: the whole table."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from matchmaking.errors import DomainError, NotInThisState
from matchmaking.funds import services
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.models import Call
from matchmaking.funds.workflow import CALL_WORKFLOW
from tests import cast
from tests.funds import making

pytestmark = pytest.mark.django_db

PEOPLE = ["amina", "dina", "nadia", "sofia", "tomas", "petra", "rania", "omar"]
ADMINISTRATORS = ("tomas", "petra")
MEMBERS = ("amina", "dina", "nadia", "sofia")
# act: the people it works for, and the states from which it does.
TABLE = {
    "edit": (ADMINISTRATORS, {"draft"}),
    "delete": (ADMINISTRATORS, {"draft"}),
    "publish": (ADMINISTRATORS, {"draft"}),
    "change": (ADMINISTRATORS, {"open"}),
    "extend": (ADMINISTRATORS, {"open"}),
    "close": (ADMINISTRATORS, {"open"}),
    "reopen": (ADMINISTRATORS, {"closed"}),
    "decide": (ADMINISTRATORS, {"closed"}),
    "archive": (ADMINISTRATORS, {"decided"}),
    "ask": (MEMBERS, {"open"}),
    "follow": (PEOPLE, {"open", "closed", "decided", "archived"}),
}


def _edit(call, person):
    services.edit_call(
        call_id=call.pk, actor=person, version=call.version, fields={"title": "Another title"}
    )


def _change(call, person):
    services.change_call(
        call_id=call.pk,
        actor=person,
        version=call.version,
        reason="Clearer",
        fields={"summary": "Another summary"},
    )


def _extend(call, person):
    later = call.closes_at + datetime.timedelta(days=1)
    services.extend_call(call_id=call.pk, actor=person, closes_at=later, reason="Floods")


def _by(service, **more):
    return lambda call, person: service(call_id=call.pk, actor=person, **more)


ACTS = {
    "edit": _edit,
    "delete": _by(services.delete_call),
    "publish": _by(services.publish_call),
    "change": _change,
    "extend": _extend,
    "close": _by(services.close_call, reason="Enough"),
    "reopen": _by(services.reopen_call, reason="A mistake"),
    "decide": _by(services.decide_call),
    "archive": _by(services.archive_call),
    "ask": _by(services.ask_question, text="May we?", language="en"),
    "follow": _by(services.follow_call),
}


def _works(act, name, status):
    who, states = TABLE[act]
    # A draft is known to its fund alone; those may follow it there.
    if act == "follow" and status == "draft":
        return name in (*ADMINISTRATORS, "rania")
    return name in who and status in states


@pytest.mark.parametrize("status", CallStatus.values)
def test_the_table_of_states_people_and_acts_holds(status):
    people = {name: cast.join(name) for name in PEOPLE}
    call = making.in_state(status)
    wrong = [
        (name, act)
        for name, person in people.items()
        for act in ACTS
        if _done(lambda a=act, p=person: ACTS[a](Call.objects.get(pk=call.pk), p))
        != _works(act, name, status)
    ]
    assert wrong == []


def _done(act):
    """Try an act, take it back, and say whether it worked."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (PermissionDenied, NotInThisState, DomainError, Call.DoesNotExist):
        return False
    return True


@pytest.mark.parametrize("status", CallStatus.values)
def test_buttons_are_what_the_services_would_do(status, tomas, rania):
    call = making.in_state(status)
    offered = {move.name for move in CALL_WORKFLOW.available(call, actor=tomas)}
    expected = {
        "draft": {"publish"},
        "open": {"close"},
        "closed": {"reopen", "decide_call"},
        "decided": {"archive_call"},
        "archived": set(),
    }
    assert offered == expected[status]
    assert CALL_WORKFLOW.available(call, actor=rania) == []

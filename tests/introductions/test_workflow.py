"""The table of introductions: every move x every state x every person."""

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking.errors import DomainError
from matchmaking.introductions import services
from matchmaking.introductions.choices import IntroductionStatus
from matchmaking.introductions.workflow import INTRODUCTION_WORKFLOW
from tests import cast
from tests.introductions import making

pytestmark = pytest.mark.django_db

PEOPLE = ("amina", "ali", "vera", "boris", "dina", "diego", "sofia", "elena", "tomas", "omar")
# The Nordic Agency has proposed: Kenya answers. Who may make which move in which state.
MAY = {
    ("accept", "proposed"): {"amina"},
    ("turn_down", "proposed"): {"amina"},
    ("introduce", "accepted"): {"sofia"},
    ("conclude", "conversation"): {"amina", "dina", "sofia"},
    ("end", "proposed"): {"dina", "sofia"},
    ("end", "accepted"): {"amina", "dina", "sofia"},
    ("end", "conversation"): {"amina", "dina", "sofia"},
    ("accept_by_letter", "proposed"): {"amina", "sofia"},
    ("turn_down_by_letter", "proposed"): {"amina", "sofia"},
    ("introduce_by_letter", "accepted"): {"sofia"},
    ("end_by_letter", "proposed"): {"dina", "sofia"},
    ("end_by_letter", "accepted"): {"amina", "dina", "sofia"},
    ("end_by_letter", "conversation"): {"amina", "dina", "sofia"},
}
# A broker has proposed: both sides answer, and the first yes moves nothing yet.
MAY_AT_FIRST = {
    ("accept_first", "proposed"): {"amina", "dina"},
    ("turn_down", "proposed"): {"amina", "dina"},
    ("end", "proposed"): {"sofia"},
    ("accept_first_by_letter", "proposed"): {"amina", "dina", "sofia"},
    ("turn_down_by_letter", "proposed"): {"amina", "dina", "sofia"},
    ("end_by_letter", "proposed"): {"sofia"},
}


def table(introduction):
    """Return which moves of an introduction are open to whom now."""
    return {
        (move.name, introduction.status, name)
        for name in PEOPLE
        for move in INTRODUCTION_WORKFLOW.available(introduction, actor=cast.join(name))
    }


def expected(may, status):
    return {(move, at, name) for (move, at), names in may.items() for name in names if at == status}


@pytest.mark.parametrize("status", IntroductionStatus.values)
def test_each_move_is_open_to_those_the_table_names_and_in_no_other_state(status):
    introduction = making.in_state(status)
    assert table(introduction) == expected(MAY, status)


def test_a_proposal_of_the_broker_waits_for_both_sides():
    introduction = making.proposed("broker")
    assert table(introduction) == expected(MAY_AT_FIRST, "proposed")
    services.accept_introduction(introduction_id=introduction.pk, actor=cast.join("dina"))
    introduction = making.fresh(introduction)
    assert introduction.status == "proposed"
    last = MAY | {("end", "proposed"): {"dina", "sofia"}}
    assert table(introduction) == expected(last, "proposed")
    services.accept_introduction(introduction_id=introduction.pk, actor=cast.join("amina"))
    assert making.fresh(introduction).status == "accepted"


ACTS = {
    "accept": services.accept_introduction,
    "turn_down": lambda **said: services.decline_introduction(reason_code="timing", **said),
    "introduce": services.introduce_parties,
    "conclude": services.conclude_introduction,
    "end": lambda **said: services.end_introduction(reason_code="no-answer", **said),
}


@pytest.mark.parametrize("status", IntroductionStatus.values)
def test_the_services_refuse_what_the_table_does_not_name(status):
    introduction = making.in_state(status)
    allowed = {(move, name) for move, _status, name in expected(MAY, status)}
    # An agreement that stands already is no mistake of whoever concludes the next one.
    if status == "agreed":
        allowed |= {("conclude", name) for name in PEOPLE}
    for move, act in ACTS.items():
        for name in PEOPLE:
            if (move, name) in allowed:
                continue
            with pytest.raises((PermissionDenied, DomainError)):
                act(introduction_id=introduction.pk, actor=cast.join(name))
    assert making.fresh(introduction).version == introduction.version


@pytest.mark.parametrize("name", ["boris", "diego", "tomas", "omar", "vera", "elena"])
def test_a_stranger_is_refused_before_anything_is_said_about_the_state(name):
    introduction = making.in_state("ended")
    for move in ("accept", "turn_down", "introduce", "conclude", "end"):
        with pytest.raises(PermissionDenied):
            ACTS[move](introduction_id=introduction.pk, actor=cast.join(name))

"""The states of a round table, as a table."""

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.roundtables import services
from matchmaking.roundtables.choices import RoundTableStatus
from matchmaking.roundtables.models import RoundTable
from matchmaking.roundtables.policies import prepares_round_tables
from matchmaking.roundtables.workflow import ROUND_TABLE_WORKFLOW
from tests import cast
from tests.roundtables import making

TRUTH = """
          planned   invited   held    closed  cancelled
invite    invited   -         -       -       -
hold      -         held      -       -       -
close     -         -         closed  -       -
cancel    cancelled cancelled -       -       -
"""
STATES, *ROWS = [line.split() for line in TRUTH.splitlines() if line.strip()]


def test_the_moves_are_those_of_the_truth_table():
    assert list(RoundTableStatus.values) == STATES
    expected = {
        (name, state): target
        for name, *targets in ROWS
        for state, target in zip(STATES, targets, strict=True)
        if target != "-"
    }
    moves = ROUND_TABLE_WORKFLOW.transitions.values()
    assert {(m.name, source): m.target for m in moves for source in m.sources} == expected


@pytest.mark.parametrize("name", cast.CAST)
def test_only_brokers_prepare_round_tables(db, name):
    assert prepares_round_tables(cast.join(name)) == (name == "sofia")


def test_a_round_table_goes_from_plan_to_close(sofia):
    table = making.in_state("closed")
    assert table.status == "closed"
    assert table.participants.exclude(invited_at=None).count() == 2


def test_a_stranger_is_refused_before_the_state_is_told(amina):
    table = making.in_state("cancelled")
    with pytest.raises(PermissionDenied):
        services.invite_to_round_table(round_table_id=table.pk, actor=amina)


def test_nothing_moves_twice(sofia):
    table = making.in_state("invited")
    with pytest.raises(NotInThisState):
        services.invite_to_round_table(round_table_id=table.pk, actor=sofia)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"minutes": 30}, "takes 40 minutes"),
        ({"starts_at": making.TODAY.replace(year=2020)}, "day of the meeting is over"),
        ({"guests": ()}, "who is invited"),
    ],
)
def test_invitations_wait_until_the_meeting_is_ready(sofia, changes, words):
    table = making.prepared(**changes)
    with pytest.raises(DomainError, match=words):
        services.invite_to_round_table(round_table_id=table.pk, actor=sofia)


def test_an_agenda_without_a_request_is_not_invited_to(sofia):
    table = making.planned()
    with pytest.raises(DomainError, match="at least one assistance request"):
        services.invite_to_round_table(round_table_id=table.pk, actor=sofia)


def test_a_meeting_is_not_held_before_its_day(sofia):
    later = making.TODAY.replace(year=making.TODAY.year + 1, day=1)
    table = making.in_state("invited", starts_at=later)
    with pytest.raises(DomainError, match="day has not come"):
        services.hold_round_table(round_table_id=table.pk, actor=sofia)


def test_a_round_table_is_closed_only_when_every_request_has_an_outcome(sofia):
    table = making.in_state("held")
    with pytest.raises(DomainError, match="one more request"):
        services.close_round_table(round_table_id=table.pk, actor=sofia)


def test_two_brokers_do_not_overwrite_each_other(sofia):
    table = making.planned()
    said = making.fields(title="Friends of tracing")
    services.edit_round_table(round_table_id=table.pk, version=1, actor=sofia, **said)
    with pytest.raises(ChangedMeanwhile):
        services.edit_round_table(
            round_table_id=table.pk, version=1, actor=sofia, **making.fields()
        )
    assert RoundTable.objects.get(pk=table.pk).title == "Friends of tracing"


def test_a_meeting_is_somewhere(sofia):
    with pytest.raises(DomainError, match="Name a place"):
        making.planned(place="", link="")

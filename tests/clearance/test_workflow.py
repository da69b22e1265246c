"""Every move of a check x every state x every kind of person, and what evidence must hold."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.utils import timezone

from matchmaking import audit
from matchmaking.clearance import services
from matchmaking.clearance.choices import CheckStatus
from matchmaking.clearance.models import Check, CheckRule
from matchmaking.clearance.services import Evidence
from matchmaking.clearance.workflow import CHECK_WORKFLOW
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from tests import cast
from tests.clearance import making

pytestmark = pytest.mark.django_db
MOVES = (
    "clear", "fail", "propose_waiver", "waive", "refuse_waiver", "reopen", "run_out", "drop",
    "ask_again",
)  # fmt: skip
# In which states a move is open, and where it leads.
TABLE = """
                open  cleared failed waiver  waived  expired dropped
clear           cleared -     cleared cleared -      cleared -
fail            failed failed -      failed  failed  failed  -
propose_waiver  waiver -      -      -       -       waiver  -
waive           -     -       -      waived  -       -       -
refuse_waiver   -     -       -      open    -       -       -
reopen          -     open    open   -       open    -       -
run_out         -     expired -      -       expired -       -
drop            dropped dropped dropped dropped dropped dropped -
ask_again       -     -       -      -       -       -       open
"""
# Who may make a move with a check that a side clears; a waiver was proposed by sofia.
MAY = {
    "broker": {"clear": "sofia", "fail": "sofia", "propose_waiver": "sofia", "reopen": "sofia"},
    "giver": {
        "clear": "dina", "fail": "dina", "propose_waiver": "dina sofia", "reopen": "dina sofia",
    },
    "recipient": {
        "clear": "amina", "fail": "amina", "propose_waiver": "amina sofia",
        "reopen": "amina sofia",
    },
}  # fmt: skip
PEOPLE = ("amina", "ali", "vera", "boris", "dina", "diego", "sofia", "tomas", "elena", "omar")


def _rows():
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    assert set(head) == set(CheckStatus.values)
    return [
        (line[0], state, end) for line in lines for state, end in zip(head, line[1:], strict=True)
    ]


def _in_state(status, side="broker"):
    """Return a check of a side in a state; that a waiver was proposed by sofia included."""
    checklist = making.opened()
    check = making.check(
        checklist, {"broker": "duplicates", "giver": "aftercare", "recipient": "conditions"}[side]
    )
    CheckRule.objects.filter(pk=check.rule_id).update(may_waive=True)
    check = making.check(checklist, check.code)
    if status == "waiver":
        services.propose_waiver(check_id=check.pk, actor=cast.join("sofia"), reason="Urgent.")
    elif status != "open":
        Check.objects.filter(pk=check.pk).update(status=status)
    return making.check(checklist, check.code)


def test_the_table_names_every_move():
    assert {move for move, _state, _end in _rows()} == set(MOVES) == set(CHECK_WORKFLOW.transitions)


@pytest.mark.parametrize(("move", "state", "end"), _rows())
def test_a_move_is_open_in_the_states_of_the_table(move, state, end):
    transition = CHECK_WORKFLOW.transitions[move]
    assert (state in transition.sources) == (end != "-")
    assert end in ("-", transition.target)


@pytest.mark.parametrize("side", MAY)
def test_each_move_is_open_to_those_of_the_table(side):
    check = _in_state("waiver", side)
    second = making.second_broker()
    for move in MOVES:
        may = CHECK_WORKFLOW.transitions[move].may
        found = {name for name in PEOPLE if may(cast.join(name), check)}
        assert found == set(MAY[side].get(move, "").split()), (side, move)
        assert may(second, check) == (
            move in ("waive", "refuse_waiver", *MAY["broker"])
            and (side == "broker" or move not in ("clear", "fail"))
        ), (side, move)


SERVICES = {
    "clear": lambda check, who: services.clear_check(
        check_id=check.pk, actor=who, evidence=Evidence(words="Seen.")
    ),
    "fail": lambda check, who: services.fail_check(check_id=check.pk, actor=who, reason="No."),
    "propose_waiver": lambda check, who: services.propose_waiver(
        check_id=check.pk, actor=who, reason="Urgent."
    ),
    "waive": lambda check, who: services.confirm_waiver(check_id=check.pk, actor=who),
    "refuse_waiver": lambda check, who: services.refuse_waiver(
        check_id=check.pk, actor=who, reason="Not urgent."
    ),
    "reopen": lambda check, who: services.reopen_check(check_id=check.pk, actor=who, reason="New."),
}


@pytest.mark.parametrize("move", SERVICES)
def test_each_service_makes_its_move_or_refuses(move, sofia):
    check = _in_state("waiver")
    actor = making.second_broker() if "waive" in move else sofia
    for state, end in ((state, end) for name, state, end in _rows() if name == move):
        Check.objects.filter(pk=check.pk).update(status=state, version=check.version)
        if end == "-":
            with pytest.raises(NotInThisState):
                SERVICES[move](check, actor)
        else:
            SERVICES[move](check, actor)
            assert Check.objects.get(pk=check.pk).status == end
        Check.objects.filter(pk=check.pk).update(ruling=check.ruling)


@pytest.mark.parametrize("move", ["fail", "propose_waiver", "reopen"])
def test_a_move_that_needs_a_reason_asks_for_it(move, sofia):
    check = _in_state("cleared" if move == "reopen" else "open")
    act = {"fail": services.fail_check, "propose_waiver": services.propose_waiver}
    with pytest.raises(ReasonMissing):
        act.get(move, services.reopen_check)(check_id=check.pk, actor=sofia, reason=" ")


def test_a_check_is_cleared_by_a_named_person_with_evidence_and_holds_for_its_days(dina):
    checklist = making.opened()
    evidence = Evidence(
        words="Licence of the ministry.",
        reference="LIC 77/2026",
        dated_on=timezone.localdate(),
        file=ContentFile(b"%PDF-1.4 licence", name="licence.pdf"),
    )
    check = making.check(checklist, "export_control")
    services.clear_check(check_id=check.pk, actor=dina, evidence=evidence)
    ruling = making.check(checklist, "export_control").ruling
    assert (ruling.by, ruling.reference, ruling.words) == (dina, "LIC 77/2026", evidence.words)
    assert ruling.document.original_name == "licence.pdf"
    assert ruling.valid_until == timezone.localdate() + datetime.timedelta(days=180)
    assert [entry.who for entry in audit.history(check)] == [str(dina)]


@pytest.mark.parametrize(
    ("field", "evidence"),
    [
        ("words", {"words": "  "}),
        ("reference", {"reference": ""}),
        ("dated_on", {"dated_on": timezone.localdate() + datetime.timedelta(days=2)}),
    ],
)
def test_thin_evidence_is_refused_beside_its_field(field, evidence):
    check = making.check(making.opened(embargo=True), "embargo")
    with pytest.raises(DomainError) as refusal:
        making.clear(check, **evidence)
    assert refusal.value.field == field
    assert making.check(check.checklist, "embargo").status == "open"


def test_a_document_is_asked_for_where_the_rule_says_so():
    check = making.check(making.opened(), "end_use")
    CheckRule.objects.filter(pk=check.rule_id).update(needs_document=True)
    with pytest.raises(DomainError) as refusal:
        making.clear(check)
    assert refusal.value.field == "file"


def test_nobody_accepts_conditions_in_the_place_of_the_recipient(sofia, ali, dina):
    check = making.check(making.opened(), "conditions")
    for somebody in (sofia, ali, dina):
        with pytest.raises(PermissionDenied):
            services.clear_check(
                check_id=check.pk, actor=somebody, evidence=Evidence(words="Accepted.")
            )


def test_an_embargo_cannot_be_waived(sofia):
    check = making.check(making.opened(embargo=True), "embargo")
    with pytest.raises(PermissionDenied):
        services.propose_waiver(check_id=check.pk, actor=sofia, reason="Urgent.")


def test_a_waiver_takes_two_persons(sofia):
    check = _in_state("waiver")
    with pytest.raises(PermissionDenied):
        services.confirm_waiver(check_id=check.pk, actor=sofia)
    services.confirm_waiver(check_id=check.pk, actor=making.second_broker())
    check.refresh_from_db()
    assert check.standing == "waived"
    assert check.ruling.words == "Urgent."


def test_two_people_do_not_decide_on_one_page(sofia):
    check = _in_state("open")
    services.fail_check(check_id=check.pk, actor=sofia, reason="No.", version=check.version)
    with pytest.raises(ChangedMeanwhile):
        services.clear_check(
            check_id=check.pk, actor=sofia, evidence=Evidence(words="Yes."), version=check.version
        )

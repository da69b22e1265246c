"""Who may move an agreement or an amendment from which state: the whole table."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from matchmaking.agreements import services
from matchmaking.agreements.choices import AgreementStatus, AmendmentStatus
from matchmaking.agreements.models import Amendment
from matchmaking.errors import NotInThisState
from tests import cast
from tests.agreements import making

pytestmark = pytest.mark.django_db

PEOPLE = ["amina", "ali", "vera", "boris", "dina", "diego", "sofia", "elena", "omar"]
# (who, act): the states from which it works. The first signature here is that of amina.
TABLE = {
    ("amina", "edit"): {"draft", "proposed"},
    ("ali", "edit"): {"draft", "proposed"},
    ("dina", "edit"): {"draft", "proposed"},
    ("sofia", "edit"): {"draft", "proposed"},
    ("amina", "sign"): {"draft"},
    ("dina", "sign"): {"draft", "proposed"},
    ("amina", "deliver"): {"signed"},
    ("dina", "deliver"): {"signed"},
    ("amina", "amend"): {"signed"},
    ("dina", "amend"): {"signed"},
    ("amina", "end"): {"draft", "proposed", "signed"},
    ("dina", "end"): {"draft", "proposed", "signed"},
    ("sofia", "end"): {"draft", "proposed"},
}


def _edit(agreement, person):
    line = agreement.lines.get()
    services.edit_agreement(
        agreement_id=agreement.pk,
        version=agreement.version,
        actor=person,
        lines=[making.terms(agreement.introduction, 4, pk=line.pk)],
    )


def _sign(agreement, person):
    services.sign_agreement(agreement_id=agreement.pk, actor=person)


ACTS = {
    "edit": _edit,
    "sign": _sign,
    "deliver": lambda agreement, person: making.deliver(agreement, person, 1),
    "amend": lambda agreement, person: making.amend(agreement, person, 6),
    "end": lambda agreement, person: making.end(agreement, person),
}


@pytest.mark.parametrize("status", AgreementStatus.values)
def test_the_table_of_states_people_and_acts_holds(status, tried):
    for name in PEOPLE:
        cast.join(name)
    agreement = making.in_state(status)
    wrong = []
    for name in PEOPLE:
        for act in ACTS:
            works = status in TABLE.get((name, act), ())
            done = tried(lambda n=name, a=act: ACTS[a](making.fresh(agreement), cast.join(n)))
            if done != works:
                wrong.append((name, act, done))
    assert wrong == []


@pytest.fixture
def tried(db):
    """Return a function that tries an act, takes it back, and says whether it worked."""

    def attempt(act):
        try:
            with transaction.atomic():
                act()
                transaction.set_rollback(True)
        except (PermissionDenied, NotInThisState):
            return False
        return True

    return attempt


AMENDMENTS = {
    ("amina", "sign"): True,
    ("amina", "decline"): True,
    ("dina", "withdraw"): True,
}
ANSWERS = {
    "sign": lambda pk, actor: services.sign_amendment(amendment_id=pk, actor=actor),
    "decline": lambda pk, actor: services.decline_amendment(
        amendment_id=pk, actor=actor, reason="Too many."
    ),
    "withdraw": lambda pk, actor: services.withdraw_amendment(amendment_id=pk, actor=actor),
}


def test_only_the_other_side_answers_an_amendment_and_only_while_it_is_open(tried):
    for name in PEOPLE:
        cast.join(name)
    amendment = making.amend(making.signed(), cast.join("dina"), 6)
    for status in AmendmentStatus.values:
        Amendment.objects.filter(pk=amendment.pk).update(status=status)
        for name in PEOPLE:
            for act in ANSWERS:
                works = (name, act) in AMENDMENTS and status == "proposed"
                person = cast.join(name)
                done = tried(lambda a=act, p=person: ANSWERS[a](amendment.pk, p))
                assert done == works, (name, act, status)

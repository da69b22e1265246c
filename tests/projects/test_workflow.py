"""Who may do what with a proposal in which state: the whole table."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from matchmaking.errors import DomainError
from matchmaking.projects import services
from matchmaking.projects.choices import ProposalStatus
from matchmaking.projects.models import Proposal
from matchmaking.projects.workflow import PROPOSAL_WORKFLOW
from tests import cast
from tests.projects import making

pytestmark = pytest.mark.django_db

PEOPLE = ["amina", "ali", "nadia", "vera", "boris", "dina", "sofia", "tomas", "rania", "omar"]
EDITABLE = {"draft", "signed", "revision"}
# (who, act): the states from which it works. Amina leads and signs for Kenya, ali writes, nadia
# signs for the partner. The fund acts on applications, and on a proposal only through them.
TABLE = {
    ("amina", "write"): EDITABLE,
    ("ali", "write"): EDITABLE,
    ("amina", "price"): EDITABLE,
    ("amina", "sign"): {"draft", "revision"},
    ("nadia", "sign"): {"draft", "revision"},
    ("amina", "submit"): {"signed"},
    ("amina", "withdraw"): EDITABLE,
    ("amina", "redraft"): {"rejected", "withdrawn"},
    ("amina", "invite"): set(ProposalStatus.values) - {"closed"},
    ("ali", "leave"): set(ProposalStatus.values),
}


def _save(code, name):
    def act(pk, person):
        said = {"text": f"Said by {person}"}
        services.save_section(proposal_id=pk, code=name, said=said, actor=person)

    return act


ACTS = {
    "write": _save("text", "summary"),
    "price": _save("text", "budget"),
    "sign": lambda pk, person: services.sign_proposal(proposal_id=pk, actor=person),
    "submit": lambda pk, person: services.submit_proposal(proposal_id=pk, actor=person),
    "withdraw": lambda pk, person: services.withdraw_proposal(
        proposal_id=pk, actor=person, reason="No longer needed"
    ),
    "redraft": lambda pk, person: services.redraft_proposal(proposal_id=pk, actor=person),
    "invite": lambda pk, person: services.invite(
        proposal_id=pk, email="mei@example.org", role="reader", actor=person
    ),
    "leave": lambda pk, person: services.leave_team(proposal_id=pk, actor=person),
}


@pytest.fixture
def tried(db):
    """Return a function that tries an act, takes it back, and says whether it worked."""

    def attempt(act):
        try:
            with transaction.atomic():
                act()
                transaction.set_rollback(True)
        except (PermissionDenied, DomainError):
            return False
        return True

    return attempt


@pytest.mark.parametrize("status", ProposalStatus.values)
def test_the_table_of_states_people_and_acts_holds(status, tried):
    people = {name: cast.join(name) for name in PEOPLE}
    pk = making.in_state(status).pk
    assert Proposal.objects.get(pk=pk).status == status
    wrong = []
    for name, person in people.items():
        for act, do in ACTS.items():
            works = status in TABLE.get((name, act), ())
            done = tried(lambda d=do, p=person: d(pk, p))
            if done != works:
                wrong.append((name, act, done))
    assert wrong == []


# What a fund does to an application moves its proposal: from where, to where. An appeal that is
# upheld moves what was rejected.
FUND_MOVES = {
    "release_proposal": ({"submitted"}, "signed"),
    "return_proposal": ({"submitted", "rejected"}, "revision"),
    "approve_proposal": ({"submitted", "rejected"}, "approved"),
    "reject_proposal": ({"submitted"}, "rejected"),
    "close_proposal": ({"approved"}, "closed"),
}


def test_no_page_of_a_proposal_offers_what_only_a_fund_decides(amina, tomas):
    for status in ProposalStatus.values:
        proposal = Proposal(
            status=status, pk=1, applicant_id=amina.memberships.get().organisation_id
        )
        for person in (amina, tomas):
            offered = {move.name for move in PROPOSAL_WORKFLOW.available(proposal, actor=person)}
            assert not offered & set(FUND_MOVES)


def test_the_moves_of_a_fund_begin_and_end_where_the_table_says():
    moves = PROPOSAL_WORKFLOW.transitions
    found = {name: (set(moves[name].sources), moves[name].target) for name in FUND_MOVES}
    assert found == FUND_MOVES

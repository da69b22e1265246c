"""Who may move an application from which state: the whole table."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from matchmaking.applications import services
from matchmaking.applications.choices import ApplicationStatus
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from tests import cast
from tests.applications import making

pytestmark = pytest.mark.django_db

# vera looks on in Kenya, which applies; nadia answers for the implementer.
PEOPLE = ["amina", "vera", "nadia", "boris", "dina", "sofia", "omar", "tomas", "petra", "rania"]
JUDGED = {"eligible", "reviewed"}
# (who, act): the states from which it works. petra declared a conflict of interest. Nobody has to
# review for this call, so that it is decided as soon as it is eligible.
TABLE = {
    ("amina", "withdraw"): {"submitted", "eligible", "reviewed", "returned"},
    ("tomas", "screen"): {"submitted"},
    ("tomas", "turn_away"): {"submitted"},
    ("tomas", "screen_again"): {"ineligible"},
    ("tomas", "close_reviews"): {"eligible"},
    ("tomas", "reopen_reviews"): {"reviewed"},
    ("tomas", "approve"): JUDGED,
    ("tomas", "reject"): JUDGED,
    ("tomas", "return"): JUDGED,
    ("tomas", "approve_on_appeal"): {"rejected"},
    ("tomas", "return_on_appeal"): {"rejected"},
}
WHY = {"reason": "For a reason."}
ACTS = {
    "withdraw": lambda about: services.withdraw_application(**about, **WHY),
    "screen": lambda about: services.screen_application(
        **about, is_eligible=True, overrides=_judged(about["application_id"])
    ),
    "turn_away": lambda about: services.screen_application(
        **about, is_eligible=False, words="It is for other States."
    ),
    "screen_again": lambda about: services.screen_again(**about, **WHY),
    "close_reviews": lambda about: services.close_reviews(**about),
    "reopen_reviews": lambda about: services.reopen_reviews(**about, **WHY),
    "approve": lambda about: services.approve_application(**about),
    "reject": lambda about: services.reject_application(**about, **WHY),
    "return": lambda about: services.return_application(**about, **WHY),
    "approve_on_appeal": lambda about: services.approve_application(**about, **WHY, on_appeal=True),
    "return_on_appeal": lambda about: services.return_application(**about, **WHY, on_appeal=True),
}


@pytest.mark.parametrize("status", ApplicationStatus.values)
def test_the_table_of_states_people_and_acts_holds(status):
    people = {name: cast.join(name) for name in PEOPLE}
    application = making.IN_STATE[status]()
    making.declared(application, "tomas")
    making.recuse(application, "petra")
    for name, person in people.items():
        for act, move in ACTS.items():
            worked = _tried(move, {"application_id": application.pk, "actor": person})
            assert worked == (status in TABLE.get((name, act), ())), (name, act, status)


def test_before_reviews_are_closed_nothing_is_decided_where_the_call_asks_for_reviews(tomas):
    application = making.eligible(call_=making.call({"reviewers": 2}))
    with pytest.raises(DomainError):
        services.approve_application(application_id=application.pk, actor=tomas)
    services.close_reviews(application_id=application.pk, actor=tomas)
    services.approve_application(application_id=application.pk, actor=tomas)
    assert making.fresh(application).proposal.status == "approved"


def _judged(application_id):
    return making.judged(Application.objects.get(pk=application_id))


def _tried(move, about):
    """Say whether an act works, and undo it."""
    try:
        with transaction.atomic():
            move(about)
            transaction.set_rollback(True)
    except (PermissionDenied, DomainError):
        return False
    return True

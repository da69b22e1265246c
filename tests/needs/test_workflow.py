"""Who may move a request from which state: the whole table."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState, ReasonMissing
from matchmaking.needs import services
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.needs.signals import need_changed, need_published
from matchmaking.needs.workflow import NEED_WORKFLOW
from tests import cast
from tests.needs import making

pytestmark = pytest.mark.django_db

ACTS = {
    "submit": services.submit_need,
    "publish": services.publish_need,
    "return": services.return_need,
    "withdraw": services.withdraw_need,
    "meet": services.meet_need,
}
# (who, move): the states from which it works, and where it leads. Everything else is refused.
TABLE = {
    ("amina", "submit"): ({"draft"}, "submitted"),
    ("sofia", "publish"): ({"submitted"}, "published"),
    ("sofia", "return"): ({"submitted"}, "draft"),
    ("amina", "withdraw"): ({"submitted", "published"}, "withdrawn"),
    ("amina", "meet"): ({"published"}, "met"),
}
PEOPLE = ["amina", "ali", "vera", "boris", "dina", "sofia", "elena", "omar"]


def _act(need, move, person):
    extra = {"reason": "Say how many."} if move == "return" else {}
    return ACTS[move](need_id=need.pk, actor=cast.join(person), **extra)


@pytest.mark.parametrize("status", NeedStatus.values)
def test_the_table_of_states_people_and_moves_holds(status):
    need = making.in_state(status)
    for person in PEOPLE:
        for move in ACTS:
            sources, _target = TABLE.get((person, move), (set(), None))
            if status in sources:
                continue  # those that work are walked below
            refusal = NotInThisState if (person, move) in TABLE else PermissionDenied
            with pytest.raises(refusal):
                _act(need, move, person)
    need.refresh_from_db()
    assert need.status == status


@pytest.mark.parametrize(
    ("person", "move", "source", "target"),
    [
        (person, move, source, target)
        for (person, move), (sources, target) in TABLE.items()
        for source in sorted(sources)
    ],
)
def test_a_permitted_move_leads_where_the_table_says(person, move, source, target):
    need = making.in_state(source)
    _act(need, move, person)
    need.refresh_from_db()
    assert need.status == target
    latest = audit.history(need)[0]
    assert latest.who == str(cast.join(person))
    assert latest.changes["status"] == (source, target)


@pytest.mark.parametrize("status", NeedStatus.values)
def test_the_page_offers_exactly_the_moves_that_the_services_accept(status):
    need = making.in_state(status)
    for person in PEOPLE:
        offered = {m.name for m in NEED_WORKFLOW.available(need, actor=cast.join(person))}
        expected = {
            m for (who, m), (froms, _to) in TABLE.items() if who == person and status in froms
        }
        assert offered == expected, person


def test_nobody_can_expire_a_request_by_hand(amina, sofia):
    need = making.published()
    for person in (amina, sofia):
        with pytest.raises(PermissionDenied):
            NEED_WORKFLOW.move(need, "expire", actor=person)


def test_the_calendar_closes_requests_after_their_last_day(capsys):
    over = making.published()
    running = making.published(ends_on=making.NEXT_YEAR + datetime.timedelta(days=9))
    draft = making.draft()
    Need.objects.update(updated_at="2020-01-01T00:00Z")
    assert services.expire_needs(today=over.ends_on) == 0
    assert services.expire_needs(today=over.ends_on + datetime.timedelta(days=1)) == 1
    statuses = [Need.objects.get(pk=n.pk).status for n in (over, running, draft)]
    assert statuses == ["expired", "published", "draft"]
    assert audit.history(over)[0].who == ""
    call_command("expire_needs")
    assert capsys.readouterr().out == "0 requests expired.\n"


def test_sending_back_needs_a_reason_that_the_state_then_reads(amina, sofia):
    need = making.submitted()
    with pytest.raises(ReasonMissing):
        services.return_need(need_id=need.pk, actor=sofia, reason="  ")
    services.return_need(need_id=need.pk, actor=sofia, reason="Say how many machines.")
    need.refresh_from_db()
    assert (need.status, need.return_reason) == ("draft", "Say how many machines.")
    services.submit_need(need_id=need.pk, actor=amina)
    need.refresh_from_db()
    assert need.return_reason == ""


def test_a_move_from_an_outdated_page_is_refused_and_changes_nothing(amina, sofia):
    need = making.submitted()
    with pytest.raises(ChangedMeanwhile):
        services.publish_need(need_id=need.pk, actor=sofia, version=need.version - 1)
    need.refresh_from_db()
    assert need.status == "submitted"
    services.publish_need(need_id=need.pk, actor=sofia, version=need.version)


def test_publishing_is_announced_once_everything_is_written(
    sofia, django_capture_on_commit_callbacks
):
    need = making.submitted()
    heard = []

    def listen(need_id, **kwargs):
        heard.append((need_id, Need.objects.get(pk=need_id).status))

    need_published.connect(listen)
    need_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            services.publish_need(need_id=need.pk, actor=sofia)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            services.meet_need(need_id=need.pk, actor=need.created_by)
    finally:
        need_published.disconnect(listen)
        need_changed.disconnect(listen)
    assert heard == [(need.pk, "published"), (need.pk, "met")]


def test_a_listener_that_fails_does_not_undo_what_the_person_did(
    sofia, django_capture_on_commit_callbacks
):
    need = making.submitted()

    def fail(**kwargs):
        raise ValueError

    need_published.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            services.publish_need(need_id=need.pk, actor=sofia)
    finally:
        need_published.disconnect(fail)
    need.refresh_from_db()
    assert need.status == "published"

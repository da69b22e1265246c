"""Who may move an offer from which state: the whole table."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState, ReasonMissing
from matchmaking.offers import services, tasks
from matchmaking.offers.choices import OfferStatus
from matchmaking.offers.models import Offer
from matchmaking.offers.signals import offer_changed, offer_published
from matchmaking.offers.workflow import OFFER_WORKFLOW
from tests import cast
from tests.offers import making

pytestmark = pytest.mark.django_db

ACTS = {
    "submit": services.submit_offer,
    "publish": services.publish_offer,
    "return": services.return_offer,
    "pause": services.pause_offer,
    "resume": services.resume_offer,
    "withdraw": services.withdraw_offer,
}
# (who, move): the states from which it works, and where it leads. Everything else is refused.
TABLE = {
    ("dina", "submit"): ({"draft"}, "submitted"),
    ("sofia", "publish"): ({"submitted"}, "published"),
    ("sofia", "return"): ({"submitted"}, "draft"),
    ("dina", "pause"): ({"published"}, "paused"),
    ("dina", "resume"): ({"paused"}, "published"),
    ("dina", "withdraw"): ({"submitted", "published", "paused", "exhausted"}, "withdrawn"),
}
PEOPLE = ["dina", "diego", "amina", "vera", "boris", "tomas", "rania", "sofia", "elena", "omar"]


def _act(offer, move, person):
    extra = {"reason": "Say how many."} if move == "return" else {}
    return ACTS[move](offer_id=offer.pk, actor=cast.join(person), **extra)


def _refusals(person, move, status):
    """What an exhausted offer lacks is capacity: even its owner has no right to reopen it."""
    if (person, move) not in TABLE or (move, status) == ("resume", "exhausted"):
        return PermissionDenied
    return NotInThisState


@pytest.mark.parametrize("status", OfferStatus.values)
def test_the_table_of_states_people_and_moves_holds(status):
    offer = making.in_state(status)
    for person in PEOPLE:
        for move in ACTS:
            sources, _target = TABLE.get((person, move), (set(), None))
            if status in sources:
                continue  # those that work are walked below
            with pytest.raises(_refusals(person, move, status)):
                _act(offer, move, person)
    offer.refresh_from_db()
    assert offer.status == status


@pytest.mark.parametrize(
    ("person", "move", "source", "target"),
    [
        (person, move, source, target)
        for (person, move), (sources, target) in TABLE.items()
        for source in sorted(sources)
    ],
)
def test_a_permitted_move_leads_where_the_table_says(person, move, source, target):
    offer = making.in_state(source)
    _act(offer, move, person)
    offer.refresh_from_db()
    assert offer.status == target
    latest = audit.history(offer)[0]
    assert latest.who == str(cast.join(person))
    assert latest.changes["status"] == (source, target)


@pytest.mark.parametrize("status", OfferStatus.values)
def test_the_page_offers_exactly_the_moves_that_the_services_accept(status):
    offer = making.in_state(status)
    for person in PEOPLE:
        moves = {m.name for m in OFFER_WORKFLOW.available(offer, actor=cast.join(person))}
        rows = [(move, froms) for (who, move), (froms, _to) in TABLE.items() if who == person]
        assert moves == {move for move, froms in rows if status in froms}, person


@pytest.mark.parametrize("move", ["expire", "exhaust"])
def test_nobody_can_expire_or_exhaust_an_offer_by_hand(dina, sofia, move):
    offer = making.published()
    for person in (dina, sofia):
        with pytest.raises(PermissionDenied):
            OFFER_WORKFLOW.move(offer, move, actor=person)


def test_a_fund_administrator_offers_for_the_fund_and_a_reviewer_does_not(tomas, rania):
    offer = making.draft(author=tomas)
    with pytest.raises(PermissionDenied):
        services.submit_offer(offer_id=offer.pk, actor=rania)
    assert services.submit_offer(offer_id=offer.pk, actor=tomas).status == "submitted"


def test_a_programme_officer_of_a_state_that_gives_offers_and_its_focal_point_does_not(boris):
    with pytest.raises(PermissionDenied):
        making.draft(author=boris)
    boris.memberships.update(role="programme_officer")
    boris.__dict__.pop("_memberships")
    assert making.draft(author=boris).organisation.name == "Bulgaria"


def test_an_organisation_that_does_not_give_offers_nothing(dina):
    making_place = dina.memberships.get().organisation
    making_place.gives_assistance = False
    making_place.save()
    with pytest.raises(PermissionDenied):
        making.draft(author=dina)


def test_the_calendar_closes_offers_after_their_last_day(capsys):
    over = [making.in_state(status) for status in ("published", "paused", "exhausted")]
    running = making.published(closes_on=making.NEXT_YEAR + datetime.timedelta(days=9))
    draft, submitted = making.draft(), making.submitted()
    last = making.NEXT_YEAR
    assert services.expire_offers(today=last) == 0
    assert services.expire_offers(today=last + datetime.timedelta(days=1)) == 3
    found = {o.pk: o.status for o in Offer.objects.all()}
    assert {found[offer.pk] for offer in over} == {"expired"}
    assert [found[offer.pk] for offer in (running, draft, submitted)] == [
        "published",
        "draft",
        "submitted",
    ]
    assert audit.history(over[0])[0].who == ""
    assert tasks.expire_offers() == 0
    call_command("expire_offers")
    assert capsys.readouterr().out == "0 offers expired.\n"


def test_sending_back_needs_a_reason_that_the_owner_then_reads(dina, sofia):
    offer = making.submitted()
    with pytest.raises(ReasonMissing):
        services.return_offer(offer_id=offer.pk, actor=sofia, reason="  ")
    services.return_offer(offer_id=offer.pk, actor=sofia, reason="Say how many machines.")
    offer.refresh_from_db()
    assert (offer.status, offer.return_reason) == ("draft", "Say how many machines.")
    services.submit_offer(offer_id=offer.pk, actor=dina)
    offer.refresh_from_db()
    assert offer.return_reason == ""


def test_a_move_from_an_outdated_page_is_refused_and_changes_nothing(sofia):
    offer = making.submitted()
    with pytest.raises(ChangedMeanwhile):
        services.publish_offer(offer_id=offer.pk, actor=sofia, version=offer.version - 1)
    offer.refresh_from_db()
    assert offer.status == "submitted"
    services.publish_offer(offer_id=offer.pk, actor=sofia, version=offer.version)


def test_publishing_is_announced_once_everything_is_written(
    dina, sofia, django_capture_on_commit_callbacks
):
    offer = making.submitted()
    heard = []

    def listen(offer_id, **kwargs):
        heard.append((offer_id, Offer.objects.get(pk=offer_id).status))

    offer_published.connect(listen)
    offer_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            services.publish_offer(offer_id=offer.pk, actor=sofia)
            assert heard == []
        with django_capture_on_commit_callbacks(execute=True):
            services.pause_offer(offer_id=offer.pk, actor=dina)
    finally:
        offer_published.disconnect(listen)
        offer_changed.disconnect(listen)
    assert heard == [(offer.pk, "published"), (offer.pk, "paused")]

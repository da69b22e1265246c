"""Who brings a pair together, how the sides answer, and what stops it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.notifications.models import Notification
from matchmaking import audit
from matchmaking.clearance.services import NotClear
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.introductions import selectors, services
from matchmaking.introductions.models import Introduction, Letter
from matchmaking.introductions.signals import introduction_answered, parties_introduced
from matchmaking.needs import services as need_services
from matchmaking.writing.signals import records_united
from tests import cast
from tests.clearance.making import put_embargo
from tests.introductions import making
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db


def told(name):
    """Return the kinds of news that somebody got about introductions."""
    rows = Notification.objects.filter(user=cast.join(name), kind__startswith="introduction")
    return list(rows.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize("name", ["ali", "vera", "boris", "diego", "elena", "omar"])
def test_only_those_who_decide_for_a_side_and_brokers_propose(name):
    need, offer = needs.published(), offers.published()
    with pytest.raises(PermissionDenied):
        services.propose_introduction(need_id=need.pk, offer_id=offer.pk, actor=cast.join(name))
    assert not Introduction.objects.exists()


@pytest.mark.parametrize(
    ("by", "organisation", "said"),
    [
        ("giver", "Nordic Agency", {"giver": "yes", "recipient": "waiting"}),
        ("recipient", "Kenya", {"giver": "waiting", "recipient": "yes"}),
        ("broker", "Secretariat", {"giver": "waiting", "recipient": "waiting"}),
    ],
)
def test_who_proposes_has_answered_by_it(by, organisation, said):
    introduction = making.proposed(by)
    assert introduction.proposed_for.name == organisation
    assert dict(introduction.answers.values_list("side", "said")) == said


def test_a_pair_is_introduced_once_at_a_time_and_may_be_tried_again():
    introduction = making.proposed()
    pair = {"need": introduction.need, "offer": introduction.offer}
    with pytest.raises(DomainError, match="under way"):
        making.proposed("recipient", **pair)
    making.decline(introduction, "amina")
    again = making.proposed("recipient", **pair)
    assert selectors.open_by_pair([introduction.pair]) == {introduction.pair: again}
    tries = selectors.tries_of_need(cast.join("amina"), introduction.need)
    assert [(one.pk, one.reason_id) for one in tries] == [
        (again.pk, None),
        (introduction.pk, "timing"),
    ]
    assert selectors.tries_of_offer(cast.join("diego"), introduction.offer) == []


def test_what_is_not_open_is_not_introduced():
    with pytest.raises(DomainError, match="request is not open"):
        making.proposed(by="recipient", need=needs.in_state("met"))
    with pytest.raises(DomainError, match="offer is not open"):
        making.proposed(offer=offers.in_state("paused"))


def test_a_reason_comes_from_the_list_and_some_must_be_explained():
    introduction = making.proposed()
    with pytest.raises(DomainError) as refusal:
        making.decline(introduction, "amina", code="no-answer")  # a reason for ending only
    assert refusal.value.field == "reason"
    with pytest.raises(DomainError) as refusal:
        making.decline(introduction, "amina", code="other")
    assert refusal.value.field == "words"
    making.decline(introduction, "amina", code="other", words="Elections come first.")
    introduction = making.fresh(introduction)
    assert (introduction.status, introduction.reason_id) == ("declined", "other")
    assert introduction.ended_at
    assert audit.history(introduction)[0].reason.endswith("Elections come first.")


def test_a_second_click_is_told_that_the_state_has_moved_on():
    introduction = making.accepted()
    with pytest.raises(NotInThisState):
        services.accept_introduction(introduction_id=introduction.pk, actor=cast.join("amina"))


def test_of_two_people_who_act_on_the_same_page_the_second_is_told():
    introduction = making.accepted()
    seen = introduction.version
    making.end(introduction, "dina")
    with pytest.raises((ChangedMeanwhile, NotInThisState)):
        services.end_introduction(
            introduction_id=introduction.pk,
            actor=cast.join("amina"),
            reason_code="no-answer",
            version=seen,
        )


def test_nobody_is_introduced_before_every_check_is_cleared():
    put_embargo()
    introduction = making.accepted()
    with pytest.raises(NotClear):
        services.introduce_parties(introduction_id=introduction.pk, actor=cast.join("sofia"))
    assert making.fresh(introduction).status == "accepted"
    making.cleared(introduction)
    services.introduce_parties(introduction_id=introduction.pk, actor=cast.join("sofia"))
    introduction = making.fresh(introduction)
    assert (introduction.status, introduction.broker) == ("conversation", cast.join("sofia"))


def test_the_embargo_is_told_with_the_way_to_the_checklist(visit, sofia):
    put_embargo()
    introduction = making.accepted()
    page = visit(sofia).post(f"/introductions/{introduction.pk}/introduce/", follow=True)
    assert "cannot be introduced yet" in page.content.decode()
    assert reverse("clearance:checklist", args=introduction.pair) in page.content.decode()


def test_each_side_hears_of_each_step_and_mail_says_nothing_of_it(
    django_capture_on_commit_callbacks, mailoutbox
):
    for name in ("sofia", "amina", "dina"):
        cast.join(name)
    heard = []
    introduction_answered.connect(lambda **said: heard.append("answered"), weak=False)
    parties_introduced.connect(lambda **said: heard.append("introduced"), weak=False)
    with django_capture_on_commit_callbacks(execute=True):
        introduction = making.talking()
        making.post(introduction, "dina", "Kryptunder is the word")
        making.end(introduction, "amina")
    assert heard == ["answered", "introduced"]
    assert told("amina") == [
        "introduction_proposed",
        "introduction_made",
        "introduction_message",
    ]
    assert told("dina") == ["introduction_accepted", "introduction_made", "introduction_over"]
    assert told("sofia") == [
        "introduction_proposed",
        "introduction_to_make",
        "introduction_over",
    ]
    letters = "".join(f"{mail.subject} {mail.body}" for mail in mailoutbox)
    assert "Marking machines" not in letters
    assert "Kryptunder" not in letters


def test_a_withdrawn_request_ends_what_nobody_talks_about_yet(django_capture_on_commit_callbacks):
    introduction = making.accepted()
    with django_capture_on_commit_callbacks(execute=True):
        need_services.withdraw_need(need_id=introduction.need_id, actor=cast.join("amina"))
    introduction = making.fresh(introduction)
    assert (introduction.status, introduction.reason_id) == ("ended", "withdrawn")


def test_an_expired_request_flags_a_conversation_and_leaves_it(django_capture_on_commit_callbacks):
    introduction = making.talking()
    with django_capture_on_commit_callbacks(execute=True):
        need_services.expire_needs(today=timezone.localdate() + datetime.timedelta(days=4000))
    assert making.fresh(introduction).status == "conversation"
    assert told("dina")[-1] == "introduction_record_closed"


def test_the_tries_of_a_merged_request_go_on_under_the_one_that_was_kept():
    kept, merged = needs.published(), needs.published()
    offer, other = offers.published(), offers.published()
    stands = making.proposed(need=kept, offer=offer)
    twin = making.accepted(need=merged, offer=offer)
    moves = making.proposed(need=merged, offer=other)
    records_united.send(sender=None, kind="need", kept_id=kept.pk, merged_id=merged.pk)
    assert making.fresh(stands).status == "proposed"
    assert (making.fresh(twin).status, making.fresh(twin).reason_id) == ("ended", "duplicate")
    assert (making.fresh(moves).status, making.fresh(moves).need_id) == ("proposed", kept.pk)


# --- on paper ------------------------------------------------------------------------------------
def test_everything_can_be_done_by_letter_and_the_history_says_so():
    sofia = cast.join("sofia")
    need, offer = needs.published(), offers.published()
    introduction = services.propose_introduction(
        need_id=need.pk, offer_id=offer.pk, actor=sofia, paper=making.paper("giver")
    )
    assert introduction.proposed_for.name == "Nordic Agency"
    act = {"introduction_id": introduction.pk, "actor": sofia}
    services.accept_introduction(**act, paper=making.paper("recipient"))
    making.cleared(introduction)
    services.introduce_parties(**act, paper=making.paper())
    services.end_introduction(**act, reason_code="no-agreement", paper=making.paper("recipient"))
    assert [str(entry.verb) for entry in audit.history(introduction)] == [
        "ended by letter",
        "parties introduced by letter",
        "accepted by letter",
        "introduction proposed by letter",
    ]
    assert "MFA/112/26" in audit.history(introduction)[0].reason
    letters = Letter.objects.order_by("pk").values_list("kind", "organisation__name")
    assert list(letters) == [
        ("interest", "Nordic Agency"),
        ("acceptance", "Kenya"),
        ("introduction", "Secretariat"),
        ("end", "Kenya"),
    ]


def test_a_side_declines_by_its_own_letter():
    introduction = making.proposed()
    services.decline_introduction(
        introduction_id=introduction.pk,
        actor=cast.join("amina"),
        reason_code="political",
        paper=making.paper("recipient"),
    )
    assert making.fresh(introduction).status == "declined"


def test_a_side_records_no_letter_of_the_other_one():
    introduction = making.proposed("broker")
    with pytest.raises(PermissionDenied):
        services.accept_introduction(
            introduction_id=introduction.pk,
            actor=cast.join("dina"),
            paper=making.paper("recipient"),
        )
    talking = making.accepted()
    with pytest.raises(PermissionDenied):
        services.end_introduction(
            introduction_id=talking.pk,
            actor=cast.join("dina"),
            reason_code="no-answer",
            paper=making.paper("recipient"),
        )
    assert not Letter.objects.exists()


def test_a_letter_of_tomorrow_makes_no_move():
    introduction = making.proposed()
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)
    with pytest.raises(DomainError) as refusal:
        services.accept_introduction(
            introduction_id=introduction.pk,
            actor=cast.join("amina"),
            paper=making.paper("recipient", signed_on=tomorrow),
        )
    assert refusal.value.field == "signed_on"

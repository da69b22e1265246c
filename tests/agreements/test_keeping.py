"""After the signatures: what was delivered, what is changed, how it ends."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.notifications.inbox import tasks_for
from accounts.notifications.models import Notification
from matchmaking.agreements import selectors, services
from matchmaking.agreements.models import Coverage
from matchmaking.agreements.signals import agreement_ended, agreement_signed, delivery_confirmed
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.introductions import services as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.matching import index
from matchmaking.needs import services as need_services
from matchmaking.writing.figures import covered_needs
from tests.agreements import making
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db


def _line(agreement):
    return selectors.figures_of_need(agreement.need.pk).lines[0]


def _offered(agreement):
    return selectors.figures_of_offer(agreement.offer.pk).lines[0]


def _sources(user):
    return {task.source.name for task in tasks_for(user)}


def test_delivered_is_what_both_confirm_and_the_smaller_figure_while_they_differ(
    amina, dina, sofia
):
    agreement = making.signed()
    making.deliver(agreement, dina, 4)
    assert _line(agreement).delivered == 0
    assert _sources(amina) >= {"confirm_delivery_recipient"}
    making.deliver(agreement, amina, 3)
    view = selectors.line_views(agreement)[0]
    assert (_line(agreement).delivered, view.differs) == (3, True)
    assert _sources(dina) >= {"confirm_delivery_giver"}
    assert "confirm_delivery_recipient" not in _sources(amina)
    making.deliver(agreement, dina, 3)
    view = selectors.line_views(agreement)[0]
    assert (view.differs, view.delivered) == (False, "3 item")
    assert "confirm_delivery_giver" not in _sources(dina)
    making.deliver(agreement, amina, 3)  # says it once more: nothing for anybody to do
    assert "confirm_delivery_giver" not in _sources(dina)
    assert making.fresh(agreement).status == "signed"


def test_an_agreement_is_fulfilled_once_both_sides_confirmed_every_line(amina, dina, sofia):
    agreement = making.in_state("fulfilled")
    assert agreement.status == "fulfilled"
    line = _line(agreement)
    assert (line.committed, line.delivered, line.open) == (5, 5, 7)
    with pytest.raises(NotInThisState):
        making.deliver(agreement, dina, 5)


def test_more_than_was_agreed_and_days_to_come_are_refused(amina, dina, sofia, ali):
    agreement = making.signed()
    for said in ({"quantity": Decimal(6)}, {"on": making.days(1)}, {"quantity": None}):
        with pytest.raises(services.FaultyLines):
            making.deliver(agreement, dina, **({"quantity": Decimal(1)} | said))
    with pytest.raises(PermissionDenied):
        making.deliver(agreement, ali, 1)


def test_an_amendment_changes_nothing_until_the_other_side_signs_it(amina, dina, sofia):
    agreement = making.signed()
    amendment = making.amend(agreement, dina, 9)
    assert [(c["column"], c["before"], c["after"]) for c in amendment.changes] == [
        ("quantity", "5 item", "9 item"),
        ("taken", "5 item", "9 item"),
    ]
    assert (_line(agreement).committed, _offered(agreement).committed) == (5, 5)
    assert _sources(amina) >= {"answer_amendment_recipient"}
    with pytest.raises(PermissionDenied):
        services.sign_amendment(amendment_id=amendment.pk, actor=dina)
    services.sign_amendment(amendment_id=amendment.pk, actor=amina)
    assert (_line(agreement).committed, _offered(agreement).left) == (9, 3)
    second = making.amend(agreement, amina, 2)
    services.sign_amendment(amendment_id=second.pk, actor=dina)
    assert (_line(agreement).committed, _offered(agreement).left) == (2, 10)


def test_an_amendment_is_declined_with_a_reason_or_taken_back(amina, dina, sofia):
    agreement = making.signed()
    amendment = making.amend(agreement, dina, 9)
    with pytest.raises(DomainError, match="open already"):
        making.amend(agreement, amina, 3)
    with pytest.raises(ReasonMissing):
        services.decline_amendment(amendment_id=amendment.pk, actor=amina, reason=" ")
    services.decline_amendment(amendment_id=amendment.pk, actor=amina, reason="Too many.")
    again = making.amend(agreement, dina, 8)
    services.withdraw_amendment(amendment_id=again.pk, actor=dina)
    assert [a.status for a in agreement.amendments.order_by("number")] == ["declined", "withdrawn"]
    with pytest.raises(DomainError, match="Nothing would change"):
        making.amend(agreement, dina, 5)


def test_an_amendment_takes_no_more_than_is_left_by_the_time_it_is_signed(amina, dina, sofia):
    need = needs.published()
    agreement = making.signed(introduction=making.talking(need))
    amendment = making.amend(agreement, dina, 12)
    other = offers.published(author=making.donor(1))
    making.signed(introduction=making.talking(need, other), quantity=4)
    with pytest.raises(services.TooMuch, match="3 item are still open"):
        services.sign_amendment(amendment_id=amendment.pk, actor=amina)
    assert _line(agreement).committed == 9


def test_what_was_delivered_is_not_amended_away(amina, dina, sofia):
    agreement = making.signed()
    making.deliver(agreement, dina, 4)
    making.deliver(agreement, amina, 4)
    with pytest.raises(services.FaultyLines) as refusal:
        making.amend(agreement, dina, 3)
    assert "4 item have been delivered" in str(refusal.value.errors[0]["quantity"])
    amendment = making.amend(agreement, dina, 4)
    services.sign_amendment(amendment_id=amendment.pk, actor=amina)
    assert making.fresh(agreement).status == "fulfilled"


def test_an_amendment_may_add_a_line_and_drop_one(amina, dina, sofia):
    need = needs.published(lines=[needs.line(), needs.line(kind_id="TRN.COURSE", quantity=20)])
    offer = offers.published(lines=[offers.line(), offers.line(kind_id="TRN.COURSE", capacity=20)])
    agreement = making.signed(introduction=making.talking(need, offer))
    course = making.terms(
        agreement.introduction,
        20,
        need_line_id=need.lines.last().pk,
        offer_line_id=offer.lines.last().pk,
    )
    amendment = services.propose_amendment(
        agreement_id=agreement.pk,
        version=agreement.version,
        actor=dina,
        lines=[course],
        why="Training first.",
        terms=agreement.terms,
    )
    services.sign_amendment(amendment_id=amendment.pk, actor=amina)
    figures = selectors.figures_of_need(need.pk).lines
    assert [line.committed for line in figures] == [0, 20]
    left = selectors.figures_of_offer(offer.pk).lines
    assert [line.left for line in left] == [12, 0]


def test_ending_gives_back_what_was_not_delivered_and_the_parties_talk_again(amina, dina, sofia):
    agreement = making.signed()
    making.deliver(agreement, dina, 2)
    making.deliver(agreement, amina, 2)
    ended = making.end(agreement, dina)
    line, offered = _line(ended), _offered(ended)
    assert (line.committed, line.delivered, line.open) == (2, 2, 10)
    assert (offered.committed, offered.left) == (2, 10)
    assert ended.reason_words == "The budget was cut."
    assert Introduction.objects.get(pk=ended.introduction_id).status == "conversation"
    again = making.draft(Introduction.objects.get(pk=ended.introduction_id), quantity=10)
    assert again.pk != ended.pk


def test_ending_an_introduction_ends_the_draft_for_the_same_reason(
    amina, dina, sofia, django_capture_on_commit_callbacks
):
    agreement = making.proposed()
    with django_capture_on_commit_callbacks(execute=True):
        introductions.end_introduction(
            introduction_id=agreement.introduction_id,
            actor=amina,
            reason_code=making.reason(),
            words="No longer possible.",
        )
    after = making.fresh(agreement)
    assert (after.status, after.reason_words) == ("ended", "No longer possible.")


def test_a_broker_ends_what_nobody_relies_on_and_nothing_that_was_signed(amina, dina, sofia):
    with pytest.raises(PermissionDenied):
        making.end(making.signed(), sofia)
    assert making.end(making.draft(), sofia).status == "ended"


def test_that_nothing_is_open_is_suggested_to_the_focal_point_who_decides(
    amina, ali, dina, sofia, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        agreement = making.signed(quantity=12)
    need = agreement.need
    need.refresh_from_db()
    assert need.status == "published"
    assert Notification.objects.filter(user=amina, kind="need_covered").count() == 1
    assert "meet_need" in _sources(amina)
    assert "meet_need" not in _sources(ali) | _sources(dina)
    assert need.pk in covered_needs()
    assert need.pk not in index.current().needs.position
    need_services.meet_need(need_id=need.pk, actor=amina)
    assert "meet_need" not in _sources(amina)


def test_a_request_that_grows_is_open_again_and_matched_again(
    amina, dina, sofia, django_capture_on_commit_callbacks
):
    agreement = making.signed(quantity=12)
    need = agreement.need
    with django_capture_on_commit_callbacks(execute=True):
        need_services.edit_need(
            need_id=need.pk,
            version=need.version,
            actor=amina,
            fields={},
            lines=[needs.line(pk=need.lines.get().pk, quantity=20)],
        )
    assert not Coverage.objects.exists()
    position = index.current().needs.position
    assert need.pk in position
    rows = index.need_rows(type(need).objects.filter(pk=need.pk))
    assert rows[0].lines[0].quantity == 8


def test_what_is_committed_of_a_request_pulls_no_suggestions(amina, dina, sofia):
    need = needs.published(lines=[needs.line(), needs.line(kind_id="TRN.COURSE", quantity=20)])
    making.signed(introduction=making.talking(need), quantity=12)
    (row,) = index.need_rows(type(need).objects.filter(pk=need.pk))
    assert [(line.kind, line.quantity) for line in row.lines] == [("TRN.COURSE", 20.0)]


def test_signing_delivering_and_ending_are_announced_with_the_pair(
    amina, dina, sofia, django_capture_on_commit_callbacks
):
    heard = []

    def listen(signal, **said):
        heard.append((signal, said["agreement_id"], said["need_id"], said["offer_id"]))

    signals = (agreement_signed, delivery_confirmed, agreement_ended)
    for signal in signals:
        signal.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        agreement = making.signed()
        making.deliver(agreement, dina, 2)
        making.deliver(agreement, amina, 2)
        making.end(agreement, amina)
    for signal in signals:
        signal.disconnect(listen)
    pair = (agreement.pk, agreement.need.pk, agreement.offer.pk)
    assert heard == [(signal, *pair) for signal in signals]


def test_a_letter_signs_for_a_side_and_keeps_its_scan(amina, dina, sofia):
    agreement = making.draft()
    with pytest.raises(PermissionDenied):
        services.sign_agreement(
            agreement_id=agreement.pk, actor=dina, paper=making.letter("recipient")
        )
    services.sign_agreement(
        agreement_id=agreement.pk, actor=sofia, paper=making.letter("recipient"), name="H. E. Ms A."
    )
    services.sign_agreement(agreement_id=agreement.pk, actor=dina)
    after = making.fresh(agreement)
    first, second = after.signatures.order_by("pk")
    assert (after.status, first.name, first.way, second.name) == (
        "signed",
        "H. E. Ms A.",
        "letter",
        "Dina",
    )
    assert first.scan.original_name == "letter.png"


def test_a_request_that_agreements_name_is_not_merged_away(amina, dina, sofia):
    agreement = making.signed()
    twin = needs.published()
    with pytest.raises(DomainError, match="Keep that one instead"):
        need_services.merge_needs(
            kept_id=twin.pk, merged_id=agreement.need.pk, actor=amina, reason="They say the same."
        )

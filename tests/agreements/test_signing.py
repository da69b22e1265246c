"""Writing and signing an agreement: words both sides read, two signatures, one commitment."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking import audit
from matchmaking.agreements import services
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.selectors import figures_of_need, figures_of_offer
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.introductions import services as introductions
from matchmaking.introductions.models import Introduction
from matchmaking.needs import services as need_services
from matchmaking.offers import services as offer_services
from tests.agreements import making
from tests.needs import making as needs
from tests.offers import making as offers

pytestmark = pytest.mark.django_db


def _need_line(agreement):
    return figures_of_need(agreement.need.pk).lines[0]


def _offer_line(agreement):
    return figures_of_offer(agreement.offer.pk).lines[0]


def test_a_draft_counts_nowhere(amina, dina, sofia):
    agreement = making.draft()
    line = _need_line(agreement)
    assert (line.asked, line.pledged, line.committed, line.open) == (12, 0, 0, 12)


def test_what_one_side_signed_is_pledged_and_what_both_signed_is_committed(amina, dina, sofia):
    agreement = making.proposed()
    line, offered = _need_line(agreement), _offer_line(agreement)
    assert (line.pledged, line.committed, line.open) == (5, 0, 12)
    assert (offered.pledged, offered.committed, offered.left) == (5, 0, 12)
    services.sign_agreement(agreement_id=agreement.pk, actor=dina)
    line, offered = _need_line(agreement), _offer_line(agreement)
    assert (line.pledged, line.committed, line.delivered, line.open) == (0, 5, 0, 7)
    assert (offered.pledged, offered.committed, offered.left) == (0, 5, 7)


def test_the_second_signature_concludes_the_introduction(amina, dina, sofia):
    agreement = making.signed()
    assert agreement.status == "signed"
    assert Introduction.objects.get(pk=agreement.introduction_id).status == "agreed"


def test_rewording_makes_signatures_void_and_saving_without_a_change_does_not(amina, dina, sofia):
    agreement = making.proposed()
    line = agreement.lines.get()
    same = making.terms(agreement.introduction, pk=line.pk)
    words = {"actor": dina, "terms": agreement.terms}
    edit = {"agreement_id": agreement.pk, "version": agreement.version, **words}
    services.edit_agreement(**edit, lines=[same])
    assert making.fresh(agreement).status == "proposed"
    services.edit_agreement(**edit, lines=[making.terms(agreement.introduction, 4, pk=line.pk)])
    after = making.fresh(agreement)
    assert after.status == "draft"
    assert after.signatures.get().voided_at
    assert after.lines.get().pk == line.pk
    entry = next(e for e in audit.history(after) if e.verb == audit.VERBS["edit"])
    assert entry.changes["quantity: Marking machines"] == ("5 item", "4 item")


def test_nobody_signs_words_that_were_changed_after_they_read_them(amina, dina, sofia):
    agreement = making.proposed()
    seen = agreement.version
    line = agreement.lines.get()
    services.edit_agreement(
        agreement_id=agreement.pk,
        version=seen,
        actor=amina,
        lines=[making.terms(agreement.introduction, 6, pk=line.pk)],
    )
    services.sign_agreement(agreement_id=agreement.pk, actor=amina)
    with pytest.raises(ChangedMeanwhile):
        services.sign_agreement(agreement_id=agreement.pk, actor=dina, version=seen)
    assert making.fresh(agreement).status == "proposed"


def test_a_side_signs_once_and_strangers_never(amina, dina, sofia, diego, ali):
    agreement = making.proposed()
    with pytest.raises(NotInThisState):
        services.sign_agreement(agreement_id=agreement.pk, actor=amina)
    for stranger in (diego, ali, sofia):
        with pytest.raises(PermissionDenied):
            services.sign_agreement(agreement_id=agreement.pk, actor=stranger)


def test_an_introduction_has_one_open_agreement(amina, dina, sofia):
    agreement = making.draft()
    with pytest.raises(DomainError, match="already have an agreement"):
        making.draft(agreement.introduction)


def test_parties_who_do_not_talk_begin_no_agreement(amina, dina, sofia):
    need, offer = needs.published(), offers.published()
    found = introductions.propose_introduction(need_id=need.pk, offer_id=offer.pk, actor=amina)
    with pytest.raises(NotInThisState):
        services.begin_agreement(introduction_id=found.pk, actor=amina)


FAULTS = [
    ({"quantity": None}, "quantity", "say how many"),
    ({"quantity": Decimal(13)}, "quantity", "12 item are"),
    ({"quantity": Decimal(0)}, "quantity", "more than nothing"),
    ({"taken": Decimal(4)}, "taken", "same unit"),
    ({"amount_minor": 100}, "amount", "currency"),
    ({"starts_on": making.days(9), "ends_on": making.days(8)}, "ends_on", "before the first"),
    ({"need_line_id": 0}, "need_line", "part of this request"),
    ({"offer_line_id": 0}, "offer_line", "part of this offer"),
]


def test_lines_that_cannot_be_agreed_on_are_refused_beside_the_field(amina, dina, sofia):
    introduction = making.talking()
    for changes, field, words in FAULTS:
        with pytest.raises(services.FaultyLines) as refusal:
            making.draft(introduction, lines=[making.terms(introduction, **changes)])
        assert words in str(refusal.value.errors[0][field])
    assert not Agreement.objects.exists()


def test_two_lines_together_ask_for_no_more_than_is_open(amina, dina, sofia):
    introduction = making.talking()
    with pytest.raises(services.FaultyLines) as refusal:
        making.draft(introduction, lines=[making.terms(introduction, 7)] * 2)
    assert "12 item are still open" in str(refusal.value.errors[1]["quantity"])


def test_units_that_differ_are_counted_on_either_side(amina, dina, sofia):
    offer = offers.published(
        lines=[offers.line(kind_id="FUN.GRANT", capacity=90_000, unit="US dollar")]
    )
    introduction = making.talking(offer=offer)
    with pytest.raises(services.FaultyLines) as refusal:
        making.draft(introduction)
    assert "US dollar" in str(refusal.value.errors[0]["taken"])
    line = making.terms(introduction, 5, taken=Decimal(40_000))
    agreement = making.signed(introduction=introduction, lines=[line])
    assert _need_line(agreement).open == 7
    assert (_offer_line(agreement).committed, _offer_line(agreement).left) == (40_000, 50_000)


def test_a_part_of_which_only_the_cost_is_known_is_agreed_on_in_money(amina, dina, sofia):
    need = needs.published(lines=[needs.line(quantity=None, cost_minor=1_000_000)])
    introduction = making.talking(need, offers.published(lines=[offers.line(capacity=None)]))
    with pytest.raises(services.FaultyLines):
        making.draft(introduction, lines=[making.terms(introduction, 1)])
    line = making.terms(introduction, None, amount_minor=600_000, currency="EUR")
    agreement = making.signed(introduction=introduction, lines=[line])
    figures = figures_of_need(need.pk)
    assert figures.is_converted
    assert 600_000 < figures.lines[0].committed_value.minor < 800_000
    assert figures.lines[0].committed_value.currency == "USD"
    introduction.refresh_from_db()
    other = making.talking(need, offers.published(author=making.donor(1)))
    too_much = making.terms(other, None, taken=Decimal(1), amount_minor=600_000, currency="USD")
    with pytest.raises(services.FaultyLines) as refusal:
        making.draft(other, lines=[too_much])
    assert "still open" in str(refusal.value.errors[0]["amount"])
    assert agreement.lines.get().taken == 6_000


def test_the_second_who_commits_the_last_is_told_what_is_left_and_loses_nothing(amina, dina, sofia):
    need = needs.published()
    mine = making.proposed(introduction=making.talking(need), quantity=8)
    other = making.talking(need, offers.published(author=making.donor(1)))
    theirs = making.proposed(introduction=other, quantity=8)
    services.sign_agreement(agreement_id=mine.pk, actor=dina)
    with pytest.raises(services.TooMuch) as refusal:
        services.sign_agreement(agreement_id=theirs.pk, actor=making.donor(1))
    assert "Of “Marking machines”, 4 item are still open." in str(refusal.value.message)
    after = making.fresh(theirs)
    assert (after.status, after.lines.get().quantity) == ("proposed", 8)
    assert _need_line(mine).committed == 8


def test_the_last_of_an_offer_is_committed_once(amina, dina, sofia, boris):
    offer = offers.published(lines=[offers.line(capacity=1)])
    first = making.proposed(introduction=making.talking(offer=offer), quantity=1)
    second = making.proposed(
        introduction=making.talking(needs.published(author=boris), offer), quantity=1
    )
    services.sign_agreement(agreement_id=first.pk, actor=dina)
    with pytest.raises(services.TooMuch, match="0 item are left"):
        services.sign_agreement(agreement_id=second.pk, actor=dina)
    offer.refresh_from_db()
    assert offer.status == "exhausted"


def test_nothing_is_committed_to_a_request_that_is_closed(amina, dina, sofia):
    agreement = making.proposed()
    need_services.withdraw_need(need_id=agreement.need.pk, actor=amina)
    with pytest.raises(DomainError, match="closed"):
        services.sign_agreement(agreement_id=agreement.pk, actor=dina)
    assert making.fresh(agreement).status == "proposed"


def test_what_is_agreed_stays_asked_for_and_offered(amina, dina, sofia):
    agreement = making.signed()
    need, offer = agreement.need, agreement.offer
    asked, given = need.lines.get(), offer.lines.get()
    for lines in ([needs.line(pk=asked.pk, quantity=4)], [needs.line()]):
        with pytest.raises(DomainError):
            need_services.edit_need(
                need_id=need.pk, version=need.version, actor=amina, fields={}, lines=lines
            )
    for lines in ([offers.line(pk=given.pk, capacity=4)], [offers.line()]):
        with pytest.raises(DomainError):
            offer_services.edit_offer(
                offer_id=offer.pk, version=offer.version, actor=dina, fields={}, lines=lines
            )


def test_an_agreement_without_lines_is_not_signed(amina, dina, sofia):
    agreement = making.draft(lines=[])
    with pytest.raises(DomainError, match="at least one line"):
        services.sign_agreement(agreement_id=agreement.pk, actor=amina)

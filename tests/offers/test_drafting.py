"""Writing an offer: nothing is lost, nothing overwritten, everything on record."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from accounts.services import give_role
from matchmaking import audit
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.offers import services
from matchmaking.offers.models import Offer
from matchmaking.writing import services as writing
from matchmaking.writing.selectors import record_history
from tests import cast
from tests.offers import making

pytestmark = pytest.mark.django_db


def _edit(offer, actor, lines=None, **fields):
    return services.edit_offer(
        offer_id=offer.pk, version=offer.version, actor=actor, fields=fields, lines=lines
    )


def _edited_line(offer, **changes):
    return making.line(pk=offer.lines.get().pk, **changes)


def test_a_draft_may_be_as_empty_as_its_author_likes(dina):
    offer = services.draft_offer(
        actor=dina, organisation=making.nordic(), fields={"language": "ar"}, lines=[]
    )
    assert (offer.status, str(offer), offer.lines.count()) == ("draft", "Untitled offer", 0)
    assert [entry.who for entry in audit.history(offer)] == ["Dina"]


@pytest.mark.parametrize("person", ["diego", "amina", "sofia", "omar"])
def test_nobody_else_writes_an_offer_of_the_agency(person):
    offer, stranger = making.draft(), cast.join(person)
    with pytest.raises(PermissionDenied):
        making.services.draft_offer(
            actor=stranger, organisation=making.nordic(), fields=making.fields()
        )
    with pytest.raises(PermissionDenied):
        _edit(offer, stranger, title="Mine now")
    with pytest.raises(PermissionDenied):
        services.delete_draft(offer_id=offer.pk, actor=stranger)


def test_the_trail_holds_what_every_field_said_before_and_after(dina):
    offer = making.draft()
    _edit(
        offer,
        dina,
        title="New title",
        closes_on=making.NEXT_YEAR + datetime.timedelta(days=1),
        value_minor=5_000_000,
        themes=["MRK.02", "STK.04"],
        eligible_countries=["KEN"],
        lines=[_edited_line(offer, capacity=20)],
    )
    changes = audit.history(offer)[0].changes
    assert changes["title"] == ("Marking machines with training", "New title")
    assert changes["value_minor"] == ("USD 120000", "USD 50000")
    assert changes["themes"] == (["MRK.02"], ["MRK.02", "STK.04"])
    assert changes["eligible_countries"] == ([], ["KEN"])
    assert changes["lines"] == (["EQP.MARK |  | 12 | item | "], ["EQP.MARK |  | 20 | item | "])
    unchanged = {"description", "currency", "conditions", "channel", "excluded_countries"}
    assert len(changes) == 6
    assert not unchanged & set(changes)


def test_saving_without_a_change_leaves_no_trace(dina):
    offer = making.draft()
    _edit(offer, dina, title=offer.title)
    assert [entry.verb for entry in audit.history(offer)] == [audit.VERBS["create"]]


def test_lines_keep_their_identity_through_edits(dina):
    offer = making.draft(lines=[making.line(), making.line(kind_id="EQP.MARKSUP", unit="set")])
    first, second = offer.lines.order_by("position")
    _edit(
        offer,
        dina,
        lines=[
            making.line(kind_id="EQP.RECSW"),
            making.line(kind_id="EQP.MARKSUP", capacity=3, unit="set", pk=second.pk),
        ],
    )
    new, kept = offer.lines.order_by("position")
    assert (kept.pk, kept.capacity) == (second.pk, 3)
    assert new.kind_id == "EQP.RECSW"
    assert not offer.lines.filter(pk=first.pk).exists()


def test_a_line_of_another_offer_cannot_be_taken_over(dina):
    offer, other = making.draft(), making.draft()
    foreign = other.lines.get()
    _edit(offer, dina, lines=[making.line(capacity=99, pk=foreign.pk)])
    foreign.refresh_from_db()
    assert (foreign.offer_id, foreign.capacity) == (other.pk, 12)
    assert offer.lines.get().capacity == 99


def test_a_stale_edit_is_refused_and_names_who_was_faster(dina):
    colleague, offer = cast.join("diego"), making.draft()
    give_role(user=colleague, organisation=making.nordic(), role="programme_officer")
    mine = Offer.objects.get(pk=offer.pk)
    _edit(offer, colleague, title="Diego's title")
    with pytest.raises(writing.StaleRecord) as refusal:
        _edit(mine, dina, title="Dina's title")
    assert "Diego changed this offer" in str(refusal.value.message)
    assert Offer.objects.get(pk=offer.pk).title == "Diego's title"


def test_autosave_keeps_an_incomplete_draft(dina):
    offer = making.draft()
    saved = services.autosave_offer(
        offer_id=offer.pk,
        version=offer.version,
        actor=dina,
        fields={"title": "", "closes_on": None},
        lines=[],
    )
    assert saved.version == offer.version + 1
    again = Offer.objects.get(pk=offer.pk)
    assert (again.title, again.closes_on, again.lines.count()) == ("", None, 0)


def test_autosave_never_overwrites_a_newer_version(dina):
    offer = making.draft()
    _edit(Offer.objects.get(pk=offer.pk), dina, description="from the other window")
    with pytest.raises(writing.StaleRecord):
        services.autosave_offer(
            offer_id=offer.pk, version=offer.version, actor=dina, fields={"description": "old"}
        )
    assert Offer.objects.get(pk=offer.pk).description == "from the other window"


def test_only_drafts_are_autosaved(dina):
    offer = making.published()
    with pytest.raises(NotInThisState):
        services.autosave_offer(
            offer_id=offer.pk, version=offer.version, actor=dina, fields={"title": "x"}
        )
    assert Offer.objects.get(pk=offer.pk).title == "Marking machines with training"


@pytest.mark.parametrize("status", ["submitted", "expired", "withdrawn"])
def test_nobody_edits_what_the_secretariat_reads_or_what_is_closed(dina, sofia, status):
    offer = making.in_state(status)
    with pytest.raises(NotInThisState):
        _edit(offer, dina, title="x")
    with pytest.raises(PermissionDenied):
        _edit(offer, sofia, title="x")


@pytest.mark.parametrize("status", ["published", "paused", "exhausted"])
def test_what_states_can_see_is_edited_by_its_owner_and_stays_complete(dina, diego, status):
    offer = making.in_state(status)
    with pytest.raises(PermissionDenied):
        _edit(offer, diego, conditions="Other conditions.")
    with pytest.raises(writing.IncompleteRecord):
        _edit(offer, dina, description="")
    offer.refresh_from_db()
    _edit(offer, dina, conditions="Other conditions.")
    offer.refresh_from_db()
    assert (offer.conditions, offer.status) == ("Other conditions.", status)


def test_a_draft_can_be_deleted_but_not_once_it_was_submitted(dina, sofia):
    fresh, returned = making.draft(), making.submitted()
    services.return_offer(offer_id=returned.pk, actor=sofia, reason="Too short.")
    services.delete_draft(offer_id=fresh.pk, actor=dina)
    with pytest.raises(NotInThisState):
        services.delete_draft(offer_id=returned.pk, actor=dina)
    assert list(Offer.objects.values_list("pk", flat=True)) == [returned.pk]


def test_an_unknown_field_is_an_error_of_the_caller(dina):
    with pytest.raises(LookupError):
        _edit(making.draft(), dina, status="published")


# What was committed stays possible


@pytest.fixture
def half_promised(dina):
    offer = making.published()
    line = offer.lines.get()
    services.reserve_capacity(line_id=line.pk, quantity=Decimal(5), key="a", actor=dina)
    return offer


def test_the_capacity_cannot_fall_below_what_is_committed(dina, half_promised):
    with pytest.raises(DomainError) as refusal:
        _edit(half_promised, dina, lines=[_edited_line(half_promised, capacity=4)])
    assert refusal.value.field == "lines"
    assert "5 of" in str(refusal.value.message)
    assert half_promised.lines.get().capacity == 12


def test_a_committed_line_keeps_its_kind_and_cannot_be_removed(dina, half_promised):
    with pytest.raises(DomainError):
        _edit(half_promised, dina, lines=[_edited_line(half_promised, kind_id="EQP.RECSW")])
    half_promised.refresh_from_db()
    with pytest.raises(DomainError):
        _edit(half_promised, dina, lines=[making.line(kind_id="EQP.RECSW")])
    assert half_promised.lines.get().kind_id == "EQP.MARK"


def test_lowering_the_capacity_to_what_is_committed_exhausts_and_raising_it_reopens(
    dina, half_promised
):
    edited = _edit(half_promised, dina, lines=[_edited_line(half_promised, capacity=5)])
    assert edited.status == "exhausted"
    edited = _edit(edited, dina, lines=[_edited_line(half_promised, capacity=6)])
    assert edited.status == "published"
    verbs = [str(entry.verb) for entry in audit.history(half_promised)][:4]
    assert verbs == ["resumed", "edited", "marked as exhausted", "edited"]


# The history


def test_the_history_joins_the_saves_of_one_sitting(dina):
    offer = making.draft()
    for title in ("M", "Ma", "Marking"):
        offer = services.autosave_offer(
            offer_id=offer.pk, version=offer.version, actor=dina, fields={"title": title}
        )
    edits = [
        e for e in record_history(services.OFFER, dina, offer) if e.verb == audit.VERBS["edit"]
    ]
    assert [e.changes for e in edits] == [{"title": ("Marking machines with training", "Marking")}]


def test_a_change_taken_back_in_one_sitting_is_no_change(dina):
    offer = making.draft()
    for title in ("Other", "Marking machines with training"):
        offer = _edit(offer, dina, title=title)
    assert record_history(services.OFFER, dina, offer)[0].changes == {}


def test_the_history_names_codes_in_words(dina):
    offer = making.draft()
    _edit(
        offer,
        dina,
        themes=["STK.04"],
        lines=[],
        eligible_groups=["LDC"],
        channel="un",
        delivery_languages=["fr"],
    )
    changes = record_history(services.OFFER, dina, offer)[0].changes
    assert changes["lines"][0] == "Marking machines, 12, item"
    assert changes["for these groups"][1] == "Least developed countries"
    assert changes["channel"][1] == "United Nations"
    assert changes["languages of delivery"] == ("English; French", "French")
    assert "STK.04" not in changes["themes"][1]


def test_outsiders_learn_only_the_public_steps_and_no_names(amina, dina, sofia):
    offer = making.submitted()
    services.return_offer(offer_id=offer.pk, actor=sofia, reason="Too vague, honestly.")
    services.submit_offer(offer_id=offer.pk, actor=dina)
    services.publish_offer(offer_id=offer.pk, actor=sofia)
    services.pause_offer(offer_id=offer.pk, actor=dina, reason="Between budgets.")
    services.resume_offer(offer_id=offer.pk, actor=dina)
    making.use_up(offer)
    seen = record_history(services.OFFER, amina, offer)
    assert [(entry.who, str(entry.verb), entry.reason) for entry in seen] == [
        ("", "marked as exhausted", ""),
        ("Nordic Agency", "resumed", ""),
        ("Nordic Agency", "paused", ""),
        ("Secretariat", "published", ""),
    ]
    assert all(entry.changes == {} for entry in seen)
    assert len(record_history(services.OFFER, dina, offer)) == 9

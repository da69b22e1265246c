"""Shortlisting, pinning, noting and rejecting a pair."""

from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking import audit
from matchmaking.desk import services
from matchmaking.desk.models import Shortlisting
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.introductions.services import propose_introduction
from matchmaking.matching.models import Dismissal, Reason
from matchmaking.needs import services as needs
from tests.desk import making
from tests.needs import making as need_making

pytestmark = pytest.mark.django_db
ACTS = {
    "shortlist": services.shortlist_pair,
    "pin": services.pin_pair,
    "restore": services.restore_pair,
    "reject": lambda **pair: services.reject_pair(**pair, reason_code="timing"),
    "note": lambda **pair: services.note_pair(**pair, note="Ask again in May."),
}
# What each act makes of each state; None: it is refused.
TABLE = """
            shortlist    pin     restore  reject    note
new         shortlisted  pinned  -        rejected  noted
noted       shortlisted  pinned  -        rejected  noted
shortlisted shortlisted  pinned  noted    rejected  shortlisted
pinned      pinned       pinned  noted    rejected  pinned
rejected    shortlisted  -       noted    rejected  rejected
"""
WAY = {
    "new": [],
    "noted": ["note"],
    "shortlisted": ["shortlist"],
    "pinned": ["pin"],
    "rejected": ["reject"],
}


def rows():
    head, *lines = (line.split() for line in TABLE.strip().splitlines())
    return [
        (state, act, None if after == "-" else after)
        for state, *cells in lines
        for act, after in zip(head, cells, strict=True)
    ]


@pytest.fixture
def pair(db, sofia):
    need, offer = making.market()
    return {"need_id": need.pk, "offer_id": offer.pk, "actor": sofia}


def test_a_pair_moves_as_the_table_says(pair):
    for state, act, after in rows():
        Shortlisting.objects.all().delete()
        Dismissal.objects.all().delete()
        for step in WAY[state]:
            ACTS[step](**pair)
        if after is None:
            with pytest.raises(NotInThisState):
                ACTS[act](**pair)
        else:
            assert ACTS[act](**pair).state == after, (state, act)
        is_rejected = Shortlisting.objects.rejected().exists()
        assert Dismissal.objects.exists() is is_rejected, (state, act)


@pytest.mark.parametrize("name", ["amina", "dina", "elena", "omar"])
def test_only_brokers_judge_pairs(pair, name, request):
    person = request.getfixturevalue(name)
    for act in ACTS.values():
        with pytest.raises(PermissionDenied):
            act(**(pair | {"actor": person}))
    assert not Shortlisting.objects.exists()


def test_every_move_says_who_when_and_why(pair, sofia):
    services.shortlist_pair(**pair, note="Looks good.")
    services.pin_pair(**pair)
    row = services.reject_pair(**pair, reason_code="other", words="The ministry objects.")
    entries = audit.history(row)
    assert [str(entry.verb) for entry in entries] == [
        "rejected",
        "pinned",
        "put on the shortlist",
    ]
    assert entries[0].reason == "Another reason: The ministry objects."
    assert entries[0].changes["state"] == ("pinned", "rejected")
    assert {entry.who for entry in entries} == {str(sofia)}
    assert all(newer.at >= older.at for newer, older in pairwise(entries))


def test_doing_the_same_again_changes_and_tells_nothing(pair):
    row = services.shortlist_pair(**pair, note="Once.")
    again = services.shortlist_pair(**pair)
    assert (again.version, again.note) == (row.version, "Once.")
    assert len(audit.history(row)) == 1


def test_a_rejection_needs_a_reason_of_the_list_and_words_where_it_says_so(pair):
    for code, words in (("", "No."), ("no-answer", "No."), ("other", " ")):
        with pytest.raises(ReasonMissing):
            services.reject_pair(**pair, reason_code=code, words=words)
    assert not Shortlisting.objects.rejected().exists()
    Reason.objects.filter(pk="timing").update(retired_on="2026-01-01")
    with pytest.raises(ReasonMissing):
        services.reject_pair(**pair, reason_code="timing")


def test_a_plan_never_brings_back_what_a_broker_rejected(pair):
    services.reject_pair(**pair, reason_code="timing")
    with pytest.raises(DomainError, match="rejected this pair"):
        services.shortlist_pair(**pair, source="allocation", group="scenario:1", quantity=5)
    row = services.shortlist_pair(**pair)
    assert (row.state, row.reason, row.reason_words) == ("shortlisted", None, "")


def test_a_plan_says_how_much_and_leaves_a_pinned_pair_pinned(pair):
    services.pin_pair(**pair, note="Mine.")
    row = services.shortlist_pair(**pair, source="bundle", group="bundle:7", quantity=5)
    assert (row.state, row.source, row.group, row.quantity) == ("pinned", "bundle", "bundle:7", 5)
    assert row.note == "Mine."
    kept = services.shortlist_pair(**pair, note="Still mine.")
    assert (kept.source, kept.quantity) == ("bundle", 5)


def test_a_pair_of_a_closed_request_can_be_noted_but_not_shortlisted(pair, amina):
    needs.withdraw_need(need_id=pair["need_id"], actor=amina)
    for act in ("shortlist", "pin"):
        with pytest.raises(DomainError, match="no longer open"):
            ACTS[act](**pair)
    assert ACTS["note"](**pair).note == "Ask again in May."


def test_a_pair_that_is_being_introduced_is_ended_not_rejected(pair):
    propose_introduction(**pair)
    with pytest.raises(DomainError, match="under way"):
        ACTS["reject"](**pair)


def test_what_was_done_follows_a_merged_request(pair):
    kept = need_making.published(title="The one that is kept")
    services.shortlist_pair(**pair)
    services.carry_pairs(kind="need", kept_id=kept.pk, merged_id=pair["need_id"])
    assert list(Shortlisting.objects.values_list("need", "offer")) == [(kept.pk, pair["offer_id"])]
    services.note_pair(**pair, note="Of the merged one.")
    services.carry_pairs(kind="need", kept_id=kept.pk, merged_id=pair["need_id"])
    assert Shortlisting.objects.get(need=kept).note == ""


def test_nobody_else_learns_what_brokers_think_of_a_pair(pair, amina, dina, elena, omar):
    services.shortlist_pair(**pair)
    for person in (amina, dina, omar):
        assert not Shortlisting.objects.visible_to(person).exists()
    assert Shortlisting.objects.visible_to(elena).exists()

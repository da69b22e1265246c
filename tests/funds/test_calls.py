"""Calls: frozen once published, changed for all to see, extended with a reason."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Organisation
from accounts.notifications.models import Notification
from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.funds import services, signals
from matchmaking.funds.choices import Window
from matchmaking.funds.models import Call, Criterion, Rules
from tests import cast
from tests.funds import making

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def _told(person, kind):
    return Notification.objects.filter(user=person, kind=kind).count()


def test_a_call_begins_with_the_rules_in_force(tomas):
    call = making.draft_call()
    assert call.rules.number == 1
    assert call.terms == call.rules.terms
    assert (call.ceiling_minor, call.currency) == (18000000, "USD")


def test_amounts_of_a_call_lead_over_those_of_the_rules(tomas):
    call = making.draft_call(ceiling_minor=5000000, minimum_minor=100, currency="EUR")
    assert (call.terms.ceiling_minor, call.terms.minimum_minor) == (5000000, 100)
    assert call.terms.currency == "EUR"
    services.edit_call(
        call_id=call.pk, actor=tomas, version=call.version, fields={"ceiling_minor": 6000000}
    )
    assert Call.objects.get(pk=call.pk).terms.ceiling_minor == 6000000


def test_a_fund_without_rules_has_no_calls(tomas):
    with pytest.raises(DomainError, match="rules of the fund first"):
        making.draft_call(of=making.fund())


def test_publishing_writes_the_criteria_and_tells_other_slices(
    tomas, django_capture_on_commit_callbacks
):
    heard = []
    listen = lambda call_id, **_signal: heard.append(call_id)  # noqa: E731
    signals.call_published.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        call = making.open_call()
    assert heard == [call.pk]
    rows = list(Criterion.objects.filter(call=call).order_by("position"))
    assert [row.weight for row in rows] == [30, 25, 15, 20, 10]
    assert rows[0].anchored[0] == (1, "No link to a need that the State has reported")
    assert call.published_at is not None


def test_new_rules_leave_a_published_call_as_it_was(tomas):
    call = making.open_call()
    terms = making.content(months_max=36)
    rules = services.write_rules(
        fund_id=call.fund_id, actor=tomas, note="Longer projects", content=terms
    )
    call.refresh_from_db()
    assert (rules.number, rules.is_active) == (2, True)
    assert (call.rules.number, call.terms.months_max) == (1, 24)
    with pytest.raises(NotInThisState):
        services.edit_call(call_id=call.pk, actor=tomas, version=call.version, fields={})


@pytest.mark.parametrize(
    ("changes", "terms", "words"),
    [
        ({"summary": " "}, {}, "what the call is for"),
        ({"closes_at": timezone.now() - DAY / 2}, {}, "over already"),
        ({}, {"applicants": []}, "who may apply"),
        ({}, {"criteria": []}, "at least one criterion"),
    ],
)
def test_a_call_that_nobody_could_apply_to_is_not_published(tomas, changes, terms, words):
    call = making.draft_call(terms=terms, **changes)
    with pytest.raises(DomainError, match=words), transaction.atomic():
        services.publish_call(call_id=call.pk, actor=tomas)
    call.refresh_from_db()
    assert (call.status, call.criteria.count()) == ("draft", 0)


def test_a_change_says_what_and_why_and_is_told_to_followers(tomas, amina, nadia):
    call = making.open_call()
    services.follow_call(call_id=call.pk, actor=amina)
    services.change_call(
        call_id=call.pk,
        actor=tomas,
        version=call.version,
        reason="A donor gave more.",
        fields={"budget_minor": 150000000, "title": call.title},
    )
    call.refresh_from_db()
    change = call.changes.get()
    assert change.changes == {"budget_minor": [100000000, 150000000]}
    assert (change.reason, change.by, call.budget_minor) == ("A donor gave more.", tomas, 150000000)
    assert (_told(amina, "call_changed"), _told(nadia, "call_changed")) == (1, 0)
    assert audit.history(call)[0].reason == "A donor gave more."


def test_a_change_of_nothing_without_a_reason_or_of_an_older_version_is_refused(tomas):
    call = making.open_call()
    about = {"call_id": call.pk, "actor": tomas, "version": call.version, "reason": "Because"}
    with pytest.raises(DomainError, match="Nothing was changed"):
        services.change_call(**about, fields={"title": call.title})
    with pytest.raises(ReasonMissing):
        services.change_call(**about | {"reason": " "}, fields={"title": "New"})
    with pytest.raises(ChangedMeanwhile), transaction.atomic():
        services.change_call(**about | {"version": 1}, fields={"title": "New"})
    assert call.changes.count() == 0


def test_terms_cannot_be_changed_after_publishing(tomas):
    call = making.open_call()
    with pytest.raises(DomainError, match="Nothing was changed"):
        services.change_call(
            call_id=call.pk,
            actor=tomas,
            version=call.version,
            reason="Cheaper",
            fields={"ceiling_minor": 1, "content": {}, "closes_at": None},
        )


def test_more_time_for_everybody_moves_the_deadline(tomas, amina):
    call = making.open_call()
    services.follow_call(call_id=call.pk, actor=amina)
    was, later = call.closes_at, call.closes_at + DAY
    extension = services.extend_call(
        call_id=call.pk, actor=tomas, closes_at=later, reason="Floods in two regions"
    )
    call.refresh_from_db()
    assert (call.closes_at, extension.was, extension.by) == (later, was, tomas)
    assert audit.history(call)[0].reason == "Floods in two regions"
    assert _told(amina, "call_extended") == 1


def test_more_time_for_one_organisation_leaves_the_others_theirs(tomas, amina, nadia):
    call = making.open_call()
    ngo = Organisation.objects.get(memberships__user=nadia)
    state = Organisation.objects.get(memberships__user=amina)
    services.follow_call(call_id=call.pk, actor=amina)
    later = call.closes_at + DAY
    services.extend_call(
        call_id=call.pk, actor=tomas, closes_at=later, reason="Power cut", applicant_id=ngo.pk
    )
    making.past(call)
    assert call.window == Window.OVER
    assert call.deadline_of(ngo.pk) == later
    assert call.deadline_of(state.pk) == call.closes_at
    assert (call.takes_from(ngo.pk), call.takes_from(state.pk)) == (True, False)
    assert (_told(nadia, "call_extended"), _told(amina, "call_extended")) == (1, 0)


def test_a_deadline_is_only_ever_extended_with_a_reason_and_to_later(tomas):
    call = making.open_call()
    about = {"call_id": call.pk, "actor": tomas, "reason": "Floods"}
    with pytest.raises(DomainError, match="later than the old one"):
        services.extend_call(**about, closes_at=call.closes_at)
    with pytest.raises(ReasonMissing):
        services.extend_call(**about | {"reason": ""}, closes_at=call.closes_at + DAY)
    rolling = making.rolling_call()
    with pytest.raises(DomainError, match="no deadline"):
        services.extend_call(**about | {"call_id": rolling.pk}, closes_at=timezone.now() + DAY)
    making.past(call)
    soon = call.closes_at + datetime.timedelta(seconds=1)
    with pytest.raises(DomainError, match="later than the old one"):
        services.extend_call(**about, closes_at=soon)


def test_a_call_without_a_deadline_is_a_rolling_one(tomas):
    with pytest.raises(IntegrityError), transaction.atomic():
        making.draft_call(closes_at=None)
    assert making.rolling_call().window == Window.OPEN


def test_a_draft_is_known_to_its_fund_alone(tomas, rania, amina, sofia, omar):
    call = making.draft_call()
    known = {
        person.email.partition("@")[0]: Call.objects.visible_to(person).filter(pk=call.pk).exists()
        for person in (tomas, rania, amina, sofia, omar)
    }
    assert [name for name, knows in known.items() if knows] == ["tomas", "rania"]


def test_another_fund_has_no_say(tomas, amina):
    call = making.draft_call()
    other = Organisation.objects.create(name="Another Fund", kind="fund")
    cast.services.give_role(user=amina, organisation=other, role="fund_administrator")
    stranger = type(amina).objects.get(pk=amina.pk)
    with pytest.raises(PermissionDenied):
        services.publish_call(call_id=call.pk, actor=stranger)
    with pytest.raises(PermissionDenied):
        services.create_fund(
            actor=stranger, organisation_id=call.fund.organisation_id, fields={"name": "Mine"}
        )


def test_a_version_of_the_rules_says_why_and_is_in_force_alone(tomas):
    fund = making.ruled_fund()
    with pytest.raises(ReasonMissing):
        services.write_rules(fund_id=fund.pk, actor=tomas, note=" ", content=making.content())
    criteria = making.content()["criteria"][:2]
    with pytest.raises(DomainError, match="add up to 100"):
        services.write_rules(
            fund_id=fund.pk, actor=tomas, note="Two", content=making.content(criteria=criteria)
        )
    services.write_rules(fund_id=fund.pk, actor=tomas, note="Two", content=making.content("states"))
    services.activate_rules(fund_id=fund.pk, number=1, actor=tomas)
    numbers = Rules.objects.filter(fund=fund).order_by("number").values_list("number", "is_active")
    assert list(numbers) == [(1, True), (2, False)]
    with pytest.raises(DomainError, match="no such version"):
        services.activate_rules(fund_id=fund.pk, number=9, actor=tomas)


def test_a_fund_has_a_name_of_its_own(tomas):
    fund = making.fund(name="Example Facility for Partners")
    with pytest.raises(DomainError, match="of this name already"):
        making.fund(name="Example Facility for Partners")
    renamed = services.edit_fund(
        fund_id=fund.pk, actor=tomas, version=fund.version, fields={"name": "Example Facility B"}
    )
    assert (renamed.name, renamed.version) == ("Example Facility B", 2)

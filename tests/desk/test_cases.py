"""Looking after cases: take, assign, hand back, postpone; one by one and many at once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.notifications.models import Notification
from accounts.services import give_role
from matchmaking import audit
from matchmaking.desk import selectors, services
from matchmaking.desk.inbox import cases_come_back
from matchmaking.desk.models import Case, Shortlisting
from matchmaking.desk.services import Wanted
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.matching.services import dismiss_match
from tests.desk import making
from tests.factories import UserFactory
from tests.offers import making as offer_making

pytestmark = pytest.mark.django_db
NEXT_WEEK = timezone.localdate() + datetime.timedelta(days=7)


@pytest.fixture
def case(db):
    return making.case()


@pytest.fixture
def stella(sofia):
    """Another broker of the secretariat."""
    user = UserFactory(full_name="Stella")
    give_role(user=user, organisation=sofia.memberships.get().organisation, role="broker")
    return user


def reread(case):
    case.refresh_from_db()
    return case


def test_a_case_is_taken_handed_back_and_taken_by_another(case, sofia, stella):
    services.take_case(case_id=case.pk, actor=sofia)
    with pytest.raises(DomainError, match="Sofia looks after this already"):
        services.take_case(case_id=case.pk, actor=stella)
    services.hand_back_case(case_id=case.pk, actor=sofia)
    with pytest.raises(NotInThisState):
        services.hand_back_case(case_id=case.pk, actor=sofia)
    services.take_case(case_id=case.pk, actor=stella)
    assert reread(case).assignee == stella
    said = [(str(entry.verb), entry.who) for entry in audit.history(case)]
    assert said == [("taken on", "Stella"), ("handed back", "Sofia"), ("taken on", "Sofia")]


def test_who_is_given_a_case_is_told_and_who_takes_it_for_themselves_is_not(case, sofia, stella):
    services.assign_case(case_id=case.pk, actor=sofia, assignee=stella, note="You know Kenya.")
    told = Notification.objects.get(kind="case_assigned")
    assert told.user == stella
    assert audit.history(case)[0].reason == "You know Kenya."
    services.assign_case(case_id=case.pk, actor=sofia, assignee=sofia)
    assert Notification.objects.filter(kind="case_assigned").count() == 1


def test_only_a_broker_can_look_after_a_case(case, sofia, elena, dina):
    for person in (elena, dina):
        with pytest.raises(DomainError, match="Only a broker"):
            services.assign_case(case_id=case.pk, actor=sofia, assignee=person)
    assert set(selectors.brokers()) == {sofia}


def test_a_case_is_postponed_with_a_reason_until_a_day_to_come(case, sofia):
    act = {"case_id": case.pk, "actor": sofia}
    with pytest.raises(ReasonMissing):
        services.postpone_case(**act, until=NEXT_WEEK, because=" ")
    with pytest.raises(DomainError, match="a day to come"):
        services.postpone_case(**act, until=timezone.localdate(), because="Elections.")
    services.postpone_case(**act, until=NEXT_WEEK, because="Elections.")
    queue = Case.objects.in_queue()
    assert case not in queue.due(timezone.localdate())
    assert case in queue.due(NEXT_WEEK)
    services.resume_case(**act)
    assert case in queue.due(timezone.localdate())
    with pytest.raises(NotInThisState):
        services.resume_case(**act)


def test_a_case_whose_day_has_come_is_a_task_of_who_looks_after_it(case, sofia, stella, dina):
    services.take_case(case_id=case.pk, actor=sofia)
    services.postpone_case(case_id=case.pk, actor=sofia, until=NEXT_WEEK, because="Elections.")
    assert not cases_come_back(sofia).exists()
    Case.objects.filter(pk=case.pk).update(postponed_until=timezone.localdate())
    assert list(cases_come_back(sofia)) == [case]
    assert not cases_come_back(stella).exists()
    assert cases_come_back(dina) is None


def test_the_best_match_that_nobody_judged_goes_on_the_shortlist(case, sofia):
    second = offer_making.published(title="A second offer")
    making.weigh()
    row = services.shortlist_best(case_id=case.pk, actor=sofia)
    assert row.offer_id == case.need.suggestions.order_by("rank_for_need").first().offer_id
    [rest] = case.need.suggestions.exclude(offer=row.offer_id)
    assert second.pk in (row.offer_id, rest.offer_id)
    dismiss_match(need_id=case.need_id, offer_id=rest.offer_id, actor=sofia, reason="Too far.")
    with pytest.raises(DomainError, match="no match"):
        services.shortlist_best(case_id=case.pk, actor=sofia)
    assert list(Shortlisting.objects.all()) == [row]


def test_one_refusal_does_not_hold_up_the_other_rows(case, sofia, stella):
    other = Case.objects.get(need=None)
    services.take_case(case_id=case.pk, actor=stella)
    outcomes = services.do_with_cases(
        act="take", case_ids=[case.pk, other.pk, 999_999], actor=sofia, wanted=Wanted()
    )
    assert [(one.case, one.is_done) for one in outcomes] == [(case, False), (other, True)]
    assert "Stella" in outcomes[0].said
    assert reread(other).assignee == sofia


@pytest.mark.parametrize("act", sorted(services.ACTS))
def test_nobody_but_a_broker_does_anything_with_cases(case, act, elena, amina, omar):
    wanted = Wanted(assignee=elena, until=NEXT_WEEK, note="Because.")
    for person in (elena, amina, omar):
        with pytest.raises(PermissionDenied):
            services.do_with_cases(act=act, case_ids=[case.pk], actor=person, wanted=wanted)
        with pytest.raises(PermissionDenied):
            services.ACTS[act](case.pk, person, wanted)


def test_an_act_without_what_it_needs_is_refused_for_the_row(case, sofia):
    for act in ("assign", "postpone"):
        [outcome] = services.do_with_cases(
            act=act, case_ids=[case.pk], actor=sofia, wanted=Wanted()
        )
        assert not outcome.is_done
        assert outcome.said.startswith("Choose")

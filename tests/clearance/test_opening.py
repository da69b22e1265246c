"""Which checks a pair gets, and that nobody is introduced before they are cleared."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from accounts.notifications.models import Notification
from matchmaking.clearance import selectors, services
from matchmaking.clearance.models import Check
from matchmaking.clearance.services import NotClear, keeping
from matchmaking.vocabulary.models import Embargo
from tests.clearance import making

pytestmark = pytest.mark.django_db
EQUIPMENT = {"export_control", "end_use", "aftercare", "conditions", "duplicates", "regional_plan"}


def _require(checklist):
    services.require_clear(need_id=checklist.need_id, offer_id=checklist.offer_id)


def test_the_checks_of_a_pair_follow_from_the_rules():
    checklist = making.opened()
    assert making.codes(checklist) == EQUIPMENT


def test_an_embargo_adds_its_check():
    checklist = making.opened(embargo=True)
    assert making.codes(checklist) == EQUIPMENT | {"embargo"}


def test_beginning_twice_changes_nothing(django_assert_max_num_queries):
    checklist = making.opened()
    before = list(checklist.checks.order_by("pk").values())
    making.begin(checklist.need, checklist.offer)
    assert list(checklist.checks.order_by("pk").values()) == before


def test_nobody_is_introduced_before_every_check_is_cleared():
    checklist = making.opened(embargo=True)
    with pytest.raises(NotClear, match="Security Council embargo"):
        _require(checklist)
    making.clear_all(checklist)
    _require(checklist)
    assert checklist.is_clear


def test_a_pair_nobody_began_with_is_stopped_as_well():
    need, offer = making.pair()
    with pytest.raises(NotClear):
        services.require_clear(need_id=need.pk, offer_id=offer.pk)


def test_a_stranger_does_not_begin_the_checks(diego):
    need, offer = making.pair()
    with pytest.raises(PermissionDenied):
        services.open_checks(need_id=need.pk, offer_id=offer.pk, actor=diego)


def test_those_who_clear_are_told_what_waits(amina, dina, sofia):
    making.opened()
    told = Notification.objects.filter(kind="checks_wait")
    assert set(told.values_list("user", flat=True)) == {amina.pk, dina.pk, sofia.pk}


def test_pairs_are_counted_in_three_queries(django_assert_num_queries):
    first = making.opened()
    making.clear(making.check(first, "end_use"))
    needs = [first.need, *(making.needs.published() for _ in range(4))]
    pairs = [(need.pk, first.offer_id) for need in needs]
    selectors.clearances(pairs)  # the rules and the kinds are remembered from here on
    with django_assert_num_queries(3):
        found = selectors.clearances(pairs)
    assert found[pairs[0]] == (6, 1, 0)
    assert [found[pair] for pair in pairs[1:]] == [(6, 0, 0)] * 4
    assert not found[pairs[0]].is_clear


def test_a_new_embargo_asks_for_its_check_and_opens_what_rests_on_it(
    django_capture_on_commit_callbacks,
):
    checklist = making.clear_all(making.opened())
    with django_capture_on_commit_callbacks(execute=True):
        making.put_embargo()
    states = making.states(checklist)
    assert states["embargo"] == "open"
    assert states["export_control"] == states["end_use"] == "open"
    assert states["aftercare"] == states["conditions"] == "cleared"
    checklist.refresh_from_db()
    assert not checklist.is_clear


@pytest.mark.parametrize("how", ["out of force", "other countries", "deleted", "retired"])
def test_lifting_an_embargo_opens_its_check_again_for_a_person(
    how, django_capture_on_commit_callbacks
):
    checklist = making.clear_all(making.opened(embargo=True))
    embargo = Embargo.objects.get(target="Invented measures")
    with django_capture_on_commit_callbacks(execute=True):
        if how == "out of force":
            embargo.is_in_force = False
            embargo.save()
        elif how == "other countries":
            embargo.countries.set(["BGR"])
        elif how == "retired":
            embargo.retired_on = timezone.localdate()
            embargo.save()
        else:
            embargo.delete()
    check = making.check(checklist, "embargo")
    assert check.status == "open"
    assert "embargoes" in check.because
    making.clear(check, reference="")  # no exemption is needed any more
    making.begin(checklist.need, checklist.offer)
    assert making.check(checklist, "embargo").status == "dropped"


def test_looking_again_at_an_embargo_opens_nothing(django_capture_on_commit_callbacks):
    checklist = making.clear_all(making.opened(embargo=True))
    with django_capture_on_commit_callbacks(execute=True):
        embargo = Embargo.objects.get(target="Invented measures")
        embargo.as_of, embargo.needs_recheck = timezone.localdate(), False
        embargo.save()
    checklist.refresh_from_db()
    assert checklist.is_clear


def test_a_changed_line_opens_what_rests_on_it(amina, django_capture_on_commit_callbacks):
    checklist = making.clear_all(making.opened())
    need = checklist.need
    with django_capture_on_commit_callbacks(execute=True):
        making.needs.services.edit_need(
            need_id=need.pk,
            version=need.version,
            actor=amina,
            fields={},
            lines=[making.needs.line(quantity=40)],
        )
    states = making.states(checklist)
    assert states["export_control"] == states["end_use"] == states["duplicates"] == "open"
    assert states["conditions"] == "cleared"


def test_other_conditions_must_be_accepted_anew(dina, django_capture_on_commit_callbacks):
    checklist = making.clear_all(making.opened())
    offer = checklist.offer
    with django_capture_on_commit_callbacks(execute=True):
        making.offers.services.edit_offer(
            offer_id=offer.pk,
            version=offer.version,
            actor=dina,
            fields={"conditions": "The State pays the transport."},
        )
    states = making.states(checklist)
    assert states["conditions"] == "open"
    assert states["export_control"] == "cleared"


def test_a_check_runs_out_on_the_day_after_its_last(django_capture_on_commit_callbacks):
    checklist = making.clear_all(making.opened())
    check = making.check(checklist, "duplicates")
    today = timezone.localdate()
    assert check.valid_until == today + datetime.timedelta(days=90)
    check.ruling.valid_until = today
    check.ruling.save()
    _require(checklist)
    check.ruling.valid_until = today - datetime.timedelta(days=1)
    check.ruling.save()
    assert Check.objects.get(pk=check.pk).standing == "expired"
    with pytest.raises(NotClear, match="No duplication"):
        _require(checklist)
    pair = (checklist.need_id, checklist.offer_id)
    assert selectors.clearances([pair])[pair] == (6, 5, 0)
    call_command("end_overdue_checks", stdout=io.StringIO())
    assert making.check(checklist, "duplicates").status == "expired"
    checklist.refresh_from_db()
    assert not checklist.is_clear


def test_a_renamed_organisation_is_compared_anew_at_night(sofia):
    making.uploaded()
    checklist = making.clear_all(making.opened())
    place = checklist.offer.organisation
    place.name = "Zarqal Trading"
    place.save()
    keeping.end_overdue_checks()
    assert making.check(checklist, "names").status == "open"
    assert selectors.undecided_hits(checklist).get().key == "INV.E01"


def test_one_pair_that_fails_does_not_stop_the_others(monkeypatch, caplog):
    making.opened()
    done = []

    def fail_once(**pair):
        if not done:
            done.append(pair)
            raise RuntimeError
        done.append(pair)

    making.opened()
    monkeypatch.setattr(keeping, "open_checks", fail_once)
    assert keeping.refresh_all() == 1
    assert len(done) == 2
    assert "were not brought up" in caplog.text

"""Names of a pair against the list: hits, decisions that are taken over, and new lists."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from matchmaking.clearance import selectors, services
from matchmaking.clearance.models import NameHit, NameList
from matchmaking.errors import DomainError, ReasonMissing
from tests.clearance import making

pytestmark = pytest.mark.django_db
ZARQAL = {"institution": "Zerkal Trading", "contact_person": "Mohamed Abdelrahman Zerqal"}


def _decide(hit, actor, status="different", reason="Born in another year."):
    return services.decide_hit(hit_id=hit.pk, actor=actor, status=status, reason=reason)


def test_names_are_checked_once_there_is_a_list(sofia):
    assert "names" not in making.codes(making.opened())
    making.uploaded(sofia)
    checklist = making.opened(need=ZARQAL)
    assert "names" in making.codes(checklist)
    hits = {(hit.role, hit.key) for hit in selectors.standing_hits(checklist)}
    assert {("contact", "INV.001"), ("institution", "INV.E01")} <= hits


def test_the_check_waits_until_every_hit_is_decided(sofia):
    making.uploaded(sofia)
    checklist = making.opened(need=ZARQAL)
    check = making.check(checklist, "names")
    with pytest.raises(DomainError, match="Decide on every name"):
        making.clear(check)
    for hit in selectors.undecided_hits(checklist):
        _decide(hit, sofia)
    making.clear(check)
    assert making.check(checklist, "names").status == "cleared"


def test_the_same_name_fails_the_check_without_naming_anybody(sofia):
    making.uploaded(sofia)
    checklist = making.opened(need=ZARQAL)
    _decide(selectors.undecided_hits(checklist).first(), sofia, "same", "Same day of birth.")
    check = making.check(checklist, "names")
    assert check.status == "failed"
    assert "Zarqal" not in check.ruling.words
    with pytest.raises(DomainError):
        making.clear(check)


def test_a_decision_needs_a_reason_and_a_broker(sofia, elena):
    making.uploaded(sofia)
    hit = selectors.undecided_hits(making.opened(need=ZARQAL)).first()
    with pytest.raises(ReasonMissing):
        _decide(hit, sofia, reason=" ")
    with pytest.raises(PermissionDenied):
        _decide(hit, elena)


def test_a_decision_is_taken_over_for_the_same_name_and_entry(sofia):
    making.uploaded(sofia)
    first = making.opened(need=ZARQAL)
    for hit in selectors.undecided_hits(first):
        _decide(hit, sofia)
    second = making.opened(need=ZARQAL)
    assert not selectors.undecided_hits(second).exists()
    assert set(selectors.standing_hits(second).values_list("is_taken_over", flat=True)) == {True}


def test_a_decision_does_not_hold_for_another_organisation(sofia):
    """Two people of one name are two people."""
    making.uploaded(sofia)
    first = making.opened(need={"contact_person": "Mohamed Zarqal"})
    _decide(selectors.undecided_hits(first).get(), sofia)
    need, offer = making.pair(offer={"contact_person": "Mohamed Zarqal"})
    second = making.begin(need, offer)
    assert selectors.undecided_hits(second).get().organisation == offer.organisation


def test_a_new_list_opens_the_check_of_those_it_concerns(sofia, django_capture_on_commit_callbacks):
    making.uploaded(sofia, ("9000003", "9000003"))
    there = making.opened(need={"contact_person": "Somebody Else"})
    for code in ("names", "duplicates"):
        making.clear(making.check(there, code))
    changed = ("<SECOND_NAME>KAMAUNDE</SECOND_NAME>", "<SECOND_NAME>ELSE SOMEBODY</SECOND_NAME>")
    with django_capture_on_commit_callbacks(execute=True):
        making.uploaded(sofia, changed)
    check = making.check(there, "names")
    assert check.status == "open"
    assert "resembles" in check.because
    assert making.check(there, "duplicates").status == "cleared"


def test_a_new_list_leaves_decisions_on_unchanged_entries(
    sofia, django_capture_on_commit_callbacks
):
    making.uploaded(sofia)
    checklist = making.opened(need=ZARQAL)
    for hit in selectors.undecided_hits(checklist):
        _decide(hit, sofia)
    making.clear(making.check(checklist, "names"))
    with django_capture_on_commit_callbacks(execute=True):
        making.uploaded(sofia, ("KAMAUNDE", "KAMAUNDA"))
    assert making.check(checklist, "names").status == "cleared"
    with django_capture_on_commit_callbacks(execute=True):
        making.uploaded(sofia, ("1971-05-04", "1985-11-30"))
    assert making.check(checklist, "names").status == "open"
    assert selectors.undecided_hits(checklist).get().key == "INV.001"


def test_a_list_says_what_is_new_gone_and_different(sofia):
    making.uploaded(sofia)
    second = making.uploaded(sofia, ("INV.002", "INV.009"))
    found, names = selectors.changes_of(second)
    assert (found.added, found.removed, found.changed) == (("INV.009",), ("INV.002",), ())
    assert names["INV.002"] == "YURI IVANOVICH PETRENKOVICH"
    assert NameList.objects.get(is_current=True) == second


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"<!DOCTYPE a SYSTEM 'x'><a/>"])
def test_a_broken_list_leaves_the_one_in_force(content, sofia):
    before = making.uploaded(sofia)
    with pytest.raises(DomainError) as refusal:
        services.upload_list(file=ContentFile(content, name="x.xml"), actor=sofia)
    assert refusal.value.field == "file"
    assert NameList.objects.get(is_current=True) == before


def test_the_same_file_is_not_loaded_twice(sofia):
    making.uploaded(sofia)
    with pytest.raises(DomainError, match="in force already"):
        making.uploaded(sofia)


def test_only_brokers_upload_and_look_up(elena, dina):
    for somebody in (elena, dina):
        with pytest.raises(PermissionDenied):
            making.uploaded(somebody)
        with pytest.raises(PermissionDenied):
            services.look_up_name(text="Zarqal", actor=somebody)


def test_a_name_that_is_gone_from_the_pair_is_no_hit_any_more(
    amina, sofia, django_capture_on_commit_callbacks
):
    making.uploaded(sofia)
    checklist = making.opened(need=ZARQAL)
    need = checklist.need
    with django_capture_on_commit_callbacks(execute=True):
        making.needs.services.edit_need(
            need_id=need.pk,
            version=need.version,
            actor=amina,
            fields={"contact_person": "Jane Doe", "institution": "National Police"},
        )
    assert not selectors.standing_hits(checklist).exists()
    assert NameHit.objects.filter(checklist=checklist).exclude(gone_at=None).exists()


def test_a_part_of_a_name_is_enough_to_look_it_up(sofia):
    making.uploaded()
    found = {hit.entry.key for hit in services.look_up_name(text="Zarqal", actor=sofia)}
    assert found == {"INV.001", "INV.E01"}

"""The pages of the checks: who sees what, forms that keep what was typed, lists and files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.notifications import inbox
from matchmaking.clearance import selectors, services
from matchmaking.clearance.models import Check, Ruleset
from matchmaking.clearance.shipped import active_rules
from tests.clearance import making
from tests.clearance.making import EXAMPLE
from tests.clearance.test_names import ZARQAL

pytestmark = pytest.mark.django_db


def _pair_page(checklist):
    return reverse("clearance:checklist", args=[checklist.need_id, checklist.offer_id])


def _page(name, *args):
    return reverse(f"clearance:{name}", args=args)


def _said(check, **changes):
    return {
        "words": making.SHOWN,
        "reference": "EX-9",
        "version": check.version,
    } | changes


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("sofia", {"embargo", "export_control", "conditions", "duplicates", "aftercare"}),
        ("dina", {"export_control", "aftercare"}),
        ("vera", {"conditions", "end_use"}),
    ],
)
def test_a_party_sees_its_own_checks_and_the_secretariat_all(who, seen, visit):
    checklist = making.opened(embargo=True)
    page = visit(making.cast.join(who)).get(_pair_page(checklist)).text
    shown = {check.code for check in checklist.checks.all() if _page("check", check.pk) in page}
    assert seen <= shown
    assert who == "sofia" or not shown & {"embargo", "duplicates", "regional_plan"}
    assert "0 / 7" in page or "7" in page


def test_the_evidence_of_a_broker_stays_with_the_secretariat(visit, dina, amina, elena):
    checklist = making.opened(embargo=True)
    check = making.check(checklist, "embargo")
    making.clear(check, words="Confidential call with the committee.")
    for person in (dina, amina):
        assert visit(person).get(_page("check", check.pk)).status_code == 404
        assert "Confidential call" not in visit(person).get(_pair_page(checklist)).text
    assert "Confidential call" in visit(elena).get(_page("check", check.pk)).text


def test_the_reference_is_asked_for_while_an_embargo_is_in_force(visit, sofia):
    check = making.check(making.opened(embargo=True), "embargo")
    client = visit(sofia)
    page = client.get(_page("check", check.pk)).text
    assert "Invented measures" in page
    answer = client.post(_page("clear", check.pk), _said(check, reference=""))
    assert answer.status_code == 200
    assert making.SHOWN in answer.text  # nothing typed is lost
    assert 'href="#id_reference"' in answer.text
    answer = client.post(_page("clear", check.pk), _said(check))
    assert answer.status_code == 302
    assert making.check(check.checklist, "embargo").ruling.reference == "EX-9"


def test_a_document_is_kept_and_sent_to_those_who_may_read_the_check(visit, dina, sofia, amina):
    check = making.check(making.opened(), "export_control")
    file = SimpleUploadedFile("licence.pdf", b"%PDF-1.4")
    visit(dina).post(_page("clear", check.pk), _said(check, file=file))
    ruling = making.check(check.checklist, "export_control").ruling
    for person, status in ((dina, 200), (sofia, 200), (amina, 404)):
        answer = visit(person).get(_page("document", ruling.pk))
        assert answer.status_code == status
        if status == 200:
            assert b"".join(answer.streaming_content) == b"%PDF-1.4"


def test_what_a_check_rests_on_stands_beside_it(visit, amina, dina):
    checklist = making.opened()
    page = visit(amina).get(_page("check", making.check(checklist, "conditions").pk)).text
    assert "The State names a technician." in page
    page = visit(dina).get(_page("check", making.check(checklist, "aftercare").pk)).text
    assert "Two years by the maker." in page


def test_the_duplicates_found_stand_beside_their_check(visit, sofia):
    twin = making.needs.published(title="Marking machines of the police")
    check = making.check(making.opened(), "duplicates")
    page = visit(sofia).get(_page("check", check.pk)).text
    assert reverse("needs:detail", args=[twin.pk]) in page


def test_hits_are_for_brokers_and_are_decided_on_the_page(visit, sofia, elena):
    services.upload_list(file=SimpleUploadedFile("l.xml", EXAMPLE.read_bytes()), actor=sofia)
    checklist = making.opened(need=ZARQAL)
    check = making.check(checklist, "names")
    assert "ZARQAL" not in visit(elena).get(_page("check", check.pk)).text
    client = visit(sofia)
    assert "ZARQAL" in client.get(_page("check", check.pk)).text
    for hit in selectors.undecided_hits(checklist):
        client.post(
            _page("decide", hit.pk),
            {"status": "different", "reason": "Another year.", "version": hit.version},
        )
    assert not selectors.undecided_hits(checklist).exists()


def test_a_broker_looks_a_name_up_in_any_script(visit, sofia):
    client = visit(sofia)
    assert "No list has been uploaded yet" in client.get(_page("names")).text
    client.post(_page("names"), {"file": SimpleUploadedFile("l.xml", EXAMPLE.read_bytes())})
    page = client.get(_page("names"), {"name": "محمد زرقل"}).text
    assert "MUHAMMAD ABDUL RAHMAN ZARQAL" in page
    assert "the same" in page
    page = client.get(_page("names"), {"name": "Nobody Known"}).text
    assert "No entry of the list resembles this name." in page
    assert "INV.E02" in client.get(_page("name_list", 1)).text


def test_a_broken_list_is_refused_beside_its_field(visit, sofia):
    file = SimpleUploadedFile("l.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    answer = visit(sofia).post(_page("names"), {"file": file, "note": "November"})
    assert "such files are refused" in answer.text
    assert "November" in answer.text


def test_the_list_is_filtered_sorted_and_taken_as_a_file(visit, sofia, dina):
    checklist = making.opened(embargo=True)
    making.clear(making.check(checklist, "end_use"))
    client = visit(sofia)
    page = client.get(_page("list"), {"state": "waiting", "sort": "newest", "side": "giver"}).text
    assert "Export control of the giver" in page
    assert "End use and re-transfer" not in page.split("<table", 1)[1]
    file = client.get(_page("export", "all", "csv"), {"state": "cleared"})
    lines = b"".join(file.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Kenya" in lines[1]
    mine = visit(dina).get(_page("mine")).text
    assert "Export control of the giver" in mine
    assert "Security Council embargo" not in mine.split("<table", 1)[1]


def test_the_list_asks_as_often_for_one_check_as_for_many(
    visit, sofia, django_assert_max_num_queries
):
    client = visit(sofia)
    making.opened()
    client.get(_page("list"))
    with django_assert_max_num_queries(40) as few:
        client.get(_page("list"))
    for _ in range(2):
        making.opened()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(_page("list"))


def test_what_waits_is_a_task_of_those_who_clear_it(sofia, dina, amina):
    checklist = making.opened()
    found = {
        person: {task.pk for task in inbox.tasks_for(person) if task.source.name == "clear_check"}
        for person in (sofia, dina, amina)
    }
    sides = {
        sofia: "broker",
        dina: "giver",
        amina: "recipient",
    }
    for person, side in sides.items():
        waiting = Check.objects.filter(checklist=checklist, rule__cleared_by=side)
        assert found[person] == set(waiting.values_list("pk", flat=True))
    making.clear(making.check(checklist, "export_control"))
    left = [task for task in inbox.tasks_for(dina) if task.source.name == "clear_check"]
    assert len(left) == len(found[dina]) - 1


def test_a_proposed_waiver_is_the_task_of_another_broker(sofia):
    second = making.second_broker()
    check = making.check(making.opened(), "duplicates")
    services.propose_waiver(check_id=check.pk, actor=sofia, reason="Urgent.")
    names = {
        person: [task.source.name for task in inbox.tasks_for(person) if task.pk == check.pk]
        for person in (sofia, second)
    }
    assert names == {sofia: [], second: ["confirm_waiver"]}


def _posted_rules(client, **changes):
    """Return what the browser sends when the rules are saved without a change."""
    formset = client.get(_page("rules")).context["formset"]
    data = {
        "rules-TOTAL_FORMS": formset.total_form_count(),
        "rules-INITIAL_FORMS": formset.initial_form_count(),
        "note": "Try it.",
    }
    for form in formset.initial_forms:
        for name in form.fields:
            value = form[name].value()
            if value not in (None, False, "", []):
                data[form.add_prefix(name)] = value
    last = formset.forms[-1]
    data |= {last.add_prefix(name): last[name].value() or "" for name in ("valid_days",)}
    data |= {last.add_prefix("cleared_by"): "broker", last.add_prefix("needs_reference"): "never"}
    return data | changes


def test_the_rules_say_in_words_what_they_ask_and_how_many_pairs_they_reach(visit, sofia):
    making.opened()
    page = visit(sofia).get(_page("rules")).text
    assert "Asked when an embargo of the Security Council names the recipient." in page
    assert "Applies to 1 of 1 open pairs." in page


def test_trying_rules_saves_nothing(visit, sofia):
    making.opened()
    client = visit(sofia)
    data = _posted_rules(client, **{"rules-0-circumstances": [], "try": "1"})
    page = client.post(_page("rules"), data).text
    assert "Nothing is saved yet" in page
    assert Ruleset.objects.count() == 1


def test_a_new_version_asks_the_open_pairs_anew(visit, sofia, django_capture_on_commit_callbacks):
    checklist = making.opened()
    client = visit(sofia)
    new = {
        "rules-8-code": "site_visit",
        "rules-8-title": "Visit of the site",
        "rules-8-cleared_by": "recipient",
        "rules-8-kinds": ["EQP"],
        "rules-8-valid_days": "30",
        "rules-8-countries": "Kenya; som",
        "rules-7-DELETE": "on",
    }
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(_page("rules"), _posted_rules(client, **new))
    assert answer.status_code == 302, answer.context["formset"].errors
    assert [rule.code for rule in active_rules()][-1] == "site_visit"
    assert active_rules()[-1].countries == ["KEN", "SOM"]
    assert "site_visit" in making.codes(checklist)
    assert making.check(checklist, "duplicates").status == "dropped"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(_page("activate", 1))
    assert "site_visit" not in making.codes(checklist)
    assert making.check(checklist, "duplicates").status == "open"


def test_a_faulty_rule_keeps_what_was_typed(visit, sofia):
    client = visit(sofia)
    faults = {"rules-1-valid_days": "0", "rules-1-countries": "Kenya; Atlantis"}
    data = _posted_rules(client, **{"rules-1-title": "Names, anew"} | faults)
    answer = client.post(_page("rules"), data)
    assert answer.status_code == 200
    assert "No State is named “Atlantis”." in answer.text
    assert "Names, anew" in answer.text
    assert Ruleset.objects.count() == 1


def test_the_rules_without_a_reason_are_not_saved(visit, sofia):
    client = visit(sofia)
    answer = client.post(_page("rules"), _posted_rules(client, note=""))
    assert 'href="#id_note"' in answer.text
    assert Ruleset.objects.count() == 1

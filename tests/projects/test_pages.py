"""Writing, checking, signing and finding proposals through their pages."""

import pytest
from django.test import Client
from django.urls import reverse

from matchmaking.projects import services
from matchmaking.projects.contents import contents
from matchmaking.projects.models import Proposal
from matchmaking.writing.traces import KeptText
from tests.projects import making

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"projects:{name}", args=args)


def was_of(response):
    return response.context["editor"].was_json


def post_text(client, proposal, code, text, was, **more):
    return client.post(url("section", proposal.pk, code), {"text": text, "was": was, **more})


def test_every_page_of_a_proposal_can_be_read_and_written_by_its_lead(client, amina, nadia):
    proposal = making.fill(making.begin(amina), amina)
    client.force_login(amina)
    for name in ("detail", "check", "print", "versions", "team"):
        assert client.get(url(name, proposal.pk)).status_code == 200
    for code in ("basics", "results", "plan", "budget", "gender", "partner", "annexes"):
        page = client.get(url("section", proposal.pk, code))
        assert page.status_code == 200
        assert page.context["editor"] is not None
    assert client.get(url("result", proposal.pk, "oc1")).status_code == 200
    assert client.get(url("add_result", proposal.pk) + "?level=output").status_code == 200
    assert client.get(url("section", proposal.pk, "nothing")).status_code == 404


def test_a_section_is_saved_while_it_is_typed_and_leads_to_the_next(client, amina):
    proposal = making.begin(amina)
    client.force_login(amina)
    page = client.get(url("section", proposal.pk, "summary"))
    data = {"text": "Half a", "was": was_of(page)}
    answer = client.post(url("autosave", proposal.pk, "summary"), data).json()
    data = {"text": "Half a page", "was": answer["fields"]["was"], "next": "1"}
    response = client.post(url("section", proposal.pk, "summary"), data)
    assert response.url == url("section", proposal.pk, "context")
    assert contents(proposal)["sections"]["summary"]["text"] == "Half a page"


def test_two_people_who_change_the_same_words_are_shown_both(client, amina, ali):
    proposal = making.begin(amina)
    making.join(proposal, ali, "writer", "Kenya")
    client.force_login(amina)
    was = was_of(client.get(url("section", proposal.pk, "summary")))
    colleague = Client()
    colleague.force_login(ali)
    post_text(colleague, proposal, "summary", "Words of Ali", was)
    page = post_text(client, proposal, "summary", "Words of Amina", was)
    assert page.status_code == 200
    shown = page.content.decode()
    assert "Words of Ali" in shown
    assert "Words of Amina" in shown
    assert contents(proposal)["sections"]["summary"]["text"] == "Words of Ali"
    assert KeptText.objects.filter(user=amina).count() == 1
    later = client.get(url("section", proposal.pk, "summary") + "?kept=1")
    assert later.context["editor"].form["text"].value() == "Words of Amina"
    post_text(client, proposal, "summary", "Words of both", was_of(page))
    assert contents(proposal)["sections"]["summary"]["text"] == "Words of both"
    assert not KeptText.objects.exists()
    refused = client.post(url("autosave", proposal.pk, "summary"), {"text": "Again", "was": was})
    assert (refused.status_code, refused.json()["kept"]) == (409, True)
    client.post(url("discard", proposal.pk, "summary"))
    assert not KeptText.objects.exists()


def rows(name, *rows, was="{}", **more):
    data = {f"{name}-TOTAL_FORMS": len(rows), f"{name}-INITIAL_FORMS": 0, "was": was, **more}
    for at, row in enumerate(rows):
        data |= {f"{name}-{at}-{field}": value for field, value in row.items()}
    return data


def test_budget_lines_are_typed_in_whole_units_and_a_wrong_one_is_named(client, amina):
    proposal = making.fill(making.begin(amina), amina, budget={"budget": []})
    client.force_login(amina)
    line = {
        "category": "travel",
        "description": "Field trips",
        "quantity": "2.5",
        "unit_cost": "1200.50",
        "output": "op1",
    }
    address = url("section", proposal.pk, "budget")
    wrong = client.post(address, rows("budget", {**line, "unit_cost": "a lot"}))
    assert wrong.status_code == 200
    assert wrong.context["editor"].rows["budget"].forms[0].errors["unit_cost"]
    assert "Field trips" in wrong.content.decode()
    assert client.post(address, rows("budget", line)).status_code == 302
    (saved,) = contents(proposal)["budget"]
    assert (saved["quantity"], saved["unit_cost_minor"], saved["output"]) == ("2.5", 120050, "op1")
    assert Proposal.objects.get(pk=proposal.pk).total_minor == 300_125
    more = client.post(address, rows("budget", line, add_budget="1"))
    assert len(more.context["editor"].rows["budget"].forms) == 2
    answer = client.post(url("autosave", proposal.pk, "budget"), rows("budget", line)).json()
    assert "budget-0-key" in answer["fields"]


def test_a_result_is_written_with_its_indicators_and_milestones(client, amina):
    proposal = making.begin(amina)
    client.force_login(amina)
    page = client.get(url("add_result", proposal.pk) + "?level=outcome")
    key = page.context["editor"].key
    indicator = {
        "title": "Arms marked",
        "unit": "arms",
        "baseline": "0",
        "target": "12000",
        "due_on": "2027-12-31",
        "verification": "Log",
        "milestones": "2027-06-30: 4000\n2027-09-30: all of the coast",
    }
    told = {"level": "outcome", "statement": "Arms can be traced", "key": key}
    bad = rows("indicators", {**indicator, "milestones": "in June"}, **told)
    wrong = client.post(url("add_result", proposal.pk), bad)
    assert wrong.context["editor"].rows.forms[0].errors["milestones"]
    good = rows("indicators", indicator, **told)
    assert client.post(url("add_result", proposal.pk), good).status_code == 302
    said = contents(proposal)
    assert [row["statement"] for row in said["results"]] == ["Arms can be traced"]
    marks = [(row["due_on"], row["value"], row["words"]) for row in said["milestones"]]
    assert marks == [("2027-06-30", "4000", ""), ("2027-09-30", None, "all of the coast")]
    form = client.get(url("result", proposal.pk, key))
    shown = form.context["editor"].rows.forms[0].initial["milestones"]
    assert shown == "2027-06-30: 4000\n2027-09-30: all of the coast"
    client.post(url("drop_result", proposal.pk, key))
    assert contents(proposal)["results"] == contents(proposal)["indicators"] == []


def test_it_is_signed_on_the_page_where_everything_is_read_once_more(client, amina, nadia):
    proposal = making.fill(making.begin(amina), amina)
    client.force_login(nadia)
    page = client.get(url("check", proposal.pk))
    assert page.context["may_sign"]
    version = {"version": page.context["proposal"].version}
    client.post(url("sign", proposal.pk), version)  # without saying that it was read
    assert not proposal.signatures.exists()
    client.post(url("sign", proposal.pk), version | {"read": "1"})
    assert proposal.signatures.get().signed_by == nadia
    client.force_login(amina)
    client.post(url("sign", proposal.pk), version | {"read": "1"})
    assert Proposal.objects.get(pk=proposal.pk).status == "signed"
    services.save_section(
        proposal_id=proposal.pk, code="plan", said={"activities": []}, actor=amina
    )
    lacking = client.get(url("check", proposal.pk))
    assert not lacking.context["may_sign"]
    assert "Add at least one activity" in lacking.content.decode()


def test_the_team_talks_about_a_section_and_nobody_else_reads_it(client, visit, amina, nadia, ali):
    proposal = making.fill(making.begin(amina), amina)
    client.force_login(amina)
    client.post(url("comment", proposal.pk, "summary"), {"text": "Too long?"})
    partner = visit(nadia).get(url("section", proposal.pk, "summary"))
    assert "Too long?" not in partner.content.decode()  # her organisation signs; she is not in it
    assert partner.context["editor"] is None
    making.join(proposal, nadia, "reader", "Example Implementer")
    assert "Too long?" in visit(nadia).get(url("section", proposal.pk, "summary")).content.decode()


def test_the_list_is_filtered_sorted_exported_and_costs_the_same_for_one_and_eleven(
    client, amina, django_assert_max_num_queries
):
    making.begin(amina, title="Marking")
    client.force_login(amina)
    client.get(url("list"))  # warm what a process remembers
    with django_assert_max_num_queries(40) as one:
        client.get(url("list"))
    for number in range(10):
        making.begin(amina, title=f"Tracing {number}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        page = client.get(url("list"))
    assert len(page.context["results"].rows) == 11
    found = client.get(url("list"), {"text": "marking", "part": "lead", "status": "open"})
    assert [row.title for row in found.context["results"].rows] == ["Marking"]
    file = client.get(url("export", "csv"), {"text": "Tracing", "sort": "title"})
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert len(lines) == 11
    assert "Tracing 0" in lines[1]

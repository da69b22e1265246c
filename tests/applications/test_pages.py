"""What each person meets on the pages of applications."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from accounts import services as people
from accounts.choices import Role
from accounts.models import Organisation
from matchmaking.applications import eligibility, services
from matchmaking.applications.models import Application, Conflict
from matchmaking.funds import services as funds_services
from tests import cast
from tests.applications import making
from tests.funds import making as funds
from tests.projects import making as proposals

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"applications:{name}", args=args)


def text(response):
    return response.content.decode()


def test_the_page_before_handing_in_says_all_that_is_missing_and_where(visit, amina):
    call, draft = making.call(), proposals.begin(amina)
    client = visit(amina)
    address = page("submit", call.pk, draft.pk)
    said = text(client.get(address))
    assert reverse("projects:section", args=[draft.pk, "summary"]) in said
    assert "have not both signed" in said
    assert "(Africa/Nairobi)" in said
    assert "(UTC)" in said
    assert "Earlier tries" not in said
    response = client.post(address, follow=True)
    assert "Nothing is lost" in text(response)
    assert "Earlier tries" in text(response)
    assert not Application.objects.exists()
    assert visit(cast.join("boris")).get(address).status_code == 404
    choose = text(visit(amina).get(page("choose", call.pk)))
    assert address in choose


def test_a_late_applicant_is_refused_until_the_fund_extends_and_then_gets_a_receipt(
    visit, amina, tomas
):
    proposal, call = making.proposal(), funds.past(making.call())
    client, address = visit(amina), page("submit", call.pk, proposal.pk)
    assert "The deadline is over" in text(client.get(address))
    assert "too late" in text(client.post(address, follow=True))
    funds_services.extend_call(
        call_id=call.pk,
        actor=tomas,
        closes_at=call.closes_at.replace(year=call.closes_at.year + 1),
        reason="The site was down.",
        applicant_id=proposal.applicant_id,
    )
    assert "Your deadline, extended" in text(client.get(address))
    said = text(client.post(address, follow=True))
    application = Application.objects.get()
    assert f"Handed in as number {application.number}" in said
    receipt = text(client.get(page("receipt", application.pk)))
    assert application.number in receipt
    assert str(proposal) in receipt
    # Its own page now leads to the application.
    assert application.number in text(client.get(reverse("projects:detail", args=[proposal.pk])))
    assert visit(tomas).get(page("receipt", application.pk)).status_code == 403


def test_whoever_works_for_the_fund_is_asked_before_reading(visit, tomas, amina):
    application = making.submitted()
    client = visit(tomas)
    own = page("detail", application.pk)
    question = page("declare", application.pk) + "?" + urlencode({"next": own})
    assert client.get(own).url == question
    ask = text(client.get(page("declare", application.pk)))
    assert str(application.proposal) in ask
    assert "Example Implementer" in ask
    assert proposals.words("summary") not in ask
    assert "Say what the conflict is" in text(
        client.post(page("declare", application.pk), {"answer": "some"})
    )
    client.post(page("declare", application.pk), {"answer": "none"})
    assert proposals.words("summary") in text(client.get(page("detail", application.pk)))
    assert proposals.words("summary") in text(client.get(page("round", application.pk, 1)))
    assert visit(amina).get(page("detail", application.pk)).status_code == 200
    assert visit(amina).get(page("declare", application.pk)).status_code == 403


def test_a_declared_conflict_leads_away_from_an_application_that_is_then_unknown(
    visit, tomas, petra
):
    application = making.submitted()
    client = visit(tomas)
    said = {"answer": "some", "ground": "personal", "words": "My brother works there."}
    response = client.post(page("declare", application.pk), said, follow=True)
    assert "Others take over" in text(response)
    assert application.number not in text(response)
    assert client.get(page("detail", application.pk)).status_code == 404
    making.declared(application, "petra")
    log = text(visit(petra).get(page("conflicts", application.pk)))
    assert "My brother works there." in log
    assert "My brother works there." in text(visit(petra).get(page("conflict_list")))


def test_conflicts_are_reported_confirmed_and_dismissed_on_the_page(visit, tomas, petra):
    application = making.submitted()
    client = visit(tomas)
    said = {"person": petra.pk, "ground": "personal", "words": "They are married."}
    client.post(page("conflicts", application.pk), said)
    conflict = Conflict.objects.get()
    decide = [application.pk, conflict.pk]
    assert "Reason for dismissing" in text(client.get(page("conflicts", application.pk)))
    assert visit(petra).post(page("decide", *decide, "dismiss")).status_code == 404
    client = visit(tomas)
    client.post(page("decide", *decide, "confirm"))
    client.post(page("decide", *decide, "dismiss"), {"reason": ""})
    conflict.refresh_from_db()
    assert conflict.status == "standing"
    client.post(page("decide", *decide, "dismiss"), {"reason": "They parted."})
    conflict.refresh_from_db()
    assert (conflict.status, conflict.reason) == ("dismissed", "They parted.")


def test_an_administrator_screens_with_reasons_and_the_applicant_reads_the_result(
    visit, tomas, amina
):
    call = making.call(ceiling_minor=100_000)
    application = making.declared(making.submitted(call_=call), "tomas")
    client, address = visit(tomas), page("screen", application.pk)
    form = {"version": application.version}
    refused = text(client.post(address, {**form, "eligible": "1", "words": ""}))
    assert "is not met. Say for which reason" in refused
    refused = text(client.post(address, {**form, "ineligible": "1", "amount-reason": "Kept"}))
    assert "Kept" in refused
    for row in eligibility.of_submission(application.submission):
        if row.verdict != "met":
            key = eligibility.key_of(row)
            form |= {f"{key}-verdict": "met", f"{key}-reason": "The board agreed."}
    client.post(address, {**form, "eligible": "1"})
    assert making.fresh(application).status == "eligible"
    assert "The board agreed." in text(client.get(page("detail", application.pk)))
    read = text(visit(amina).get(page("detail", application.pk)))
    assert "Judged otherwise" in read
    assert "The board agreed." not in read


def test_interests_are_stated_by_people_of_funds(visit, rania, amina):
    client = visit(rania)
    assert "one at a time" in text(client.post(page("interests"), {"words": ""}))
    client.post(page("interests"), {"country": "KEN"})
    interest = rania.interests.get()
    assert "Kenya" in text(client.get(page("interests")))
    client.post(page("end_interest", interest.pk))
    assert not rania.interests.filter(ended_at=None).exists()
    assert visit(amina).get(page("interests")).status_code == 403


def test_the_list_is_filtered_sorted_and_exported(visit, amina, tomas):
    first = making.submitted(title="Marking in Turkana")
    second = making.eligible(title="Stockpiles in Nairobi")
    client = visit(tomas)

    def listed(**asked):
        found = text(client.get(page("list"), asked))
        return {row.number for row in (first, second) if row.number in found}

    both = {first.number, second.number}
    assert listed() == both
    assert listed(q="turkana marking") == {first.number}
    assert listed(q=second.number) == {second.number}
    assert listed(status="eligible") == {second.number}
    assert listed(call=first.call_id) == {first.number}
    assert listed(side="ours") == set()
    assert listed(side="fund", country="KEN", sort="asked") == both
    file = client.get(page("export", "csv"), {"status": "eligible"})
    rows = b"".join(file.streaming_content).decode().splitlines()
    assert len(rows) == 2
    assert second.number in rows[1]
    client = visit(amina)
    assert listed(side="ours") == both
    assert listed(side="fund") == set()
    assert client.get(page("conflict_list")).status_code == 403


def test_withdrawing_needs_a_reason(visit, amina):
    application = making.submitted()
    client = visit(amina)
    address = page("withdraw_application", application.pk)
    client.post(address, {"version": application.version, "reason": ""})
    assert making.fresh(application).status == "submitted"
    client.post(address, {"version": application.version, "reason": "Another fund said yes."})
    assert making.fresh(application).status == "withdrawn"


def _ten_more(first):
    """Applications like the first, as rows: the lists are what is measured."""
    for number in range(10):
        proposal = proposals.begin(cast.join("amina"), title=f"Proposal {number}")
        application = Application.objects.create(
            call=first.call, proposal=proposal, number=f"1999-{number:04d}"
        )
        Conflict.objects.create(
            application=application,
            person=cast.join("hugo"),
            ground="personal",
            source="declared",
            status="standing",
            words="Family.",
        )


def test_the_lists_ask_the_same_number_of_queries_for_one_row_and_for_eleven(visit, tomas):
    first = making.submitted()
    making_conflict = {"application_id": first.pk, "ground": "personal", "words": "Family."}
    services.report_conflict(**making_conflict, person=cast.join("hugo"), actor=tomas)
    client = visit(tomas)
    addresses = [page("list"), page("export", "csv"), page("conflict_list")]

    def asked():
        counts = []
        for address in addresses:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                response = client.get(address)
                if response.streaming:
                    list(response.streaming_content)
            counts.append(len(queries))
        return counts

    asked()
    before = asked()
    _ten_more(first)
    assert asked() == before


def test_a_person_with_two_seats_hands_in_and_then_leaves_it_to_colleagues(visit, amina):
    place = Organisation.objects.get(memberships__user=cast.join("tomas"))
    people.give_role(user=amina, organisation=place, role=Role.REVIEWER)
    proposal, call = making.proposal(), making.call()
    client = visit(making.person("amina"))
    response = client.post(page("submit", call.pk, proposal.pk))
    assert response.url.endswith(page("list"))

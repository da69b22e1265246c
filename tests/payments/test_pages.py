"""The pages around the money: what they show, what they keep, what they say when it fails."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode

from matchmaking.ledger.models import Contribution
from matchmaking.payments import services
from matchmaking.payments.models import Payment, Project, ReportDue
from tests import cast
from tests.applications import making as applications
from tests.payments import making

pytestmark = pytest.mark.django_db
TODAY = making.TODAY.isoformat()


def page(name, *about):
    return reverse(f"payments:{name}", args=about)


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def people(tomas, petra, nadia, amina, dina, rania, omar):
    """Bring those on stage who have to do with the money of a project."""


def test_from_the_plan_to_the_last_signature(visit, people, tomas, nadia, amina):
    project = making.opened()
    about = page("project", project.pk)
    shown = text_of(visit(tomas).get(about))
    assert "Both parties have to sign the funding agreement." in shown
    assert "Example, not the rules of any real fund." in shown
    rows = {
        "version": project.version,
        "tranches-TOTAL_FORMS": 2,
        "tranches-INITIAL_FORMS": 0,
        "tranches-0-amount": "40000",
        "tranches-0-tie": "signature",
        "tranches-1-amount": "19000",
        "tranches-1-tie": "report",
        "tranches-1-report": "1",
    }
    refused = text_of(visit(tomas).post(page("plan", project.pk), rows))
    assert "USD 1,000 are missing" in refused
    assert 'value="19000"' in refused
    made = visit(tomas).post(page("plan", project.pk), rows | {"tranches-1-amount": "20000"})
    assert made.url == about
    letter = text_of(visit(nadia).get(page("agreement", project.pk, "page")))
    assert "USD 20,000, paid when" in letter
    assert visit(nadia).get(page("plan", project.pk)).status_code == 403
    for person, side in ((nadia, "implementer"), (tomas, "fund")):
        signed = {"side": side, "name": "The director", "signed_on": TODAY, "file": making.paper()}
        assert visit(person).post(page("sign", project.pk), signed).url == about
    assert making.fresh(project).status == "running"
    seen = text_of(visit(amina).get(about))
    assert "The director" in seen
    statement = reverse("ledger:project", args=[project.application_id])
    assert statement in seen
    assert visit(amina).get(statement).status_code == 200
    assert visit(tomas).get(page("plan", project.pk)).url == about


def test_people_of_the_fund_say_first_that_they_have_no_conflict(visit, people, petra, amina):
    project = making.prepared().project
    row = making.enter(project, 5)
    asked = reverse("applications:declare", args=[project.application_id])
    reads = [
        *(page(name, project.pk) for name in ("project", "plan", "sign", "spend", "refund")),
        page("agreement", project.pk, "docx"),
        page("close", project.pk),
        page("spent_export", project.pk, "csv"),
        page("document", project.pk, "payment", project.payments.get().pk),
        page("payment", project.payments.get().pk),
        page("prepare", making.tranche(project, 2).pk),
        page("report", making.report(project).pk),
        page("extend_report", making.report(project).pk),
    ]
    deeds = [
        page("suspend", project.pk),
        page("accept_expenditure", row.pk),
        page("approve_payment", project.payments.get().pk),
        page("accept_report", making.report(project).pk),
    ]
    project.application.declarations.filter(person=petra).delete()
    for address in reads:
        answer = visit(petra).get(address)
        back = urlencode({"next": address})
        assert (answer.status_code, answer.url) == (302, f"{asked}?{back}"), address
    for address in deeds:
        assert visit(petra).post(address).url == asked
    assert making.fresh(project).status == "running"
    assert visit(amina).get(reads[0]).status_code == 200
    # Back to where the question came from; never to another site.
    elsewhere = visit(petra).post(f"{asked}?next=//evil.example/", {"answer": "none"})
    assert elsewhere.url == reverse("applications:detail", args=[project.application_id])
    there = visit(petra).post(f"{asked}?{urlencode({'next': reads[0]})}", {"answer": "none"})
    assert there.url == reads[0]
    assert visit(petra).get(reads[0]).status_code == 200


def test_a_payment_waits_for_another_person_and_says_so(visit, people, tomas, petra, nadia):
    project = making.running()
    tranche = making.tranche(project)
    form = text_of(visit(tomas).get(page("prepare", tranche.pk)))
    assert "another administrator has to approve it" in form
    missing = text_of(visit(tomas).post(page("prepare", tranche.pk), {"note": "Invoice 7"}))
    assert "Invoice 7" in missing
    assert not Payment.objects.exists()
    said = {"note": "Invoice 7", "file": making.paper()}
    made = visit(tomas).post(page("prepare", tranche.pk), said)
    payment = Payment.objects.get()
    assert made.url == page("payment", payment.pk)
    own = text_of(visit(tomas).get(made.url))
    assert "You prepared this payment" in own
    assert page("approve_payment", payment.pk) not in own
    assert page("pay", payment.pk) not in own
    assert visit(tomas).post(page("approve_payment", payment.pk)).status_code == 403
    assert page("approve_payment", payment.pk) in text_of(visit(petra).get(made.url))
    visit(petra).post(page("approve_payment", payment.pk), {"version": payment.version})
    for _twice in range(2):
        visit(petra).post(page("pay", payment.pk))
    assert making.fresh(payment).status == "paid"
    assert "USD 36,000" in text_of(visit(nadia).get(page("project", project.pk)))
    sent = visit(nadia).get(page("document", project.pk, "payment", payment.pk))
    assert sent["Content-Disposition"].startswith("attachment")
    sent.close()


def test_a_payment_that_fell_back_says_why_it_was_stopped(visit, people, petra):
    payment = making.prepared()
    Project.objects.update(status="suspended")
    about = page("payment", payment.pk)
    assert "This payment will be stopped" in text_of(visit(petra).get(about))
    answer = visit(petra).post(page("approve_payment", payment.pk), follow=True)
    assert "This payment was stopped. The project is suspended." in text_of(answer)


def test_expenditure_is_entered_accepted_and_shown_line_by_line(visit, people, tomas, nadia):
    project = making.paid().project
    said = {"line": "bl2", "amount": "12000", "spent_on": TODAY, "words": "Three courses."}
    refused = text_of(visit(nadia).post(page("spend", project.pk), said))
    assert "Three courses." in refused
    visit(nadia).post(page("spend", project.pk), said | {"file": making.paper()})
    row = project.expenditures.get()
    about = page("project", project.pk)
    assert page("accept_expenditure", row.pk) in text_of(visit(tomas).get(about))
    visit(tomas).post(page("accept_expenditure", row.pk), {"version": row.version})
    assert "USD 2,000 too much" in text_of(visit(nadia).get(about))
    second = making.enter(project, 5)
    visit(tomas).post(page("return_expenditure", second.pk), {"reason": "No receipt."})
    assert "No receipt." in text_of(visit(nadia).get(about))
    file = visit(nadia).get(page("spent_export", project.pk, "csv")).getvalue().decode()
    assert "Three courses." in file


def test_a_report_is_handed_in_sent_back_and_accepted(visit, people, tomas, nadia):
    project = making.running()
    report = making.report(project)
    about = page("report", report.pk)
    later = {"due_on": "2027-09-01", "reason": "Floods.", "version": report.version}
    assert visit(tomas).post(page("extend_report", report.pk), later).url == about
    assert "Floods." in text_of(visit(nadia).get(about))
    said = {"file": making.paper("r.pdf"), "words": "All is well.", "version": 2}
    visit(nadia).post(about, said)
    visit(tomas).post(page("return_report", report.pk), {"reason": "Sign it.", "version": 3})
    assert "Sign it." in text_of(visit(nadia).get(about))
    visit(nadia).post(about, said | {"file": making.paper("r.pdf"), "version": 4})
    visit(tomas).post(page("accept_report", report.pk), {"version": 5})
    visit(tomas).post(page("skip_report", making.report(project, 2).pk), {"reason": "Short."})
    assert list(ReportDue.objects.values_list("status", flat=True).order_by("number")) == [
        "accepted",
        "skipped",
    ]


def test_refund_suspension_and_closure(visit, people, tomas, nadia):
    project = making.paid().project
    about = page("project", project.pk)
    visit(tomas).post(page("suspend", project.pk), {"reason": "Audit."})
    assert "Audit." in text_of(visit(nadia).get(about))
    visit(tomas).post(page("resume", project.pk), {"reason": "Clean."})
    said = {"amount": "36000", "received_on": TODAY, "file": making.paper(), "key": "abc"}
    assert visit(tomas).post(page("refund", project.pk), said).url == about
    waiting = text_of(visit(tomas).get(page("close", project.pk)))
    assert "2 reports are not accepted." in waiting
    for report in project.reports.all():
        services.skip_report(report_id=report.pk, actor=tomas, reason="Nothing was done.")
    done = visit(tomas).post(page("close", project.pk), {"reason": "Never began."}, follow=True)
    assert "Never began." in text_of(done)
    assert making.fresh(project).status == "closed"


def test_a_contribution_is_pledged_received_and_receipted(visit, people, tomas, dina, nadia):
    fund = making.call().fund
    said = {
        "fund": fund.pk,
        "donor": dina.memberships.get().organisation_id,
        "amount": "500",
        "currency": "USD",
        "pledged_on": TODAY,
        "reference": "NA 12/26",
        "themes": ["MRK"],
        "countries": ["KEN"],
        "file": making.paper(),
        "key": "one",
    }
    other = making.call()
    refused = text_of(visit(dina).post(page("pledge"), said | {"call": other.pk}))
    assert "This call is of another fund." in refused
    assert "NA 12/26" in refused
    visit(dina).post(page("pledge"), said | {"file": making.paper()})
    made = Contribution.objects.get(reference="NA 12/26")
    about = page("contribution", made.pk)
    assert "in Kenya" in text_of(visit(dina).get(about))
    assert visit(dina).get(page("receive", made.pk)).status_code == 403
    assert visit(nadia).get(about).status_code == 404
    got = {"amount": "300", "received_on": TODAY, "file": making.paper(), "key": "two"}
    visit(tomas).post(page("receive", made.pk), got)
    number = made.postings.get(cause="receive").number
    receipt = text_of(visit(dina).get(page("receipt", made.pk, number, "page")))
    assert "USD 300" in receipt
    assert "Example, not the rules of any real fund." in receipt
    listed = text_of(visit(tomas).get(page("contributions"), {"earmark": "earmarked"}))
    assert "Left to commit" in listed
    assert "NA 12/26" in text_of(visit(dina).get(page("contributions")))
    file = visit(dina).get(page("contributions_export", "csv")).getvalue().decode()
    assert "NA 12/26" in file


def test_nobody_else_and_nobody_recused_finds_a_project(visit, people, petra, omar, rania):
    project = making.running()
    title = str(project.application.proposal)
    applications.recuse(project.application, "petra")
    for person in (petra, omar, rania):
        client = visit(making.person(person.email.split("@")[0]))
        assert client.get(page("project", project.pk)).status_code == 404
        assert client.get(page("report", making.report(project).pk)).status_code == 404
        assert client.get(page("prepare", making.tranche(project).pk)).status_code == 404
        for name in ("projects", "payments", "reports"):
            shown = client.get(page(name))
            assert title not in text_of(shown)
            assert project.number not in text_of(shown)
            file = client.get(page(f"{name}_export", "csv")).getvalue().decode()
            assert project.number not in file


def test_the_lists_take_as_many_queries_for_eleven_rows_as_for_one(visit, people):
    making.opened()
    # The donor gives to every fund; what is left in a fund is asked for each one that one runs.
    readers = dict.fromkeys(["projects", "payments", "reports"], "tomas")
    readers |= {"contributions": "dina"}

    def asked(name):
        client = visit(cast.join(readers[name]))
        client.get(page(name))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page(name)).context["rows"]
        return len(queries)

    one = {name: asked(name) for name in readers}
    for _ in range(10):
        making.opened()
    assert {name: asked(name) for name in readers} == one


def test_the_lists_filter_sort_and_export(visit, people, tomas):
    project = making.paid().project
    client = visit(tomas)
    assert project.number in text_of(client.get(page("projects"), {"status": "running"}))
    assert "Nothing fits" in text_of(client.get(page("projects"), {"status": "closed"}))
    for state, found in (("paid", 1), ("waiting", 1), ("due", 0), ("under_way", 0)):
        rows = client.get(page("payments"), {"state": state}).context["rows"]
        assert len(rows) == found, state
    assert len(client.get(page("reports"), {"status": "awaited"}).context["rows"]) == 2
    assert len(client.get(page("reports"), {"status": "overdue"}).context["rows"]) == 0
    file = client.get(page("payments_export", "csv"), {"sort": "amount"}).getvalue().decode()
    assert "36000" in file
    assert client.get(page("projects_export", "pdf")).status_code == 404


def test_what_waits_for_whom_is_a_task(visit, people, tomas, petra, nadia):
    payment = making.prepared()
    inbox = reverse("notifications:tasks")
    about = page("payment", payment.pk)
    assert about in text_of(visit(making.person("petra")).get(inbox))
    assert about not in text_of(visit(making.person("tomas")).get(inbox))
    ReportDue.objects.update(due_on=making.days(5))
    report = page("report", making.report(payment.project).pk)
    assert report in text_of(visit(making.person("nadia")).get(inbox))

"""What the pages of the books show, to whom."""

import io
import re
from itertools import product

import pytest
from django.urls import reverse
from django.utils.http import urlencode
from openpyxl import load_workbook

from accounts.models import Organisation
from matchmaking.applications.models import Conflict, Declaration
from matchmaking.ledger import selectors
from matchmaking.ledger.facts import EarmarkData
from matchmaking.ledger.models import Posting
from tests.ledger import making
from tests.ledger.making import eur, usd

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(dina, tomas, amina):
    """A fund with earmarked and free money, and a project that was paid a first tranche."""
    making.rate("EUR", "0.8")
    free = making.received(usd(1000), reference="NV 1")
    kenya = EarmarkData(countries=("KEN",))
    earmarked = making.received(eur(80), earmark=kenya, reference="NV 2")
    project = making.application()
    Declaration.objects.create(application=project, person=tomas)
    making.on_project("commit", project, usd(300), words="Decided on Monday")
    making.on_project("disburse", project, usd(120))
    return {"fund": making.fund(), "free": free, "earmarked": earmarked, "project": project}


def address(name, *parts):
    return reverse(f"ledger:{name}", args=[getattr(part, "pk", part) for part in parts])


def causes(page):
    """Return the causes of the postings on a page, as they follow each other."""
    return re.findall(r'<a href="[^"]*/postings/\d+/">([^<]+)</a>', page)


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_the_books_show_what_is_left_for_each_earmark_and_every_posting(visit, tomas, books):
    page = text(visit(tomas).get(address("fund", books["fund"])))
    for words in ("Anything the fund does", "Kenya", "USD 800", "NV 2", "Paid to a project"):
        assert words in page
    assert page.index("Anything the fund does") < page.index("Kenya")
    assert "Decided on Monday" in page


def test_a_period_opens_with_what_was_there_and_adds_up(visit, tomas, books):
    contribution = making.pledged(usd(50), pledged_on=making.days(-40))
    making.receive(contribution, usd(50), booked_on=making.days(-35))
    statement = selectors.fund_statement(tomas, books["fund"])
    shown = selectors.over_period(statement, start=making.days(-10))
    names = [measure.name for measure in statement.measures]
    assert dict(zip(names, shown.opening, strict=True))["available"] == usd(50)
    lines = list(shown.all_lines(shown.postings.filter(booked_on__gte=making.days(-10))))
    assert lines[-1].running == shown.closing
    url = address("fund", books["fund"])
    page = text(visit(tomas).get(url, {"start": str(making.days(-10)), "cause": "commit"}))
    assert causes(page) == ["Committed to a project"]


def test_statements_are_files_as_well_and_an_example_says_so(visit, tomas, books):
    books["fund"].is_example = True
    books["fund"].save()
    files = {
        "fund_file": [books["fund"]],
        "contributor_file": [books["fund"], books["free"].donor],
        "project_file": [books["project"]],
        "trial_file": [books["fund"]],
    }
    for (name, parts), format_name in product(files.items(), ("csv", "xlsx", "json", "pdf")):
        response = visit(tomas).get(address(name, *parts, format_name))
        assert response.status_code == 200
        assert 'filename="example-' in response["Content-Disposition"]
        content = b"".join(response)
        assert content.startswith(b"%PDF") or format_name != "pdf"
        if format_name == "xlsx" and name == "fund_file":
            closing = [cell.value for cell in list(load_workbook(io.BytesIO(content)).active)[-1]]
            assert closing[2] == "Closing balance"
            assert 800 in closing
            assert closing[-1] == "example, not a real fund"


def test_the_trial_balance_names_every_account_and_both_sides_agree(visit, tomas, books):
    page = text(visit(tomas).get(address("trial", books["fund"])))
    assert "Both sides agree" in page
    for words in ("1000 Money in the bank", "2000 Committed to projects", "All in EUR"):
        assert words in page
    before = text(visit(tomas).get(address("trial", books["fund"]), {"on": str(making.days(-1))}))
    assert "Nothing was booked yet" in before


def test_a_donor_reads_its_own_statement_and_nothing_of_others(visit, dina, diego, books):
    own = address("contributor", books["fund"], books["free"].donor)
    page = text(visit(dina).get(own))
    assert "NV 1" in page
    assert "Decided on Monday" not in page
    assert own in text(visit(dina).get(reverse("ledger:list")))
    assert visit(dina).get(address("fund", books["fund"])).status_code == 404
    assert visit(diego).get(own).status_code == 404
    southern = Organisation.objects.get(memberships__user=diego)
    assert visit(dina).get(address("contributor", books["fund"], southern)).status_code == 404


def test_people_of_the_fund_say_first_that_they_have_no_conflict(visit, petra, books):
    asked = reverse("applications:declare", args=[books["project"].pk])
    for wanted in (
        address("project", books["project"]),
        address("project_file", books["project"], "csv"),
    ):
        assert visit(petra).get(wanted).url == f"{asked}?{urlencode({'next': wanted})}"


def test_the_applicant_reads_what_its_project_was_paid(visit, amina, boris, books):
    page = text(visit(amina).get(address("project", books["project"])))
    assert "USD 120" in page
    assert "Nordic Agency" not in page, "who pays is between the fund and its donors"
    assert visit(boris).get(address("project", books["project"])).status_code == 404


def test_a_recused_administrator_reads_totals_and_nothing_of_the_project(
    visit, tomas, petra, books
):
    project = books["project"]
    Conflict.objects.create(
        application=project, person=petra, ground="personal", source="declared", status="standing"
    )
    for name in ("fund", "trial", "contributor"):
        parts = [books["free"].donor] if name == "contributor" else []
        page = text(visit(petra).get(address(name, books["fund"], *parts)))
        assert project.number not in page
        assert not {"Paid to a project", "Committed to a project"} & set(causes(page))
        assert "USD 300" not in page
        assert "USD 120" not in page
    assert "USD 800" in text(visit(petra).get(address("fund", books["fund"]))), "the money is gone"
    posting = Posting.objects.get(cause="commit")
    assert visit(petra).get(address("posting", posting)).status_code == 404
    assert visit(petra).post(address("reverse", posting), {"reason": "x"}).status_code == 404
    assert visit(petra).get(address("project", project)).status_code == 404
    for format_name in ("csv", "json"):
        response = visit(petra).get(address("fund_file", books["fund"], format_name))
        assert project.number.encode() not in b"".join(response)


def test_an_administrator_takes_a_posting_back_with_a_reason(visit, tomas, books):
    posting = Posting.objects.get(cause="disburse")
    visit(tomas).post(address("reverse", posting), {"reason": ""})
    assert not Posting.objects.filter(reverses=posting).exists()
    for _twice in range(2):
        visit(tomas).post(address("reverse", posting), {"reason": "Paid to the wrong account"})
    done = Posting.objects.get(reverses=posting)
    assert done.words == "Paid to the wrong account"
    page = text(visit(tomas).get(address("posting", posting)))
    assert "This posting was reversed." in page
    commitment = Posting.objects.get(cause="commit")
    assert "Take it back" in text(visit(tomas).get(address("posting", commitment)))


def test_what_the_check_found_stands_on_the_books_until_it_is_solved(visit, tomas, books):
    books["fund"].book.faults = ["Account 1 does not add up."]
    books["fund"].book.checked_at = making.timezone.now()
    books["fund"].book.save()
    assert "do not add up" in text(visit(tomas).get(address("fund", books["fund"])))


@pytest.mark.parametrize("count", [1, 11])
def test_a_longer_statement_asks_the_database_no_more(
    visit, tomas, books, count, django_assert_num_queries
):
    for _number in range(count):
        making.receive(books["free"], usd(1))
    client = visit(tomas)
    client.get(address("fund", books["fund"]))
    with django_assert_num_queries(24):
        client.get(address("fund", books["fund"]))

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.urls import reverse

from matchmaking.reports import services
from matchmaking.reports.choices import CandidateStatus, ReportStatus
from matchmaking.reports.models import NationalReport
from tests.reports.making import PAGE, drawn, filed, read, upload

pytestmark = pytest.mark.django_db
ZAMBIA = Path(services.__file__).parents[1] / "examples" / "2012_Zambia_E.pdf"


@pytest.fixture
def report(amina):
    return read()


@pytest.fixture
def pdf_report(amina):
    return read(ZAMBIA.read_bytes(), ZAMBIA.name)


def at(name, report, candidate=None):
    args = [report.pk] if candidate is None else [report.pk, candidate.pk]
    return reverse(f"reports:{name}", args=args)


def said(response):
    return " ".join(response.content.decode().split())


# --- Filing -------------------------------------------------------------------------------------
def test_a_focal_point_uploads_a_report_and_sees_it_read(
    visit, amina, django_capture_on_commit_callbacks
):
    client = visit(amina)
    kenya = amina.memberships.get().organisation
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(
            reverse("reports:upload"), {"organisation": kenya.pk, "file": upload()}
        )
    report = NationalReport.objects.get()
    assert response.url == at("detail", report)
    page = said(client.get(response.url))
    assert "National report of Kenya, 2014" in page
    assert "Steel racks for 38 police stations" in page
    assert "1 answered Yes" in page


def test_the_upload_page_is_for_those_who_report_for_a_state(visit, amina, vera, dina, omar):
    assert "For <strong>Kenya</strong>" in said(visit(amina).get(reverse("reports:upload")))
    for person in (vera, dina, omar):
        assert visit(person).get(reverse("reports:upload")).status_code == 403
    assert visit().get(reverse("reports:upload")).status_code == 302


def test_a_person_cannot_file_for_another_state(visit, amina, boris):
    kenya = amina.memberships.get().organisation
    response = visit(boris).post(
        reverse("reports:upload"), {"organisation": kenya.pk, "file": upload()}
    )
    assert response.status_code == 200
    assert not NationalReport.objects.exists()


def test_an_upload_that_is_too_large_says_so_beside_the_field(visit, amina, settings):
    settings.REPORT_MAX_BYTES = 10
    kenya = amina.memberships.get().organisation
    page = said(
        visit(amina).post(reverse("reports:upload"), {"organisation": kenya.pk, "file": upload()})
    )
    assert "There is a problem" in page
    assert "the limit is 10" in page
    assert not NationalReport.objects.exists()


def test_a_second_upload_of_the_same_file_leads_to_the_first(visit, amina, report):
    kenya = amina.memberships.get().organisation
    page = said(
        visit(amina).post(reverse("reports:upload"), {"organisation": kenya.pk, "file": upload()})
    )
    assert "uploaded before" in page
    assert at("detail", report) in page


def test_a_refused_report_says_why_and_offers_to_replace_or_delete_it(visit, amina):
    report = read(b"%PDF-1.4 nothing more", "report.pdf")
    assert report.status == ReportStatus.REFUSED
    page = said(visit(amina).get(at("detail", report)))
    assert "notice-danger" in page
    assert at("replace", report) in page
    assert at("delete", report) in page
    assert at("file", report) in page


def test_a_file_is_replaced_from_the_page(visit, amina, django_capture_on_commit_callbacks):
    report = read(b"%PDF-1.4 nothing more", "report.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        response = visit(amina).post(at("replace", report), {"file": upload()})
    assert response.url == at("detail", report)
    report.refresh_from_db()
    assert report.status == ReportStatus.READ
    assert "required" in said(visit(amina).post(at("replace", report)))


def test_a_report_is_deleted_from_the_page(visit, amina, report):
    response = visit(amina).post(at("delete", report))
    assert response.url == reverse("reports:list")
    assert not NationalReport.objects.exists()


def test_a_refused_report_is_read_once_more_on_demand(
    visit, amina, django_capture_on_commit_callbacks
):
    report = filed()
    NationalReport.objects.update(status=ReportStatus.REFUSED, error_code="timeout")
    with django_capture_on_commit_callbacks(execute=True):
        visit(amina).post(at("read", report))
    report.refresh_from_db()
    assert (report.status, report.error_code) == (ReportStatus.READ, "")


# --- Progress -----------------------------------------------------------------------------------
def test_the_page_waits_while_the_report_is_read_and_moves_on_then(visit, amina):
    report = filed()
    client = visit(amina)
    page = said(client.get(at("detail", report)))
    assert "The report is being read" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "HX-Redirect" not in client.get(at("status", report)).headers
    services.read_report(report_id=report.pk)
    assert client.get(at("status", report)).headers["HX-Redirect"] == at("review", report)


def test_somebody_who_does_not_review_is_moved_on_to_the_facts(visit, vera, report):
    assert visit(vera).get(at("status", report)).headers["HX-Redirect"] == at("detail", report)


# --- The desk -----------------------------------------------------------------------------------
def test_the_desk_shows_the_passage_marked_beside_its_candidate(visit, amina, report):
    page = said(visit(amina).get(at("review", report)))
    assert '<mark class="is-current">Steel racks for 38 police stations, at a cost' in page
    assert "<mark>training of 12 armourers.</mark>" in page
    assert "0 of 2" in page


def test_the_page_of_a_pdf_is_a_picture_with_the_passage_framed(visit, amina, pdf_report):
    candidate = pdf_report.candidates.order_by("position").first()
    client = visit(amina)
    page = said(client.get(at("review", pdf_report)))
    picture = reverse("reports:page", args=[pdf_report.pk, candidate.page])
    assert picture in page
    assert 'class="page-mark is-current"' in page
    assert '<rect x="0.' in page
    image = client.get(picture)
    assert image["Content-Type"] == "image/png"
    assert "private" in image["Cache-Control"]
    assert b"".join(image.streaming_content).startswith(b"\x89PNG")
    assert client.get(reverse("reports:page", args=[pdf_report.pk, 99])).status_code == 404


def test_a_rectangle_is_written_with_a_point_in_every_language(visit, amina, pdf_report):
    page = said(visit(amina).get("/fr" + at("review", pdf_report)))
    assert '<rect x="0.' in page
    assert '<rect x="0,' not in page


def test_accepting_keeps_the_corrections_and_goes_on_to_the_next(visit, amina, report):
    first, second = report.candidates.order_by("position")
    response = visit(amina).post(
        at("accept", report, first),
        {"title": "Racks", "themes": ["STK.02"], "kinds": ["EQP.SAFE"], "version": first.version},
    )
    assert response.url.endswith(f"?candidate={second.pk}")
    first.refresh_from_db()
    assert (first.title, first.status) == ("Racks", CandidateStatus.ACCEPTED)
    assert first.need.title == "Racks"


def test_a_correction_that_cannot_stand_is_shown_and_nothing_is_accepted(visit, amina, report):
    first = report.candidates.order_by("position").first()
    response = visit(amina).post(
        at("accept", report, first), {"title": "Racks", "amount": "100", "currency": ""}
    )
    page = said(response)
    assert "Choose the currency of the amount." in page
    assert 'value="100"' in page
    assert response["HX-Push-Url"] == "false"
    first.refresh_from_db()
    assert first.status == CandidateStatus.DRAWN


def test_what_is_typed_is_saved_in_passing(visit, amina, report):
    first = report.candidates.order_by("position").first()
    response = visit(amina).post(
        at("edit", report, first),
        {"title": "Racks and safes", "quantity": "40", "version": first.version},
        headers={"HX-Request": "true"},
    )
    first.refresh_from_db()
    assert (first.title, first.quantity) == ("Racks and safes", 40)
    assert "Saved." in said(response)
    assert f'value="{first.version}" hx-swap-oob="true"' in said(response)


def test_a_half_typed_number_is_told_and_not_saved(visit, amina, report):
    first = report.candidates.order_by("position").first()
    response = visit(amina).post(
        at("edit", report, first),
        {"title": "Racks", "quantity": "four"},
        headers={"HX-Request": "true"},
    )
    assert "Not saved yet" in said(response)
    first.refresh_from_db()
    assert first.quantity == 38


def test_a_page_that_somebody_else_has_overtaken_says_so(visit, amina, ali, report):
    first = report.candidates.order_by("position").first()
    services.edit_candidate(candidate_id=first.pk, actor=ali, fields={"title": "By Ali"})
    response = visit(amina).post(
        at("edit", report, first),
        {"title": "By Amina", "version": first.version},
        headers={"HX-Request": "true"},
    )
    assert "Somebody else changed this record" in said(response)
    first.refresh_from_db()
    assert first.title == "By Ali"


def test_without_scripts_the_same_forms_save_and_come_back(visit, amina, report):
    first = report.candidates.order_by("position").first()
    client = visit(amina)
    response = client.post(at("edit", report, first), {"title": "Racks"})
    assert response.url.endswith(f"?candidate={first.pk}")
    assert "Saved." in said(client.get(response.url))


def test_a_candidate_is_rejected_with_its_reason_and_brought_back(visit, amina, report):
    first = report.candidates.order_by("position").first()
    client = visit(amina)
    page = client.post(at("reject", report, first), {"reason": ""}, follow=True)
    assert "Say why" in said(page)
    client.post(at("reject", report, first), {"reason": "Received in 2013."})
    page = said(client.get(f"{at('review', report)}?candidate={first.pk}"))
    assert "Received in 2013." in page
    assert "1 of 2" in page
    client.post(at("restore", report, first))
    first.refresh_from_db()
    assert first.status == CandidateStatus.DRAWN


def test_a_candidate_is_split_from_the_page(visit, amina, report):
    whole = drawn(report, "Racks for depots; keys for depots")
    client = visit(amina)
    page = said(client.post(at("split", report, whole), {"parts": "Racks for boats\nkeys"}))
    assert "is not in the report" in page
    response = client.post(
        at("split", report, whole), {"parts": "Racks for depots\r\n\r\nkeys for depots"}
    )
    assert whole.replaced_by.count() == 2
    assert "Split into 2 candidates." in said(client.get(response.url))


def test_ticked_candidates_are_merged(visit, amina, report):
    ids = list(report.candidates.values_list("pk", flat=True))
    client = visit(amina)
    assert "at least two" in said(
        client.post(at("merge", report), {"candidates": ids[:1]}, follow=True)
    )
    client.post(at("merge", report), {"candidates": ids})
    assert report.candidates.standing().count() == 1
    assert client.post(at("merge", report), {"candidates": [0, 999999]}).status_code == 404


def test_a_line_of_the_report_is_marked_without_scripts(visit, amina, report):
    line = report.passages.get(text__startswith="The depots of the coast")
    client = visit(amina)
    page = said(client.get(f"{at('review', report)}?mark={line.number}"))
    assert (
        "The depots of the coast region were visited twice and found in order.</textarea>" in page
    )
    response = client.post(at("add", report), {"quote": "The depots of the coast region"})
    added = report.candidates.get(origin="person")
    assert response.url.endswith(f"?candidate={added.pk}")
    assert "not in the text" in said(client.post(at("add", report), {"quote": "Forty machines"}))


def test_lines_from_the_first_to_the_last_chosen_are_marked(visit, amina, report):
    numbers = list(report.passages.order_by("number").values_list("number", flat=True))
    url = f"{at('review', report)}?mark={numbers[-1]}&to={numbers[-2]}"
    page = said(visit(amina).get(url))
    assert page.count('class="is-chosen"') == 2


def test_odd_addresses_of_the_desk_do_no_harm(visit, amina, report):
    client = visit(amina)
    for query in (
        "candidate=x",
        "candidate=999999",
        "page=-1",
        "page=99999999999",
        "mark=",
        "to=3",
    ):
        assert client.get(f"{at('review', report)}?{query}").status_code == 200


def test_when_everything_is_reviewed_the_desk_leads_to_the_drafts(visit, amina, report):
    for candidate in report.candidates.all():
        services.accept_candidate(candidate_id=candidate.pk, actor=amina)
    page = said(visit(amina).get(at("review", report)))
    assert "Everything is reviewed." in page
    assert reverse("needs:mine") in page


def test_a_report_that_is_not_read_has_no_desk_yet(visit, amina):
    report = filed()
    assert visit(amina).get(at("review", report)).url == at("detail", report)


# --- The passage that a request keeps -----------------------------------------------------------
def test_the_passage_of_an_accepted_candidate_stays_at_its_address(visit, amina, sofia, report):
    first = report.candidates.order_by("position").first()
    services.accept_candidate(candidate_id=first.pk, actor=amina)
    for person in (amina, sofia):
        page = said(visit(person).get(at("passage", report, first)))
        assert '<mark class="is-current">Steel racks' in page
        assert "accepted" in page


def test_a_candidate_has_no_address_under_another_report(visit, amina, report):
    other = read(PAGE.replace("38", "39"))
    first = report.candidates.first()
    assert visit(amina).get(at("passage", other, first)).status_code == 404
    assert visit(amina).post(at("accept", other, first)).status_code == 404


# --- The list -----------------------------------------------------------------------------------
def test_the_list_is_the_states_own_and_the_secretariat_sees_all(
    visit, amina, boris, sofia, report
):
    url = reverse("reports:list")
    assert at("detail", report) in said(visit(amina).get(url))
    assert at("detail", report) in said(visit(sofia).get(url))
    assert at("detail", report) not in said(visit(boris).get(url))
    assert visit().get(url).status_code == 302


def test_the_list_is_filtered_by_state_year_and_status(visit, sofia, report):
    url = reverse("reports:list")
    client = visit(sofia)
    for query in ("country=KEN", "year=2014", "status=read", "sort=-year"):
        assert at("detail", report) in said(client.get(f"{url}?{query}"))
    assert "No report fits" in said(client.get(f"{url}?status=refused"))


def test_the_export_holds_what_the_list_shows(visit, amina, boris, report):
    url = reverse("reports:export", args=["csv"])
    text = b"".join(visit(amina).get(f"{url}?status=read").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [(row["State code"], row["Year"], row["Requests found"]) for row in rows] == [
        ("KEN", "2014", "2")
    ]
    theirs = b"".join(visit(boris).get(url).streaming_content).decode("utf-8-sig")
    assert len(theirs.splitlines()) == 1
    assert visit(amina).get(reverse("reports:export", args=["exe"])).status_code == 404


def test_the_home_page_tells_what_waits_for_review(visit, amina, dina, report):
    assert at("review", report) in said(visit(amina).get(reverse("accounts:home")))
    assert at("review", report) not in said(visit(dina).get(reverse("accounts:home")))


# --- Queries ------------------------------------------------------------------------------------
def test_the_list_asks_as_often_for_eleven_reports_as_for_one(
    visit, sofia, report, django_assert_num_queries, django_assert_max_num_queries
):
    client = visit(sofia)
    url = reverse("reports:list")
    with django_assert_max_num_queries(15) as one:
        client.get(url)
    for n in range(10):
        filed(f"Report number {n} of Kenya", f"{n}.txt")
    with django_assert_num_queries(len(one)):
        client.get(url)


def test_the_desk_asks_as_often_for_eleven_candidates_as_for_two(
    visit, amina, report, django_assert_num_queries, django_assert_max_num_queries
):
    client = visit(amina)
    with django_assert_max_num_queries(25) as two:
        client.get(at("review", report))
    for n in range(9):
        drawn(report, f"Racks for depot {n}").themes.add("STK.02")
    with django_assert_num_queries(len(two)):
        client.get(at("review", report))

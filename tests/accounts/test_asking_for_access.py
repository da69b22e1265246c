import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import audit, services
from accounts.choices import RequestStatus, Role
from accounts.errors import DomainError, NotInThisState, ReasonMissing
from accounts.models import AccessRequest, Membership
from accounts.notifications.inbox import tasks_for
from accounts.notifications.models import Notification
from tests.accounts import making
from tests.factories import UserFactory


def ask(client, **changes):
    sent = {
        "organisation": making.organisation().pk,
        "role": "drafter",
        "message": "I work at the commission",
        "proof": making.letter(),
        **changes,
    }
    return client.post("/people/requests/new/", sent)


def test_a_person_asks_with_a_letter_and_the_secretariat_finds_it_in_its_tasks(
    visit, omar, amina, sofia
):
    assert ask(visit(omar)).status_code == 302
    request = AccessRequest.objects.get()
    assert (request.user, request.role, request.status) == (omar, "drafter", RequestStatus.WAITING)
    with request.proof.open() as kept:
        assert kept.read() == making.PDF
    tasks = [task for task in tasks_for(sofia) if task.source.name == "decide_access"]
    assert [str(task.text) for task in tasks] == ["Omar asks to speak for Kenya"]
    assert not [task for task in tasks_for(amina) if task.source.name == "decide_access"]


def test_the_letter_has_no_address_of_its_own(omar, amina):
    request = making.asked()
    with pytest.raises(ValueError, match="no address"):
        _ = request.proof.url
    assert "letter" not in request.proof.name


def test_the_letter_is_sent_to_be_saved_only(visit, omar, amina, sofia):
    request = making.asked(proof=making.letter("../../etc/Schrift <b>.pdf"))
    answer = visit(sofia).get(f"/people/requests/{request.pk}/proof/")
    assert b"".join(answer) == making.PDF
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert ".." not in answer.headers["Content-Disposition"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.exe", making.PDF),
        ("letter.pdf", b"MZ an executable"),
        ("letter.svg", b"<svg onload=alert(1)>"),
        ("letter.html", b"<script>alert(1)</script>"),
        ("letter.pdf.html", making.PDF),
        ("letter", making.PDF),
        ("letter.png", making.PDF),
    ],
)
def test_a_file_that_is_no_letter_is_refused_beside_its_field(visit, omar, amina, name, content):
    page = ask(visit(omar), proof=making.letter(name, content))
    assert "Upload the letter as PDF, Word (.docx), JPEG or PNG." in page.text
    assert '<a href="#id_proof">' in page.text
    assert "I work at the commission" in page.text
    assert not AccessRequest.objects.exists()


def test_a_letter_over_the_limit_is_refused(visit, omar, amina, settings):
    settings.PROOF_MAX_BYTES = 10
    assert "The file is too large" in ask(visit(omar)).text
    assert not AccessRequest.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"organisation": ""}, "organisation"),
        ({"organisation": "999999"}, "organisation"),
        ({"organisation": "x'; --"}, "organisation"),
        ({"role": "broker"}, "role"),
        ({"role": "fund_administrator"}, "role"),
        ({"proof": ""}, "proof"),
    ],
)
def test_a_faulty_request_is_sent_back(visit, omar, amina, changed, field):
    page = ask(visit(omar), **changed)
    assert f'<a href="#id_{field}">' in page.text
    assert not AccessRequest.objects.exists()


def test_nobody_asks_for_a_place_at_the_secretariat(visit, omar, sofia, amina):
    page = ask(visit(omar), organisation=making.organisation("Secretariat").pk)
    assert '<a href="#id_organisation">' in page.text
    assert not AccessRequest.objects.exists()


def test_nobody_asks_twice_for_the_same(visit, omar, amina):
    making.asked()
    assert "You have asked for this already" in ask(visit(omar)).text
    assert AccessRequest.objects.count() == 1


def test_nobody_asks_for_what_they_have(visit, ali):
    assert "You have that role already." in ask(visit(ali)).text


def test_nobody_floods_the_secretariat(omar, amina, dina, diego, boris, tomas):
    for place in ("Kenya", "Nordic Agency", "Southern Agency", "Bulgaria", "Example Fund"):
        making.asked(place=place, role=Role.VIEWER)
    with pytest.raises(DomainError, match="wait already"):
        making.asked(role=Role.DRAFTER)


# --- Deciding ----------------
def test_a_granted_request_gives_the_role_and_tells_the_person(
    visit, omar, amina, sofia, django_capture_on_commit_callbacks
):
    request = making.asked()
    with django_capture_on_commit_callbacks(execute=True):
        sent = {"reason": "Letter of the commission"}
        visit(sofia).post(f"/people/requests/{request.pk}/grant/", sent)
    assert making.role_of("omar").ended_at is None
    assert mail.outbox[-1].to == [omar.email]
    assert "Letter of the commission" not in mail.outbox[-1].body
    told = Notification.objects.get(user=omar, kind="access_granted")
    assert told.params["reason"] == "Letter of the commission"
    page = visit(omar).get(f"/people/requests/{request.pk}/")
    assert "Letter of the commission" in page.text


def test_a_refused_request_gives_nothing_and_says_why(visit, omar, amina, sofia):
    request = making.asked()
    visit(sofia).post(f"/people/requests/{request.pk}/refuse/", {"reason": "No stamp"})
    assert not Membership.objects.filter(user=omar).exists()
    assert "No stamp" in visit(omar).get(f"/people/requests/{request.pk}/").text


@pytest.mark.parametrize("reason", ["", "   "])
@pytest.mark.parametrize("decide", [services.grant_access, services.refuse_access])
def test_a_decision_needs_a_reason(omar, amina, sofia, decide, reason):
    request = making.asked()
    with pytest.raises(ReasonMissing):
        decide(request_id=request.pk, actor=sofia, reason=reason)
    request.refresh_from_db()
    assert request.status == RequestStatus.WAITING


@pytest.mark.parametrize("name", ["omar", "amina", "boris", "dina", "tomas", "elena"])
@pytest.mark.parametrize("decide", [services.grant_access, services.refuse_access])
def test_only_a_broker_decides(request, omar, amina, decide, name):
    asked = making.asked()
    with pytest.raises(PermissionDenied):
        decide(request_id=asked.pk, actor=request.getfixturevalue(name), reason="Because")
    assert not Membership.objects.filter(user=omar).exists()


def test_a_broker_does_not_decide_on_the_own_request(sofia, amina):
    request = making.asked(by="sofia")
    with pytest.raises(PermissionDenied):
        services.grant_access(request_id=request.pk, actor=sofia, reason="Why not")
    assert request.pk not in [t.pk for t in tasks_for(sofia) if t.source.name == "decide_access"]


def test_what_is_decided_stays_decided(visit, omar, amina, sofia):
    request = making.asked()
    services.refuse_access(request_id=request.pk, actor=sofia, reason="No stamp")
    with pytest.raises(NotInThisState):
        services.grant_access(request_id=request.pk, actor=sofia, reason="After all")
    with pytest.raises(NotInThisState):
        services.take_back(request_id=request.pk, actor=omar)
    assert "people:grant" not in visit(sofia).get(f"/people/requests/{request.pk}/").text
    assert (
        f"/people/requests/{request.pk}/grant/"
        not in visit(sofia).get(f"/people/requests/{request.pk}/").text
    )


def test_a_person_takes_the_own_request_back(visit, omar, amina):
    request = making.asked()
    page = visit(omar).get(f"/people/requests/{request.pk}/")
    assert f"/people/requests/{request.pk}/withdraw/" in page.text
    visit(omar).post(f"/people/requests/{request.pk}/withdraw/")
    request.refresh_from_db()
    assert request.status == RequestStatus.WITHDRAWN


def test_a_decision_without_reason_comes_back_to_the_page_with_a_message(visit, omar, amina, sofia):
    request = making.asked()
    page = f"/people/requests/{request.pk}/"
    answer = visit(sofia).post(
        f"{page}grant/", HTTP_REFERER=f"http://testserver{page}", follow=True
    )
    assert "Say why, in a sentence" in answer.text


def test_every_decision_is_found_in_the_history(omar, amina, sofia):
    request = making.asked()
    services.grant_access(request_id=request.pk, actor=sofia, reason="Letter")
    entries = [(str(e.verb), e.who, e.reason) for e in audit.history(request)]
    assert entries == [("granted", "Sofia", "Letter"), ("asked for access", "Omar", "")]
    given = audit.history(making.role_of("omar"))[0]
    assert (str(given.verb), given.who) == ("role given", "Sofia")


# --- The list ----------------
def shown(page):
    return [row.pk for row in page.context["results"].rows]


def test_everybody_sees_the_own_requests_and_a_broker_all(visit, omar, ali, amina, sofia):
    first, second = making.asked(), making.asked(by="ali", role=Role.VIEWER)
    assert shown(visit(omar).get("/people/requests/")) == [first.pk]
    assert shown(visit(ali).get("/people/requests/")) == [second.pk]
    assert shown(visit(sofia).get("/people/requests/?sort=oldest")) == [first.pk, second.pk]
    assert shown(visit(sofia).get("/people/requests/?status=granted")) == []
    assert b"Omar" not in b"".join(visit(ali).get("/people/requests/export/csv/"))


def test_a_list_of_eleven_requests_costs_what_one_costs(
    visit, omar, amina, sofia, django_assert_num_queries
):
    making.asked()
    client = visit(sofia)
    client.get("/people/requests/")
    with CaptureQueriesContext(connection) as one:
        client.get("/people/requests/")
    for _n in range(10):
        services.ask_for_access(
            user=UserFactory(),
            organisation_id=making.organisation().pk,
            role=Role.DRAFTER,
            message="",
            proof=making.letter(),
        )
    with django_assert_num_queries(len(one)):
        client.get("/people/requests/")

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.notifications import delivery, services
from accounts.notifications.models import Email, Notification, Preference
from accounts.notifications.services import notify


@pytest.fixture
def bell(kind):
    return kind()


def ring(*people, n=1, **changes):
    said = {"url": "/needs/", "params": {"place": f"tower <{n}>"}}
    return notify("bell", recipients=people, key=f"bell:{n}", **(said | changes))


# --- The list ------------------------------------------------------------------------------------
def test_a_person_sees_what_they_were_told_and_nobody_elses(bell, visit, amina, ali):
    ring(amina)
    assert "tower &lt;1&gt;" in visit(amina).get("/notifications/").text
    assert "tower" not in visit(ali).get("/notifications/").text


def test_the_bell_counts_what_is_unread(bell, visit, amina):
    ring(amina, n=1)
    ring(amina, n=2)
    client = visit(amina)
    assert client.get("/needs/").context["waiting"].news == 2
    client.get(reverse("notifications:open", args=[Notification.objects.first().pk]))
    assert client.get("/needs/").context["waiting"].news == 1


def test_opening_one_marks_it_read_and_leads_to_the_record_in_the_language_of_the_page(
    bell, visit, amina
):
    ring(amina)
    row = amina.notifications.get()
    answer = visit(amina).get(f"/ar/notifications/{row.pk}/")
    assert answer.headers["Location"] == "/ar/needs/"
    row.refresh_from_db()
    assert row.read_at


def test_nobody_opens_what_another_was_told(bell, visit, amina, ali):
    ring(amina)
    pk = amina.notifications.get().pk
    assert visit(ali).get(f"/notifications/{pk}/").status_code == 404
    assert amina.notifications.get().read_at is None


def test_all_of_ones_own_are_marked_read_at_once(bell, visit, amina, ali):
    ring(amina, ali)
    visit(amina).post("/notifications/read/")
    assert not amina.notifications.unread().exists()
    assert ali.notifications.unread().exists()


def test_the_list_is_filtered_sorted_and_exported_alike(kind, bell, visit, amina):
    kind("gong", text="Gong")
    ring(amina, n=1)
    ring(amina, n=2)
    notify("gong", recipients=[amina], key="gong")
    services.mark_read(user=amina, ids=[amina.notifications.get(key="bell:1").pk])
    client, query = visit(amina), "?kind=bell&unread=on&sort=oldest"
    page = client.get(f"/notifications/{query}")
    assert page.context["results"].total == 1
    assert "tower &lt;2&gt;" in page.text
    file = client.get(f"/notifications/export/csv/{query}")
    rows = list(csv.DictReader(io.StringIO(b"".join(file).decode("utf-8-sig"))))
    assert [row["Text"] for row in rows] == ["The bell of tower <2> rings"]


def test_what_has_become_confidential_since_is_not_repeated(kind, visit, amina):
    kind(known=lambda user, ids: [pk for pk in ids if pk != 13])
    ring(amina, n=1, subject_id=13)
    ring(amina, n=2, subject_id=14)
    text = visit(amina).get("/notifications/").text
    assert "tower &lt;1&gt;" not in text
    assert "A record that you can no longer see" in text
    assert "tower &lt;2&gt;" in text


def queries_of(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_the_list_costs_the_same_with_one_and_with_eleven(kind, visit, amina):
    kind(known=lambda user, ids: list(ids))
    client = visit(amina)
    ring(amina, n=0)
    client.get("/notifications/")  # the numbers of the header are kept for a moment
    with_one = queries_of(client, "/notifications/")
    for n in range(1, 11):
        ring(amina, n=n, subject_id=n)
    assert queries_of(client, "/notifications/") == with_one < 9


# --- Choosing ------------------------------------------------------------------------------------
def test_a_person_chooses_each_kind_on_one_page(kind, visit, amina):
    kind("bell")
    kind("gong")
    client = visit(amina)
    page = client.get("/notifications/choices/")
    sent = dict.fromkeys(page.context["form"].fields, "none") | {"gong": "weekly"}
    client.post("/notifications/choices/", sent)
    chosen = dict(Preference.objects.filter(user=amina).values_list("kind", "frequency"))
    assert (chosen["bell"], chosen["gong"]) == ("none", "weekly")


def test_a_frequency_nobody_knows_is_refused_beside_the_field(bell, visit, amina):
    page = visit(amina).post("/notifications/choices/", {"bell": "hourly"})
    assert page.context["form"].errors["bell"]
    assert not Preference.objects.exists()


def test_what_is_mandatory_is_named_and_not_asked(kind, visit, amina):
    kind(is_mandatory=True, title="Alarm")
    page = visit(amina).get("/notifications/choices/")
    assert "bell" not in page.context["form"].fields
    assert "Alarm" in page.text


# --- One click -----------------------------------------------------------------------------------
@pytest.fixture
def link(bell, amina):
    ring(amina)
    return re.sub(r"https?://[^/]+", "", Email.objects.get().unsubscribe_url)


def test_a_mail_program_stops_e_mails_with_one_post_and_no_session(client, link, amina):
    client.handler.enforce_csrf_checks = True
    answer = client.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert Preference.objects.get(user=amina, kind="bell").frequency == "none"
    ring(amina, n=2)
    assert Email.objects.count() == 1


def test_looking_at_the_link_stops_nothing(client, link):
    page = client.get(link)
    assert "The bell rings" in page.text
    assert not Preference.objects.exists()


def test_stopping_twice_is_as_good_as_once(client, link):
    client.post(link)
    assert "You will get no more e-mails about: The bell rings" in client.post(link).text


def test_a_link_nobody_signed_is_not_found(client, db):
    assert client.post("/notifications/unsubscribe/forged/").status_code == 404


def test_the_mail_itself_names_the_link_too(link):
    delivery.deliver()
    assert link in Email.objects.get().text

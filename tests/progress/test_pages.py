"""The pages of progress: what they show, and that nothing typed is lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from matchmaking.monitoring.models import Undertaking
from matchmaking.progress.choices import Side
from matchmaking.progress.models import ActivityState, HandOver, RegisterEntry, Visit
from tests.monitoring import making as monitored
from tests.progress import making
from tests.progress.making import TODAY, person

pytestmark = pytest.mark.django_db


def address(name, row):
    return reverse(f"progress:{name}", args=[row.pk])


def taken(act):
    """Return how many queries an act takes."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def plan_of(row, **changes):
    """Return what the form of the plan sends: the first activity changed, the others as is."""
    said = {}
    for one in row.activities.order_by("position"):
        said |= {f"a{one.pk}-percent": one.percent, f"a{one.pk}-version": one.version}
    first = making.activity(row)
    return said | {f"a{first.pk}-{name}": value for name, value in changes.items()}


def test_the_page_tells_the_story_with_lights_charts_and_tables(visit):
    row = making.project()
    making.confirmed(row, 4)
    making.filed(row, person("tomas"))
    monitored.value(monitored.indicator(row), monitored.period(row), 50, status="approved")
    page = visit(person("nadia")).get(reverse("monitoring:detail", args=[row.pk]))
    text = page.content.decode()
    for code in ("late", "off_target", "overspent", "reports", "risks"):
        assert f'data-light="{code}"' in text
    for code in ("asked", "promised", "paid", "delivered", "measured"):
        assert f'data-story="{code}"' in text
    assert "4 of 4 item" in text
    assert "more than 10 percentage points behind the plan" in text
    assert text.count('class="chart-table"') == 2
    assert "Visit: Central armoury" in text
    assert "<script>" not in text
    assert "style=" not in text.split("<main", 1)[1]


def test_the_story_of_an_agreement_quotes_the_report_and_counts_what_both_confirm(visit):
    row = making.agreement()
    need = row.agreement.need
    type(need).objects.filter(pk=need.pk).update(reported_quote="Twelve machines are needed.")
    text = visit(person("dina")).get(reverse("monitoring:detail", args=[row.pk])).content.decode()
    assert "Twelve machines are needed." in text
    assert "0 of 5 item" in text
    assert "Nothing is paid: it is given in kind." in text


def test_a_right_to_left_page_draws_its_charts_from_the_right(visit):
    row = making.project()
    client = visit(person("nadia"))
    text = client.get(f"/ar{address('plan', row)}").content.decode()
    assert 'dir="rtl"' in text
    assert '"side": "right"' in text


def test_a_faulty_plan_is_marked_and_what_was_typed_stays(visit):
    row = making.project()
    client = visit(person("nadia"))
    faulty = plan_of(row, percent=40, note="Two machines")
    page = client.post(address("plan", row), faulty).content.decode()
    assert "Say when it began." in page
    assert "Two machines" in page
    assert ActivityState.objects.filter(percent=40).count() == 0
    done = client.post(
        address("plan", row),
        faulty
        | plan_of(row, percent=40, note="Two machines", begun_on=making.days(-9).isoformat()),
    )
    assert done.status_code == 302
    assert ActivityState.objects.get(percent=40).note == "Two machines"
    assert visit(person("vera")).post(address("plan", row), faulty).status_code == 403


def test_a_photo_of_a_visit_is_kept_without_what_it_says_of_its_place(visit):
    row = making.project()
    client = visit(person("nadia"))
    said = {"visited_on": TODAY.isoformat(), "place": "Central armoury", "findings": "It runs."}
    bad = client.post(address("visit_new", row), said | {"findings": ""})
    assert "Central armoury" in bad.content.decode()
    client.post(address("visit_new", row), said | {"papers": [making.picture(), making.paper()]})
    kept = Visit.objects.get()
    photo = kept.papers.order_by("pk").first().attachment
    with photo.file.open() as file, Image.open(file) as image:
        assert dict(image.getexif()) == {}
    assert "draft that only you read" in client.get(address("visit", kept)).content.decode()
    client.post(address("file_visit", kept), {"version": kept.version})
    assert Visit.objects.get().status == "filed"
    sent = client.get(reverse("progress:visit_paper", args=[kept.pk, kept.papers.first().pk]))
    assert b"".join(sent.streaming_content)


def test_both_sides_confirm_a_hand_over_on_its_page(visit):
    row = making.project()
    said = {"words": "Racks", "quantity": "10", "unit": "item"}
    visit(person("nadia")).post(address("hand_over_new", row), said)
    rack = HandOver.objects.get()
    for name, quantity in (("nadia", "10"), ("amina", "8")):
        said = {"quantity": quantity, "on": TODAY}
        client = visit(person(name))
        client.post(address("state_hand_over", rack), said)
    text = client.get(address("hand_overs", row)).content.decode()
    assert "<strong>8</strong>" in text
    assert "the sides say different things" in text
    too_many = client.post(address("state_hand_over", rack), {"quantity": "11", "on": TODAY})
    assert "From 0 to 10 item." in too_many.content.decode()


def test_risks_are_added_filtered_changed_closed_and_exported(visit):
    row = making.project()
    client = visit(person("amina"))
    said = {"kind": "issue", "title": "Customs delay", "likelihood": "1", "impact": "3"}
    client.post(address("entry_new", row), said)
    found = RegisterEntry.objects.get(kind="issue")
    listed = client.get(address("register", row), {"kind": "issue"}).content.decode()
    assert "Customs delay" in listed
    assert "The machines arrive late." not in listed
    client.post(address("entry", found), said | {"owner": "Amina", "version": found.version})
    client.post(address("close_entry", found), {"reason": "Released."})
    found.refresh_from_db()
    assert (found.owner, found.status) == ("Amina", "closed")
    page = client.get(address("entry", found)).content.decode()
    assert "Released." in page
    file = client.get(reverse("progress:register_export", args=[row.pk, "csv"]))
    assert "Customs delay" in b"".join(file.streaming_content).decode()


def test_the_list_of_lights_takes_the_same_queries_for_one_row_and_for_many(visit):
    making.agreement()
    making.project()
    client = visit(person("amina"))

    def queries():
        return taken(lambda: client.get(reverse("progress:lights")))

    few = queries()
    for _more in range(2):
        making.agreement()
        making.project()
    assert Undertaking.objects.count() == 6
    assert queries() == few


def test_the_page_of_an_undertaking_takes_no_more_queries_with_more_rows(visit):
    row = making.project()
    making.confirmed(row)
    making.filed(row, person("tomas"))
    client = visit(person("nadia"))

    def queries():
        return taken(lambda: client.get(reverse("monitoring:detail", args=[row.pk])))

    few = queries()
    for number in range(3):
        more = making.hand_over(row, 5)
        making.state(more, Side.GIVER, number)
        making.entry(row)
        making.filed(row, person("tomas"))
    assert queries() == few

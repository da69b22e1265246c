"""The pages of observations: answered by the recipient, verified by the evaluator."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.observations import making
from tests.payments.making import person
from tests.progress import making as progress

pytestmark = pytest.mark.django_db


def address(name, row):
    return reverse(f"observations:{name}", args=[row.pk])


def said_of(row, **changes):
    """Return what the form sends."""
    said = {"in_use": "partly", "maintained": "yes", "staffed": "yes", "budgeted": "no"}
    said |= {"quantity_in_use": "3", "file": progress.paper()} | changes
    item = row.items.get()
    return {f"i{item.pk}-{name}": value for name, value in said.items()} | {
        "version": row.version,
        "words": "The ribbon is hard to get.",
    }


def test_the_recipient_answers_and_the_evaluator_verifies(visit):
    row = making.planned()
    client = visit(person("amina"))
    listed = client.get(reverse("observations:list"), {"status": "due", "months": 12})
    assert address("detail", row) in listed.content.decode()
    faulty = client.post(address("detail", row), said_of(row, budgeted="")).content.decode()
    assert "The ribbon is hard to get." in faulty
    assert making.fresh(row).status == "due"
    many = client.post(address("detail", row), said_of(row, quantity_in_use="9"))
    assert "From 0 to 4." in many.content.decode()
    assert client.post(address("detail", row), said_of(row)).status_code == 302
    assert client.post(address("detail", row), said_of(row)).status_code == 403
    sofia = visit(person("sofia"))
    sofia.post(address("assign", row), {"evaluator": person("elena").pk})
    elena = visit(person("elena"))
    text = elena.get(address("detail", row)).content.decode()
    assert "Of 1 things of which it is known, 0.75 are in use." in text
    elena.post(address("verify_observation", row), {"reason": "Seen on the spot."})
    text = elena.get(address("detail", row)).content.decode()
    assert "Seen on the spot." in text
    page = elena.get(reverse("monitoring:detail", args=[row.undertaking_id])).content.decode()
    assert "Verified by an evaluator." in page


def test_the_list_takes_as_many_queries_for_six_rows_as_for_three(visit):
    making.planned()
    client = visit(person("amina"))

    def queries():
        with CaptureQueriesContext(connection) as taken:
            client.get(reverse("observations:list"))
        return len(taken)

    few = queries()
    making.planned()
    assert queries() == few

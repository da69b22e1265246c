"""Writing, checking, signing and finding proposals through their pages."""

import pytest
from django.urls import reverse

from matchmaking.projects.sections import CODES
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
    for code in CODES:
        page = client.get(url("section", proposal.pk, code))
        assert page.status_code == 200
        assert page.context["editor"] is not None
    assert client.get(url("result", proposal.pk, "oc1")).status_code == 200
    assert client.get(url("add_result", proposal.pk) + "?level=output").status_code == 200
    assert client.get(url("section", proposal.pk, "nothing")).status_code == 404

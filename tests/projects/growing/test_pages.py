"""Starting a proposal on its pages."""

import pytest
from django.urls import reverse

from matchmaking.needs.models import Need
from matchmaking.projects.models import Proposal
from tests.agreements import making as agreements
from tests.needs import making as needs

pytestmark = pytest.mark.django_db


def test_from_the_page_of_a_request_to_a_proposal_and_back_to_its_source(visit, amina):
    need, client = needs.published(), visit(amina)
    address = reverse("projects:create") + f"?need={need.pk}"
    assert address in client.get(reverse("needs:detail", args=[need.pk])).text
    shown = client.get(address).text
    assert "Twelve machines to mark" in shown
    assert f"from request {need.pk}, line 1" in shown
    said = {"need": need.pk, "applicant": amina.memberships.get().organisation_id}
    said |= {"country": "KEN", "language": "en", "currency": "USD"}
    again = client.post(reverse("projects:create"), said | {"title": ""})
    assert again.status_code == 200
    assert not Proposal.objects.exists()
    client.post(reverse("projects:create"), said | {"title": "Marking in Kenya"})
    proposal = Proposal.objects.get()
    section = client.get(reverse("projects:section", args=[proposal.pk, "budget"])).text
    assert f"carried from request {need.pk}, line 1" in section
    assert "Marking in Kenya" in client.get(reverse("needs:detail", args=[need.pk])).text
    Need.objects.filter(pk=need.pk).update(description="Ten are enough.")
    sources = client.get(reverse("projects:sources", args=[proposal.pk])).text
    assert "changed since" in sources
    client.post(reverse("projects:note_sources", args=[proposal.pk]))
    sources = client.get(reverse("projects:sources", args=[proposal.pk])).text
    assert "changed since" not in sources


def test_an_agreement_leads_to_a_proposal_that_takes_it_in(visit, amina):
    agreement, client = agreements.signed(), visit(amina)
    address = reverse("projects:create") + f"?agreement={agreement.pk}"
    assert address in client.get(reverse("agreements:detail", args=[agreement.pk])).text
    shown = client.get(address).text
    assert f'name="agreement" value="{agreement.pk}"' in shown
    assert f"from agreement {agreement.pk}" in shown or "names no sum" in shown


def test_drafts_and_strange_numbers_are_as_if_they_were_not_there(visit, dina):
    draft = needs.draft()
    address = reverse("projects:create") + f"?need={draft.pk}&need=x&need=99999999999&agreement=7"
    shown = visit(dina).get(address)
    assert shown.status_code == 200
    assert "Nothing chosen yet" in shown.text
    assert draft.title not in shown.text

"""Beginning a proposal out of real requests and agreements."""

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking.disclosure.choices import Level
from matchmaking.errors import DomainError
from matchmaking.needs.models import Need
from matchmaking.projects.contents import contents
from matchmaking.projects.growing import selectors, services
from matchmaking.projects.models import Carried, Proposal
from matchmaking.vocabulary.models import Country
from tests import cast
from tests.agreements import making as agreements
from tests.needs import making as needs

pytestmark = pytest.mark.django_db


def grown(author, *found, agreed=(), **changes):
    said = {
        "applicant": author.memberships.get().organisation,
        "country": Country.objects.get(pk="KEN"),
        "title": "Marking in Kenya",
        "language": "en",
        "currency": "USD",
    } | changes
    return services.grow_proposal(
        actor=author,
        need_ids=[need.pk for need in found],
        agreement_ids=[one.pk for one in agreed],
        **said,
    )


def test_what_a_request_and_an_agreement_say_stands_in_the_proposal_with_its_source(amina):
    agreement = agreements.signed()
    need = agreement.need
    Need.objects.filter(pk=need.pk).update(national_plan="Plan 2025", place_level=Level.MEMBERS)
    proposal = grown(amina, need, agreed=[agreement])
    said = contents(proposal)
    assert said["proposal"]["themes"] == ["MRK.02"]
    assert "Twelve machines" in said["sections"]["context"]["text"]
    assert "Plan 2025" in said["sections"]["objectives"]["text"]
    assert said["sections"]["beneficiaries"]["text"] == "Place: Nairobi"
    assert [row["level"] for row in said["results"]] == ["outcome", "output"]
    assert [row["quantity"] for row in said["budget"]] == ["7"]  # five of twelve are agreed
    assert list(proposal.agreements.all()) == [agreement]
    origins = selectors.origins_by_section(amina, proposal)
    assert origins["budget"][0].words == f"carried from request {need.pk}, line 1"
    assert not any(one.has_changed for rows in origins.values() for one in rows)


@pytest.mark.parametrize("level", [Level.ACCEPTED, Level.TALKING, Level.PARTIES, Level.OWN])
def test_a_place_that_is_kept_back_stays_back_even_from_the_own_state(level, amina):
    need = needs.published()
    Need.objects.filter(pk=need.pk).update(place_level=level)
    proposal = grown(amina, need)
    said = str(contents(proposal))
    assert "Nairobi" not in said
    assert needs.SECRET not in said
    assert not Carried.objects.filter(part="place").exists()


def test_a_source_that_says_something_else_is_noticed_until_somebody_takes_note(amina):
    need = needs.published()
    proposal = grown(amina, need)
    Need.objects.filter(pk=need.pk).update(description="Ten machines are enough.")
    changed = [one for one in selectors.origins_of(amina, proposal) if one.has_changed]
    assert [(one.section, one.now) for one in changed] == [("context", "Ten machines are enough.")]
    assert "Twelve" in contents(proposal)["sections"]["context"]["text"]
    with pytest.raises(PermissionDenied):
        services.note_sources(proposal_id=proposal.pk, actor=cast.join("boris"))
    assert services.note_sources(proposal_id=proposal.pk, actor=amina) == 1
    assert not any(one.has_changed for one in selectors.origins_of(amina, proposal))


def test_an_implementer_grows_a_proposal_out_of_requests_of_several_states(nadia, amina):
    need, other = needs.published(), needs.published(title="Training")
    Need.objects.filter(pk=other.pk).update(country="UGA")
    proposal = grown(nadia, need, other)
    assert proposal.implementer == proposal.applicant
    assert list(proposal.countries.values_list("pk", flat=True)) == ["UGA"]
    assert proposal.team.get().user == nadia
    assert [
        row["statement"] for row in contents(proposal)["results"] if row["level"] == "outcome"
    ] == [
        "Marking machines for the police",
        "Training",
    ]


def test_what_somebody_may_not_know_of_is_as_if_it_were_not_there(nadia):
    draft = needs.draft()
    with pytest.raises(DomainError, match="at least one assistance request"):
        grown(nadia, draft)
    agreement = agreements.signed()
    proposal = grown(nadia, agreement.need, agreed=[agreement])
    assert not proposal.agreements.exists()


def test_nothing_is_begun_for_another_organisation_or_a_state_without_a_request(amina, vera):
    need = needs.published()
    with pytest.raises(PermissionDenied):
        grown(vera, need)
    with pytest.raises(DomainError, match="State of one of the requests"):
        grown(amina, need, country=Country.objects.get(pk="UGA"))
    assert not Proposal.objects.exists()

"""Writing together, signing, versions, and who may know of a proposal."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from accounts.notifications.kinds import kind_named
from accounts.notifications.models import Notification
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.projects import completeness, figures, inbox, selectors, services
from matchmaking.projects.contents import contents, section_of
from matchmaking.projects.merging import prints
from matchmaking.projects.models import Activity, BudgetLine, Proposal, TeamMember
from matchmaking.projects.reading import reading
from matchmaking.projects.sections import section_named
from tests import cast
from tests.projects import making

pytestmark = pytest.mark.django_db


def save(proposal, actor, code, was=None, **said):
    return services.save_section(
        proposal_id=proposal.pk, code=code, said=said, actor=actor, was=was
    )


def now(proposal):
    return Proposal.objects.get(pk=proposal.pk)


def said_in(proposal, code):
    return section_of(contents(proposal), section_named(code))


def news_of(person):
    return set(Notification.objects.filter(user=person).values_list("kind", flat=True))


def test_a_complete_proposal_is_signed_by_both_sides_and_submitted(amina, nadia):
    proposal = making.fill(making.begin(amina), amina)
    assert completeness.gaps(contents(proposal)) == []
    half = making.sign(proposal, amina)
    assert half.status == "draft"
    assert [row.pk for row in inbox.to_sign(nadia)] == [proposal.pk]
    assert list(inbox.to_sign(amina)) == []
    assert "proposal_to_sign" in news_of(nadia)
    proposal = making.sign(proposal, nadia)
    assert (proposal.status, proposal.signed_at is not None) == ("signed", True)
    submitted = services.submit_proposal(proposal_id=proposal.pk, actor=amina)
    said = contents(submitted)
    assert (submitted.total_minor, submitted.asked_minor) == (6_200_000, 6_000_000)
    assert str(figures.asked(said)) == "USD 60,000"
    assert [row["number"] for row in said["results"]] == ["", "1", "1.1"]
    assert [row["number"] for row in said["activities"]] == ["1.1.1", "1.1.2"]
    assert list(submitted.result_rows.order_by("number").values_list("number", flat=True)) == [
        "",
        "1",
        "1.1",
    ]


def test_an_incomplete_proposal_cannot_be_signed_and_says_why(amina, nadia):
    proposal = making.fill(making.begin(amina), amina, risks={"risks": []})
    with pytest.raises(services.IncompleteProposal) as refusal:
        making.sign(proposal, amina)
    assert [gap.section for gap in refusal.value.gaps] == ["risks"]
    assert not proposal.signatures.exists()


def test_nobody_signs_for_both_sides_or_for_the_words_of_before(amina, nadia):
    proposal = making.fill(making.begin(amina), amina)
    state = Membership.objects.get(user=amina).organisation
    Membership.objects.create(user=amina, organisation=state, role="programme_officer")
    save(proposal, amina, "partner", implementer=state.pk)
    amina = type(amina).objects.get(pk=amina.pk)
    making.sign(proposal, amina)
    with pytest.raises(NotInThisState):
        making.sign(proposal, amina)
    with pytest.raises(DomainError):
        services.sign_proposal(proposal_id=proposal.pk, actor=amina, version=1)
    with pytest.raises(PermissionDenied):
        making.sign(proposal, nadia)  # her organisation is the partner no more


def test_any_change_of_signed_words_makes_both_signatures_void(amina, nadia):
    proposal = making.signed(amina, nadia)
    making.join(proposal, cast.join("ali"), "writer", "Kenya")
    save(proposal, cast.join("ali"), "summary", text="Other words")
    proposal = now(proposal)
    assert (proposal.status, proposal.signed_at) == ("draft", None)
    assert not proposal.signatures.filter(voided_at=None).exists()
    assert proposal.signatures.count() == 2
    assert "proposal_void" in news_of(nadia)
    version = proposal.version
    save(proposal, amina, "summary", text="Other words")  # says the same: nothing happens
    assert now(proposal).version == version


def test_what_a_fund_sends_back_is_signed_anew(amina, nadia, tomas):
    proposal = making.submitted(amina, nadia)
    services.return_proposal(proposal_id=proposal.pk, actor=tomas, reason="Say more of spare parts")
    proposal = now(proposal)
    assert (proposal.status, proposal.return_reason) == ("revision", "Say more of spare parts")
    assert [row.pk for row in inbox.to_revise(amina)] == [proposal.pk]
    save(proposal, amina, "aftercare", text="Spare parts for two years.")
    assert now(proposal).status == "revision"
    proposal = making.sign(proposal, amina, nadia)
    assert proposal.status == "signed"
    services.submit_proposal(proposal_id=proposal.pk, actor=amina)
    assert now(proposal).return_reason == ""


def test_two_people_write_one_section_and_nothing_is_lost(amina, nadia):
    proposal = making.fill(making.begin(amina), amina)
    making.join(proposal, nadia, "budget", "Example Implementer")
    began = said_in(proposal, "budget")
    was = prints(began)
    first, second = began["budget"]
    theirs = [{**first, "quantity": "3"}, second]
    save(proposal, nadia, "budget", was=was, **{**began, "budget": theirs})
    new = {"key": "new", "category": "travel", "description": "Field trips", "quantity": "1"}
    mine = [first, {**second, "unit": "courses"}, new]
    save(proposal, amina, "budget", was=was, **{**began, "budget": mine})
    lines = {row["key"]: row for row in said_in(proposal, "budget")["budget"]}
    assert lines["bl1"]["quantity"] == "3"
    assert lines["bl2"]["unit"] == "courses"
    assert lines["new"]["description"] == "Field trips"
    with pytest.raises(services.SectionConflict) as conflict:
        save(proposal, amina, "budget", was=was, budget=[{**first, "quantity": "4"}, second])
    assert conflict.value.merged.conflicts == ("budget/bl1",)
    assert said_in(proposal, "budget")["budget"][0]["quantity"] == "3"


def test_rows_keep_who_they_are_and_what_they_name_through_an_edit(amina):
    proposal = making.fill(making.begin(amina), amina)
    line = BudgetLine.objects.get(key="bl1", proposal=proposal)
    said = said_in(proposal, "results")
    said["results"].insert(1, {"key": "oc0", "level": "outcome", "statement": "Laws are known."})
    save(proposal, amina, "results", **said)
    assert BudgetLine.objects.get(key="bl1", proposal=proposal).pk == line.pk
    assert [row["number"] for row in contents(proposal)["activities"]] == ["2.1.1", "2.1.2"]
    gone = [row for row in said["results"] if row["key"] != "op1"]
    save(proposal, amina, "results", **{**said, "results": gone})
    assert not Activity.objects.filter(proposal=proposal).exclude(output=None).exists()
    assert [row["key"] for row in contents(proposal)["indicators"]] == ["in1"]


@pytest.mark.parametrize(
    ("code", "said", "field"),
    [
        ("basics", {"title": " "}, "title"),
        ("basics", {"months": 0}, "months"),
        ("basics", {"themes": ["NONE"]}, "themes"),
        ("basics", {"starts_on": "soon"}, "starts_on"),
        ("basics", {"currency": "KES"}, "currency"),
        ("partner", {"implementer": 0}, "implementer"),
        ("gender", {"gender_marker": 7}, "gender_marker"),
        ("budget", {"budget": [{"category": "gold", "description": "x"}]}, "budget"),
        ("plan", {"activities": [{"title": "x", "starts_month": "often"}]}, "activities"),
    ],
)
def test_what_cannot_stand_is_refused_beside_its_field(amina, code, said, field):
    proposal = making.begin(amina)
    line = {"category": "travel", "description": "x", "quantity": 1, "unit_cost_minor": 5}
    save(proposal, amina, "budget", budget=[line])
    with pytest.raises(DomainError) as refusal:
        save(proposal, amina, code, **said)
    assert refusal.value.field == field


def test_who_writes_which_section_follows_from_the_role(amina, ali, nadia):
    proposal = making.begin(amina)
    making.join(proposal, ali, "writer", "Kenya")
    officer = making.join(proposal, nadia, "budget", "Example Implementer")
    save(proposal, ali, "summary", text="Short")
    save(proposal, nadia, "budget", text="Prices are of 2026")
    for person, code in ((ali, "budget"), (nadia, "summary")):
        with pytest.raises(PermissionDenied):
            save(proposal, person, code, text="Mine")
    services.change_role(member_id=officer.pk, role="reader", actor=amina)
    with pytest.raises(PermissionDenied):
        save(proposal, nadia, "budget", text="Mine")


def test_a_colleague_of_another_organisation_is_invited_joins_leads_and_leaves(amina, nadia, omar):
    proposal = making.begin(amina)
    invited = services.invite(
        proposal_id=proposal.pk, email="Nadia@example.org", role="writer", actor=amina
    )
    assert "proposal_invited" in news_of(nadia)
    assert [row.pk for row in inbox.to_join(nadia)] == [invited.pk]
    with pytest.raises(PermissionDenied):
        services.accept_invitation(invitation_id=invited.pk, actor=omar)
    member = services.accept_invitation(invitation_id=invited.pk, actor=nadia)
    assert (member.role, str(member.organisation)) == ("writer", "Example Implementer")
    with pytest.raises(DomainError):
        services.leave_team(proposal_id=proposal.pk, actor=amina)
    services.hand_over(member_id=member.pk, actor=amina)
    services.leave_team(proposal_id=proposal.pk, actor=amina)
    roles = TeamMember.objects.filter(proposal=proposal, left_at=None)
    assert list(roles.values_list("user__email", "role")) == [("nadia@example.org", "lead")]
    again = services.invite(
        proposal_id=proposal.pk, email="amina@example.org", role="reader", actor=nadia
    )
    services.accept_invitation(invitation_id=again.pk, actor=amina)
    place = TeamMember.objects.get(proposal=proposal, user=amina, left_at=None)
    services.hand_over(member_id=place.pk, actor=amina)  # she answers for the applicant


def test_nobody_learns_from_an_invitation_whether_an_address_is_known(amina, nadia):
    proposal = making.begin(amina)
    for email in ("nadia@example.org", "stranger@example.org"):
        invited = services.invite(proposal_id=proposal.pk, email=email, role="reader", actor=amina)
        assert str(invited) == email
    with pytest.raises(DomainError):
        services.invite(
            proposal_id=proposal.pk, email="stranger@example.org", role="reader", actor=amina
        )


# Who may know of a proposal of Kenya with nadia's organisation as its partner, by its state.
KNOWN_TO = {
    "draft": {"amina", "nadia"},
    "withdrawn": {"amina", "nadia"},
    "signed": {"amina", "ali", "vera", "nadia"},
    "submitted": {"amina", "ali", "vera", "nadia"},
    "approved": {"amina", "ali", "vera", "nadia"},
}


@pytest.mark.parametrize("status", KNOWN_TO)
def test_who_may_know_of_a_proposal_follows_from_its_state(status):
    people = {name: cast.join(name) for name in cast.CAST}
    proposal = making.begin(people["amina"])
    partner = Membership.objects.get(user=people["nadia"]).organisation
    Proposal.objects.filter(pk=proposal.pk).update(status=status, implementer=partner)
    found = {
        name
        for name, person in people.items()
        if Proposal.objects.visible_to(person).filter(pk=proposal.pk).exists()
    }
    assert found == KNOWN_TO[status]
    assert not Proposal.objects.visible_to(AnonymousUser()).exists()


def test_who_no_longer_speaks_for_their_organisation_is_in_the_team_no_more(amina, nadia):
    proposal = making.begin(amina)
    making.join(proposal, nadia, "writer", "Example Implementer")
    assert Proposal.objects.visible_to(nadia).exists()
    Membership.objects.filter(user=nadia).update(ended_at=proposal.created_at)
    nadia = type(nadia).objects.get(pk=nadia.pk)
    assert not Proposal.objects.visible_to(nadia).exists()
    with pytest.raises(PermissionDenied):
        save(proposal, nadia, "summary", text="Still here")


def test_an_old_version_is_compared_and_brought_back_word_for_word(amina, nadia):
    proposal = making.signed(amina, nadia)
    signed = contents(proposal)
    number = proposal.signatures.first().number
    save(proposal, amina, "summary", text="Quite other words")
    save(proposal, amina, "budget", budget=[])
    changed = contents(now(proposal))
    labels = [one.label for one in selectors.differences(signed, changed)]
    assert labels == ["Summary", "Budget"]
    services.restore_version(proposal_id=proposal.pk, number=number, actor=amina)
    assert contents(now(proposal)) == signed
    kept = selectors.versions_of(proposal)
    assert kept[0].restored_from == number
    assert changed in [row.contents for row in kept]  # what was there is kept, too
    assert now(proposal).asked_minor == 6_000_000


def test_the_saves_of_one_sitting_are_one_version(amina):
    proposal = making.begin(amina)
    for words in ("One", "One two", "One two three"):
        save(proposal, amina, "summary", text=words)
    kept = selectors.versions_of(proposal)
    assert [row.contents["sections"]["summary"]["text"] for row in kept] == ["One two three"]
    assert len(selectors.history_of(proposal)) == 2


def test_a_proposal_is_read_in_the_language_of_its_reader(amina):
    proposal = making.fill(making.begin(amina), amina)
    tree = reading(contents(proposal), "en")
    assert [one.code for one in tree.shown][:2] == ["basics", "summary"]
    results = next(one for one in tree.sections if one.code == "results")
    assert [(one.label, one.number, one.depth) for one in results.results] == [
        ("Impact", "", 0),
        ("Outcome", "1", 1),
        ("Output", "1.1", 2),
    ]
    budget = next(one for one in tree.sections if one.code == "budget")
    assert budget.tables[0].rows[0][0] == "Marking machines"
    assert budget.tables[0].foot[0][-1] == "USD 60,000"


def test_a_comment_is_told_to_the_team_and_not_what_it_says(amina, ali, nadia):
    proposal = making.begin(amina)
    making.join(proposal, ali, "reader", "Kenya")
    services.add_comment(
        proposal_id=proposal.pk, code="summary", text="Leave Isiolo out.", actor=ali
    )
    told = Notification.objects.get(kind="proposal_commented")
    assert told.user == amina
    assert told.url.startswith(reverse("projects:section", args=[proposal.pk, "summary"]))
    assert "Isiolo" not in str(told.params)
    services.add_comment(proposal_id=proposal.pk, code="summary", text="Why?", actor=amina)
    assert "proposal_commented" in news_of(ali)
    # Somebody who left the team reads no more of its comments.
    TeamMember.objects.filter(user=ali).update(left_at=timezone.now())
    assert list(kind_named("proposal_commented").known(ali, [proposal.pk])) == []
    assert list(kind_named("proposal_commented").known(amina, [proposal.pk])) == [proposal.pk]

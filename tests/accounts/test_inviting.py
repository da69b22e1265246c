import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts import audit, services
from accounts.choices import InvitationStatus, Role
from accounts.errors import ChangedMeanwhile, DomainError, NotInThisState
from accounts.models import Invitation, Membership, User
from tests import cast
from tests.accounts import making

LINK = re.compile(r"/people/invitation/[\w-]+/")
NEW = {"full_name": "Nadia Haddad", "password1": cast.PASSWORD, "password2": cast.PASSWORD}


@pytest.fixture
def invite(amina, django_capture_on_commit_callbacks):
    """Return a function that invites by the page and gives the link of the letter."""

    def by_page(client, place="Kenya", **changes):
        sent = {"email": "nadia@example.org", "role": "drafter", "language": "en", **changes}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(
                f"/people/organisations/{making.organisation(place).pk}/invite/", sent
            )

    return by_page


def link_in_the_last_letter():
    return LINK.search(mail.outbox[-1].body)[0]


# --- Who may invite, and whom ----------------
def test_a_focal_point_invites_and_the_letter_holds_the_link(visit, amina, invite):
    answer = invite(visit(amina))
    assert answer.status_code == 302
    assert mail.outbox[-1].to == ["nadia@example.org"]
    assert "Kenya" in mail.outbox[-1].body
    assert link_in_the_last_letter()


def test_the_letter_speaks_the_chosen_language(visit, amina, invite):
    invite(visit(amina), language="fr")
    assert Invitation.objects.get().language == "fr"
    assert f"/fr{link_in_the_last_letter()}" in mail.outbox[-1].body


def test_the_secret_of_the_link_is_not_kept_with_the_invitation(visit, amina, invite):
    invite(visit(amina))
    token = link_in_the_last_letter().rstrip("/").rsplit("/", 1)[-1]
    row = Invitation.objects.values().get()
    assert token not in str(row)


@pytest.mark.parametrize(
    ("name", "place", "allowed"),
    [
        ("amina", "Kenya", True),
        ("ali", "Kenya", False),
        ("vera", "Kenya", False),
        ("boris", "Kenya", False),
        ("dina", "Kenya", False),
        ("sofia", "Kenya", True),
        ("elena", "Kenya", False),
        ("tomas", "Example Fund", True),
        ("rania", "Example Fund", False),
        ("sofia", "Secretariat", True),
        ("elena", "Secretariat", False),
    ],
)
def test_who_invites_for_whom(amina, request, name, place, allowed):
    actor = request.getfixturevalue(name)
    request.getfixturevalue({"Kenya": "amina", "Secretariat": "sofia"}.get(place, "tomas"))
    invite = {
        "organisation_id": making.organisation(place).pk,
        "email": "nadia@example.org",
        "role": Role.VIEWER,
        "language": "en",
        "actor": actor,
    }
    if allowed:
        assert services.invite(**invite).is_open
    else:
        with pytest.raises(PermissionDenied):
            services.invite(**invite)
        assert not Invitation.objects.exists()


@pytest.mark.parametrize("role", ["broker", "fund_administrator", "king", ""])
def test_a_role_of_another_kind_of_organisation_is_not_offered(visit, amina, invite, role):
    page = invite(visit(amina), role=role)
    assert '<a href="#id_role">' in page.text
    with pytest.raises(DomainError):
        making.invited(role=role)
    assert not Invitation.objects.exists()


def test_whoever_has_the_role_is_not_invited_to_it(visit, amina, ali, invite):
    page = invite(visit(amina), email="Ali@Example.org")
    assert "This person has that role already." in page.text
    assert not Invitation.objects.exists()


def test_the_same_invitation_is_not_sent_twice_and_nothing_typed_is_lost(visit, amina, invite):
    invite(visit(amina))
    page = invite(visit(amina), email="NADIA@example.org")
    assert "has been invited to this role already" in page.text
    assert 'value="NADIA@example.org"' in page.text
    assert Invitation.objects.count() == 1


# --- Answering ----------------
def test_a_new_person_opens_an_account_and_has_the_role(client, amina):
    making.invited()
    answer = client.post(f"/people/invitation/{making.TOKEN}/", NEW, follow=True)
    assert "You now speak for Kenya." in answer.text
    nadia = User.objects.get(email="nadia@example.org")
    assert nadia.full_name == "Nadia Haddad"
    assert EmailAddress.objects.get(user=nadia).verified
    assert making.organisation() in {m.organisation for m in nadia.memberships.all()}
    assert Invitation.objects.get().accepted_by == nadia


def test_somebody_with_an_account_signs_in_and_accepts(visit, amina, omar):
    making.invited(email=omar.email)
    address = f"/people/invitation/{making.TOKEN}/"
    assert f"/accounts/login/?next={address}" in visit(None).get(address).text
    answer = visit(omar).post(address, follow=True)
    assert "You now speak for Kenya." in answer.text
    assert making.role_of("omar").role == Role.DRAFTER


def test_a_confirmed_second_address_of_the_account_will_do(visit, amina, omar):
    EmailAddress.objects.create(user=omar, email="nadia@example.org", verified=True)
    making.invited()
    visit(omar).post(f"/people/invitation/{making.TOKEN}/")
    assert making.role_of("omar").ended_at is None


def test_an_unconfirmed_second_address_will_not(visit, amina, omar):
    EmailAddress.objects.create(user=omar, email="nadia@example.org", verified=False)
    making.invited()
    page = visit(omar).post(f"/people/invitation/{making.TOKEN}/")
    assert "was sent to another" in page.text
    assert not omar.memberships.exists()


@pytest.mark.parametrize("name", ["omar", "dina", "sofia", "ali"])
def test_the_link_of_somebody_else_gives_nothing(visit, request, amina, name):
    thief = request.getfixturevalue(name)
    before = Membership.objects.filter(user=thief).count()
    making.invited(role=Role.FOCAL_POINT)
    visit(thief).post(f"/people/invitation/{making.TOKEN}/")
    assert Membership.objects.filter(user=thief).count() == before
    assert Invitation.objects.get().is_open


@pytest.mark.parametrize("token", ["x", "t" * 42, "t" * 44, "%27%20or%201=1", "é" * 43])
def test_a_forged_link_is_not_found(client, amina, token):
    making.invited()
    answer = client.post(f"/people/invitation/{token}/", NEW)
    assert answer.status_code == 404
    assert not User.objects.filter(email="nadia@example.org").exists()


def test_an_expired_link_is_refused_and_says_what_to_do(client, amina):
    making.invited()
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    answer = client.post(f"/people/invitation/{making.TOKEN}/", NEW)
    assert answer.status_code == 410
    assert "Ask the organisation to send you a new one." in answer.text
    assert not User.objects.filter(email="nadia@example.org").exists()


def test_an_invitation_works_once(visit, amina, omar):
    invitation = making.invited(email=omar.email)
    services.accept_invitation(invitation_id=invitation.pk, user=omar)
    services.end_membership(membership_id=making.role_of("omar").pk, actor=omar)
    answer = visit(omar).post(f"/people/invitation/{making.TOKEN}/")
    assert answer.status_code == 410
    assert making.role_of("omar").ended_at is not None


def test_nobody_takes_over_an_account_by_an_invitation(client, amina, omar):
    making.invited(email=omar.email)
    client.post(f"/people/invitation/{making.TOKEN}/", NEW)
    omar.refresh_from_db()
    assert omar.full_name == "Omar"
    assert not Membership.objects.filter(user=omar).exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"full_name": " "}, "full_name"),
        ({"password1": "12345678", "password2": "12345678"}, "password1"),
        ({"password2": "another"}, "password2"),
    ],
)
def test_a_faulty_answer_is_sent_back_and_creates_nobody(client, amina, changed, field):
    making.invited()
    page = client.post(f"/people/invitation/{making.TOKEN}/", {**NEW, **changed})
    assert f'<a href="#id_{field}">' in page.text
    assert not User.objects.filter(email="nadia@example.org").exists()
    assert Invitation.objects.get().is_open


# --- Sending again, taking back ----------------
def test_sending_again_makes_the_old_link_void(
    visit, amina, django_capture_on_commit_callbacks, client
):
    invitation = making.invited()
    Invitation.objects.update(expires_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        visit(amina).post(f"/people/invitations/{invitation.pk}/resend/")
    assert visit(None).get(f"/people/invitation/{making.TOKEN}/").status_code == 404
    assert client.get(link_in_the_last_letter()).status_code == 200


def test_a_revoked_invitation_cannot_be_accepted_nor_sent_again(visit, amina, client):
    invitation = making.invited()
    visit(amina).post(f"/people/invitations/{invitation.pk}/revoke/", {"reason": "A mistake"})
    assert visit(None).post(f"/people/invitation/{making.TOKEN}/", NEW).status_code == 410
    with pytest.raises(NotInThisState):
        services.resend_invitation(invitation_id=invitation.pk, actor=amina)


def test_after_a_revocation_the_address_may_be_invited_anew(amina):
    first = making.invited()
    services.revoke_invitation(invitation_id=first.pk, actor=amina)
    assert making.invited(token="u" * 43).is_open


def test_two_who_answer_at_once_do_not_both_win(amina, omar):
    invitation = making.invited(email=omar.email)
    stale = Invitation.objects.get(pk=invitation.pk)
    services.revoke_invitation(invitation_id=invitation.pk, actor=amina)
    from accounts.changes import compare_and_set

    with pytest.raises(ChangedMeanwhile):
        compare_and_set(stale, status=InvitationStatus.ACCEPTED)


# --- History and list ----------------
def test_every_move_is_found_in_the_history(amina, omar):
    invitation = making.invited(email=omar.email)
    services.resend_invitation(invitation_id=invitation.pk, actor=amina)
    services.revoke_invitation(invitation_id=invitation.pk, actor=amina, reason="A mistake")
    newest = audit.history(invitation)
    assert [str(entry.verb) for entry in newest] == ["revoked", "sent again", "invited"]
    assert {entry.who for entry in newest} == {"Amina"}
    assert newest[0].reason == "A mistake"


def test_the_page_of_the_organisation_tells_its_history_to_those_who_look_after_it(
    visit, amina, ali
):
    making.invited()
    words = "invited: nadia@example.org - Drafter, Kenya"
    address = f"/people/organisations/{making.organisation().pk}/"
    assert words in visit(amina).get(address).text
    page = visit(ali).get(address)
    assert "nadia@example.org" not in page.text
    assert "Amina" in page.text


def names(page):
    return [row.email for row in page.context["results"].rows]


def test_the_list_filters_by_status_and_sorts(visit, amina):
    making.invited("a@example.org", token="a")
    making.invited("b@example.org", token="b")
    gone = making.invited("c@example.org", token="c")
    services.revoke_invitation(invitation_id=gone.pk, actor=amina)
    Invitation.objects.filter(email="b@example.org").update(expires_at=timezone.now())
    client = visit(amina)
    assert names(client.get("/people/invitations/?sort=email")) == [
        "a@example.org",
        "b@example.org",
        "c@example.org",
    ]
    assert names(client.get("/people/invitations/?status=open")) == ["a@example.org"]
    assert names(client.get("/people/invitations/?status=expired")) == ["b@example.org"]
    assert names(client.get("/people/invitations/?status=revoked")) == ["c@example.org"]


def test_a_manager_sees_the_invitations_of_the_own_organisation_only(visit, amina, boris, sofia):
    making.invited()
    assert names(visit(boris).get("/people/invitations/")) == []
    assert names(visit(sofia).get("/people/invitations/")) == ["nadia@example.org"]
    assert "nadia" not in "".join(
        map(bytes.decode, visit(boris).get("/people/invitations/export/csv/"))
    )


@pytest.mark.parametrize("format_name", ["csv", "xlsx", "json"])
def test_the_list_is_sent_as_a_file(visit, amina, format_name):
    making.invited()
    answer = visit(amina).get(f"/people/invitations/export/{format_name}/")
    content = b"".join(answer)
    assert answer.status_code == 200
    assert format_name == "xlsx" or b"nadia@example.org" in content


def test_the_list_costs_the_same_with_one_and_with_eleven(
    visit, amina, django_assert_num_queries, django_assert_max_num_queries
):
    making.invited()
    client = visit(amina)
    client.get("/people/invitations/")
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get("/people/invitations/")
    for n in range(10):
        making.invited(f"n{n}@example.org", token=f"token{n}")
    with django_assert_num_queries(len(one)):
        client.get("/people/invitations/")

import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection

from accounts import audit, personal_data, services
from accounts.choices import InvitationStatus, RequestStatus
from accounts.models import AccessRequest, ContactPoint, Device, Invitation, Membership, User
from accounts.notifications.models import Notification
from accounts.services.leaving import LastBroker
from accounts.signals import person_erased
from tests.accounts import making
from tests.cast import PASSWORD
from tests.needs import making as needs


def unpack(answer):
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def erase(client, **said):
    return client.post("/me/data/erase/", {"password": PASSWORD, **said}, follow=True)


# --- Taking a copy ----------------
def test_a_person_takes_everything_along(visit, omar, amina):
    making.asked(proof=making.letter("my letter.pdf"))
    making.session_of("omar")
    pack = unpack(visit(omar).post("/me/data/export/"))
    data = json.loads(pack.read("personal-data.json"))
    assert data["profile"]["email"] == omar.email
    assert data["requests for access"][0]["organisation__name"] == "Kenya"
    assert data["sessions"][0]["ip"] == "203.0.113.7"
    assert data["deeds"][0]["action"] == "exchange.ask"
    [letter] = [name for name in pack.namelist() if name.startswith("proofs/")]
    assert pack.read(letter) == making.PDF


def test_a_copy_holds_nothing_of_others_and_no_secrets(visit, omar, amina, boris):
    making.asked(by="boris")
    making.invited("nadia@example.org")
    Authenticator.objects.create(user=omar, type="totp", data={"secret": "very secret"})
    pack = unpack(visit(omar).post("/me/data/export/"))
    words = pack.read("personal-data.json").decode()
    assert not [w for w in ("boris", "nadia", "amina", "very secret", "md5$") if w in words.lower()]
    assert pack.namelist() == ["personal-data.json"]


def test_taking_a_copy_is_in_the_history_and_takes_a_post(visit, omar):
    assert visit(omar).get("/me/data/export/").status_code == 405
    b"".join(visit(omar).post("/me/data/export/"))
    assert str(audit.history(omar)[0].verb) == "own data exported"


def test_other_parts_of_the_site_add_theirs(monkeypatch, omar):
    monkeypatch.setattr(personal_data, "_sources", {})
    personal_data.register("searches", lambda user: [{"name": f"of {user.full_name}"}])
    assert personal_data.collect(omar) == {"searches": [{"name": "of Omar"}]}


# --- Erasing ----------------
@pytest.mark.parametrize("password", ["wrong", "", " "])
def test_without_the_password_nothing_is_erased(visit, ali, password):
    page = erase(visit(ali), password=password)
    assert '<a href="#id_password">' in page.text
    ali.refresh_from_db()
    assert ali.full_name == "Ali"


def test_guessing_the_password_is_limited(visit, ali, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reauthenticate": "3/m/user"}
    client = visit(ali)
    answers = [client.post("/me/data/erase/", {"password": "wrong"}) for _n in range(5)]
    assert answers[-1].status_code == 429


def test_somebody_without_a_password_types_the_address(visit, ali):
    ali.set_unusable_password()
    ali.save()
    client = visit(ali)
    assert '<a href="#id_email">' in client.post("/me/data/erase/", {"email": "x@y.org"}).text
    client.post("/me/data/erase/", {"email": "ALI@example.org"})
    ali.refresh_from_db()
    assert ali.erased_at is not None


def test_an_erased_person_is_gone_and_signed_out(visit, ali, amina):
    client = visit(ali)
    page = erase(client)
    assert "Your account and your personal data have been erased." in page.text
    assert client.get("/me/").status_code == 302
    ali.refresh_from_db()
    assert not ali.is_active
    assert not ali.has_usable_password()
    assert str(ali) == "former member of Kenya"


@pytest.fixture
def ali_everywhere(ali, amina):
    """Ali has left traces in every place that accounts knows of."""
    EmailAddress.objects.create(user=ali, email=ali.email, verified=True, primary=True)
    Authenticator.objects.create(user=ali, type="totp", data={"secret": "x"})
    Device.objects.create(user=ali, key_hash="k", name="Firefox")
    making.session_of("ali")
    making.asked(by="ali", role="viewer", proof=making.letter("ali.pdf"))
    fields = {"office": "Office", "person": "Ali", "email": ali.email, "phone": "1"}
    services.edit_contact(
        organisation_id=making.organisation().pk, actor=amina, version=0, fields=fields
    )
    making.invited(ali.email, role="focal_point")
    return ali


def everything_in_the_database():
    """Return every text of every table, as one."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            texts += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(texts)


def test_no_table_knows_name_or_address_of_an_erased_person(
    ali_everywhere, sofia, django_capture_on_commit_callbacks
):
    ali = ali_everywhere
    User.objects.filter(pk=ali.pk).update(full_name="Alifulname Unmistakable")
    ali.refresh_from_db()
    services.give_role(user=ali, organisation=making.organisation(), role="focal_point")
    services.ask_for_access(
        user=ali,
        organisation_id=making.organisation("Secretariat").pk,
        role="viewer",
        message="Please",
        proof=making.letter(),
    )
    assert "Unmistakable" in everything_in_the_database()
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_person(user=ali, actor=ali)
    left = everything_in_the_database()
    assert "Unmistakable" not in left
    assert "ali@example.org" not in left
    assert "ali.pdf" not in left


def test_roles_end_and_open_matters_are_closed(ali_everywhere):
    services.erase_person(user=ali_everywhere, actor=ali_everywhere)
    assert not Membership.objects.filter(user=ali_everywhere, ended_at=None).exists()
    assert Invitation.objects.get().status == InvitationStatus.REVOKED
    request = AccessRequest.objects.get()
    assert (request.status, request.message, str(request.proof)) == (
        RequestStatus.WITHDRAWN,
        "",
        "",
    )
    contact = ContactPoint.objects.get()
    assert (contact.office, contact.person, contact.email) == ("Office", "", "")
    assert not UserSession.objects.filter(user=ali_everywhere).exists()
    assert not Device.objects.filter(user=ali_everywhere).exists()


def test_the_letter_is_deleted_from_the_disk(ali_everywhere, django_capture_on_commit_callbacks):
    request = AccessRequest.objects.get()
    storage, name = request.proof.storage, request.proof.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        services.erase_person(user=ali_everywhere, actor=ali_everywhere)
    assert not storage.exists(name)


def test_what_was_done_stays_done_by_a_former_member(visit, amina, ali):
    need = needs.draft()
    before = len(audit.history(need))
    audit.record(need, "edit", actor=ali, reason="A better title")
    services.erase_person(user=ali, actor=ali)
    newest, *others = audit.history(need)
    assert (newest.who, newest.reason) == ("former member of Kenya", "A better title")
    assert len(others) == before
    page = visit(amina).get(f"/people/organisations/{making.organisation().pk}/")
    assert "former member of Kenya" in page.text


def test_somebody_who_never_spoke_for_anybody_becomes_a_former_user(omar):
    services.erase_person(user=omar, actor=omar)
    omar.refresh_from_db()
    assert str(omar) == "former user"


def test_the_last_focal_point_may_erase_herself_and_the_secretariat_is_told(amina, sofia):
    services.erase_person(user=amina, actor=amina)
    assert Notification.objects.filter(user=sofia, kind="no_focal_point").count() == 1
    assert str(audit.history(making.organisation())[0].verb) == "left without focal point"


def test_the_last_broker_cannot_vanish(visit, sofia):
    page = erase(visit(sofia))
    assert "This is the only broker of the secretariat." in page.text
    sofia.refresh_from_db()
    assert sofia.is_active
    with pytest.raises(LastBroker):
        services.erase_person(user=sofia, actor=sofia)


def test_nobody_erases_somebody_else(amina, ali, sofia):
    from django.core.exceptions import PermissionDenied

    for actor in (amina, sofia):
        with pytest.raises(PermissionDenied):
            services.erase_person(user=ali, actor=actor)


def test_the_address_may_be_used_again(client, ali, amina):
    services.erase_person(user=ali, actor=ali)
    assert User.objects.create_user("ali@example.org", "x").pk != ali.pk


def test_other_parts_of_the_site_hear_of_it(ali, django_capture_on_commit_callbacks):
    heard = []

    def hear(**said):
        heard.append(said["user_id"])

    person_erased.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            services.erase_person(user=ali, actor=ali)
    finally:
        person_erased.disconnect(hear)
    assert heard == [ali.pk]

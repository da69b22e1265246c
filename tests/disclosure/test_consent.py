"""Consent to publish: its words are kept, it is shown, and it can be withdrawn."""

from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

import search
from matchmaking.disclosure import selectors, services
from matchmaking.disclosure.choices import Level, Part
from matchmaking.disclosure.models import Consent
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.matching import services as matching
from matchmaking.matching.models import Suggestion
from matchmaking.needs.models import Need
from matchmaking.writing.models import Audience
from tests.disclosure.making import PEOPLE, person, published
from tests.needs import making
from tests.offers import making as offers

pytestmark = pytest.mark.django_db
HIDDEN_FROM = ("visitor", "omar", "boris", "dina", "diego")


def test_the_words_that_were_shown_are_kept_when_the_focal_point_submits(visit, amina):
    need = making.draft(stock_level=Level.MEMBERS)
    client = visit(amina)
    text = client.get(f"/needs/{need.pk}/check/").content.decode()
    client.post(f"/needs/{need.pk}/submit/", {"version": need.version})
    consent = Consent.objects.get()
    assert consent.wording in unescape(text)
    assert (consent.given_by, consent.language, consent.audience) == (amina, "en", "public")
    assert consent.levels["stock"] == Level.MEMBERS
    assert "Kenya" in consent.wording
    assert str(Level.MEMBERS.label) in consent.wording


def test_the_language_in_which_the_words_were_read_is_kept(visit, amina):
    need = making.draft()
    visit(amina).post(f"/ar/needs/{need.pk}/submit/", {"version": need.version})
    consent = Consent.objects.get()
    with translation.override("ar"):
        need.refresh_from_db()
        assert (consent.language, consent.wording) == ("ar", selectors.consent_wording(need))


def test_an_offer_is_submitted_with_consent_too(dina):
    offer = offers.submitted()
    assert Consent.objects.about(offer).standing().get().given_by == dina


def test_a_submission_that_fails_leaves_no_consent(visit, amina):
    need = making.draft(title="")
    visit(amina).post(f"/needs/{need.pk}/submit/", {"version": need.version})
    assert not Consent.objects.exists()


def test_the_record_shows_the_consent_and_its_owner_its_words(visit, amina):
    need = published("need")
    public = visit().get(f"/needs/{need.pk}/").content.decode()
    assert "Published with the consent of" in public
    assert "Amina" not in public
    text = visit(amina).get(reverse("disclosure:consent", args=["need", need.pk])).content.decode()
    assert "Amina" in text
    assert "I agree that" in text


@pytest.mark.parametrize("state", ["published", "met", "expired"])
def test_a_withdrawn_consent_hides_the_record_from_others_at_once(visit, amina, state):
    need = making.in_state(state, title="Marambula racks")
    address = reverse("disclosure:withdraw", args=["need", need.pk])
    visit(amina).post(address)
    need.refresh_from_db()
    assert (need.audience, need.status) == (Audience.OWN, state)
    for name in HIDDEN_FROM:
        client = visit(person(name))
        assert client.get(f"/needs/{need.pk}/").status_code == 404
        assert "Marambula" not in client.get("/needs/").content.decode()
        assert "Marambula" not in client.get("/needs/export/csv/").getvalue().decode()
    for name in set(PEOPLE) - set(HIDDEN_FROM):
        assert visit(person(name)).get(f"/needs/{need.pk}/").status_code == 200
    public = frozenset({"public", "members"})
    assert search.find(type="need", text="Marambula", visible_to=public).total == 0
    consent = Consent.objects.get()
    assert consent.withdrawn_by == amina
    assert consent.withdrawn_at


def test_the_matcher_forgets_a_record_whose_consent_is_withdrawn(amina):
    need, _offer = published("need"), published("offer")
    matching.match_all()
    assert Suggestion.objects.filter(need=need).exists()
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    matching.match_all()
    assert not Suggestion.objects.exists()


def test_a_new_consent_shows_the_record_again(visit, amina):
    need = making.published()
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    address = reverse("disclosure:consent", args=["need", need.pk])
    assert "Show it again" in visit(amina).get(address).content.decode()
    visit(amina).post(address, {"audience": "members"})
    need.refresh_from_db()
    assert need.audience == Audience.MEMBERS
    assert Consent.objects.about(need).standing().get().audience == Audience.MEMBERS
    assert Consent.objects.about(need).count() == 2


def test_a_hidden_record_is_not_shown_again_in_passing(amina):
    need = making.published()
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    need.refresh_from_db()
    with pytest.raises(DomainError):
        making.services.edit_need(
            need_id=need.pk, version=need.version, actor=amina, fields={"audience": "public"}
        )
    assert Need.objects.get().audience == Audience.OWN


def test_a_hidden_record_is_edited_without_a_choice_of_audience(visit, amina):
    need = making.published()
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    need.refresh_from_db()
    client, address = visit(amina), f"/needs/{need.pk}/edit/"
    assert "hidden from other organisations" in client.get(address).content.decode()
    client.post(address, making.posted(need, title="Other racks", audience="public"))
    need.refresh_from_db()
    assert (need.title, need.audience) == ("Other racks", Audience.OWN)


def test_saving_other_levels_of_a_published_record_is_a_new_consent(visit, amina):
    need = published("need", {Part.STOCK: Level.OWN})
    client, address = visit(amina), f"/needs/{need.pk}/edit/"
    shown = unescape(client.get(address).content.decode())
    answers = {"stock_level": Level.PUBLIC, "contact_email": need.contact_email}
    answers |= {"stock": need.stock, "institution": need.institution}
    assert client.post(address, making.posted(need, **answers)).status_code == 302
    latest = Consent.objects.about(need).standing().get()
    assert latest.wording in shown
    assert latest.levels["stock"] == Level.PUBLIC
    assert Consent.objects.about(need).count() == 2


def test_saving_words_alone_needs_no_new_consent(amina):
    need = making.published()
    making.services.edit_need(
        need_id=need.pk, version=need.version, actor=amina, fields={"title": "Other words"}
    )
    assert Consent.objects.about(need).count() == 1


def test_only_who_answers_for_a_record_withdraws_and_renews(amina, visit):
    need = making.published()
    for name in set(PEOPLE) - {"visitor", "amina"}:
        with pytest.raises(PermissionDenied):
            services.withdraw_consent(kind="need", record_id=need.pk, actor=person(name))
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    for name in ("vera", "sofia", "dina"):
        with pytest.raises(PermissionDenied):
            services.renew_consent(
                kind="need", record_id=need.pk, actor=person(name), audience="public"
            )


def test_a_consent_is_neither_withdrawn_twice_nor_renewed_while_it_stands(amina):
    need = making.published()
    with pytest.raises(NotInThisState):
        services.renew_consent(kind="need", record_id=need.pk, actor=amina, audience="public")
    services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    with pytest.raises(NotInThisState):
        services.withdraw_consent(kind="need", record_id=need.pk, actor=amina)
    with pytest.raises(DomainError):
        services.renew_consent(kind="need", record_id=need.pk, actor=amina, audience="own")

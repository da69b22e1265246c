"""Who may read which part, and the twins that selectors hand out."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

import search
from accounts.selectors import visibility_codes
from matchmaking.disclosure import policies, selectors, services
from matchmaking.disclosure.choices import SAFE_LEVELS, Level, Part
from matchmaking.disclosure.models import DefaultLevel, DisclosedRecord
from matchmaking.matching import services as matching
from matchmaking.needs import selectors as needs
from matchmaking.needs.models import Need
from matchmaking.writing.models import Audience
from tests.disclosure import making
from tests.disclosure.making import PEOPLE, person, published, readers
from tests.needs import making as need_making

pytestmark = pytest.mark.django_db


@pytest.fixture(params=making.STAGES)
def stage(request):
    """Let the Nordic Agency have come to a stage of its introduction with every record."""

    def parties(kind, record_ids):
        return {pk: {making.organisation("dina").pk: request.param} for pk in record_ids}

    policies.register_parties(parties)
    yield request.param
    policies.unregister_parties(parties)


@pytest.mark.parametrize("kind", ["need", "offer"])
@pytest.mark.parametrize("level", Level.values)
def test_each_level_opens_a_part_to_the_circle_it_names(kind, level):
    record = published(kind, {Part.STOCK: level})
    for name in PEOPLE:
        user = person(name) or AnonymousUser()
        assert policies.may_read(user, record, Part.STOCK) == (name in readers(kind, level)), name


@pytest.mark.parametrize("level", Level.values)
def test_a_party_reads_and_finds_what_is_open_from_the_stage_it_has_come_to(stage, level):
    need = published("need", {Part.SITE: level})
    found = {
        name
        for name in PEOPLE
        if search.find(
            type="need",
            text=making.WORDS["confidential_place"],
            visible_to=visibility_codes(person(name) or AnonymousUser()),
        ).total
    }
    reads = {
        name
        for name in PEOPLE
        if policies.may_read(person(name) or AnonymousUser(), need, Part.SITE)
    }
    assert found == reads == readers("need", level, party="dina", stage=stage)
    assert policies.is_party(person("dina"), need) == (stage == Level.PARTIES)
    assert not policies.is_party(person("diego"), need)


def test_of_two_introductions_the_one_that_has_come_farther_counts():
    assert policies.farther(Level.ACCEPTED, Level.TALKING) == Level.TALKING
    assert policies.farther(Level.PARTIES, Level.ACCEPTED) == Level.PARTIES


def test_an_unknown_level_opens_nothing(dina):
    need = published("need")
    Need.objects.update(stock_level="whatever")
    need.refresh_from_db()
    assert not policies.may_read(dina, need, Part.STOCK)


def test_a_twin_cannot_be_written_back(dina):
    need = published("need", {Part.STOCK: Level.OWN})
    twin = needs.need_detail(dina, need.pk)
    assert (twin.stock, twin.withheld) == ("", {Part.STOCK})
    with pytest.raises(TypeError):
        twin.save()
    need.refresh_from_db()
    assert need.stock == making.WORDS["stock"]


def test_nobody_goes_around_the_redaction_of_a_selection(dina):
    published("need", {Part.STOCK: Level.OWN})
    twins = selectors.twins_for(dina, Need.objects.all())
    for rows in (
        twins,
        twins.order_by("-pk")[:1],
        twins.filter(pk__gt=0),
        twins.in_bulk().values(),
    ):
        assert [row.stock for row in rows] == [""]
    assert twins.first().stock == twins.get().stock == ""
    for around in (twins.iterator, twins.values, lambda: twins.values_list("pk", "stock")):
        with pytest.raises(TypeError):
            around()
    assert list(twins.values_list("title", flat=True))


def test_a_selection_of_many_asks_for_rights_once(dina, django_assert_num_queries):
    for _ in range(3):
        published("need", {Part.STOCK: Level.OWN})
    rows = list(Need.objects.all())
    policies.readable_parts(dina, rows[:1])
    with django_assert_num_queries(2):  # introductions, and requests that were granted
        selectors.redact(dina, rows)
    with django_assert_num_queries(0):
        selectors.redact(AnonymousUser(), list(rows))


@pytest.mark.parametrize("name", PEOPLE)
def test_a_record_for_members_is_known_to_members_alone(visit, name):
    need = published("need", audience=Audience.MEMBERS, title="Hidden Marambula racks")
    offer = published("offer", audience=Audience.MEMBERS, title="Hidden Otterfeld racks")
    is_member = name not in ("visitor", "omar")
    client = visit(person(name))
    for kind, record, word in (("need", need, "Marambula"), ("offer", offer, "Otterfeld")):
        pages = [f"/{kind}s/", f"/{kind}s/export/csv/", f"/{kind}s/export/json/", "/"]
        for page in pages:
            answer = client.get(page)
            text = (answer.getvalue() if answer.streaming else answer.content).decode()
            assert (word in text) <= is_member, page
        assert (word in client.get(f"/{kind}s/export/csv/").getvalue().decode()) == is_member
        assert client.get(f"/{kind}s/{record.pk}/").status_code == (200 if is_member else 404)
        assert client.get(f"/disclosure/{kind}/{record.pk}/ask/").status_code in (
            200,
            302,
            403,
            404,
        )
        codes = visibility_codes(person(name) or AnonymousUser())
        asked = {"type": kind, "visible_to": codes, "facets": ["theme", "status"]}
        assert search.find(text=word, **asked).total == is_member
        mistyped = search.find(text=word[:-2] + word[-1] + word[-2], **asked)
        assert bool(mistyped.corrected) == is_member
        counts = [count for values in search.find(**asked).facets.values() for _v, count in values]
        assert bool(counts) == is_member
    figures = needs.key_figures(person(name) or AnonymousUser())
    assert figures.open_needs == is_member


def test_the_matcher_suggests_a_request_for_members_to_the_donor(visit, dina):
    published("need", audience=Audience.MEMBERS, title="Hidden Marambula racks")
    offer = published("offer")
    matching.match_all()
    assert "Marambula" in visit(dina).get(f"/matching/offers/{offer.pk}/").content.decode()


# --- what new records keep back ------------------------------------------------------------------
def test_a_new_record_begins_with_safe_levels(amina):
    need = need_making.draft()
    assert selectors.levels_of(need) == SAFE_LEVELS
    assert need.audience == Audience.PUBLIC


def test_the_secretariat_sets_what_new_records_keep_back_and_old_ones_keep_theirs(visit, sofia):
    old = need_making.draft()
    answer = visit(sofia).post("/disclosure/defaults/", {**SAFE_LEVELS, Part.PLACE: Level.MEMBERS})
    assert answer.status_code == 302
    assert DefaultLevel.objects.get().level == Level.MEMBERS
    old.refresh_from_db()
    assert old.place_level == Level.PUBLIC
    assert need_making.draft().place_level == Level.MEMBERS


def test_a_level_that_does_not_exist_is_refused_beside_its_field(visit, sofia):
    answer = visit(sofia).post("/disclosure/defaults/", {**SAFE_LEVELS, Part.PLACE: "martians"})
    assert Part.PLACE in answer.context["form"].errors
    assert not DefaultLevel.objects.exists()


def test_the_owner_chooses_the_levels_in_the_form_and_what_is_not_asked_stays(visit, amina):
    need = need_making.draft()
    answers = need_making.posted(need, stock="Nine old machines", stock_level=Level.MEMBERS)
    assert visit(amina).post(f"/needs/{need.pk}/edit/", answers).status_code == 302
    need.refresh_from_db()
    assert (need.stock, need.stock_level) == ("Nine old machines", Level.MEMBERS)
    assert (need.contact_level, need.audience) == (SAFE_LEVELS[Part.CONTACT], Audience.PUBLIC)


def test_every_kind_of_record_has_a_level_for_each_of_its_parts():
    for model in making.MODELS.values():
        assert issubclass(model, DisclosedRecord)
        levels = selectors.levels_of(model())
        assert set(levels) == set(model.PARTS)
        assert set(levels.values()) <= set(Level.values)


def test_only_who_edits_attaches_documents_and_takes_them_away(amina, dina):
    need = published("need")
    with pytest.raises(PermissionDenied):
        services.attach_document(
            record=need, file=making.SimpleUploadedFile("x.txt", b"x"), title="X", actor=dina
        )
    services.remove_document(record=need, document=making.document_of(need), actor=amina)
    assert selectors.documents_for(amina, need) == []

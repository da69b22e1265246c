import re
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.urls import reverse

from matchmaking import audit
from matchmaking.vocabulary import services as vocabulary
from matchmaking.vocabulary.models import (
    Body,
    Concept,
    Country,
    Embargo,
    ExchangeRate,
    ReferenceRow,
    Theme,
)
from tests.needs import making as needs

pytestmark = pytest.mark.django_db


def _concrete():
    found = apps.get_app_config("vocabulary").get_models()
    return sorted((m for m in found if issubclass(m, ReferenceRow)), key=lambda m: m.__name__)


def address(row_or_model, view="list"):
    meta = row_or_model._meta
    args = [row_or_model.pk] if view in ("edit", "inspect", "history", "delete") else []
    return reverse(f"wagtailsnippets_vocabulary_{meta.model_name}:{view}", args=args)


def answers(client, row):
    """Return the answers of a form as the page shows them."""
    form = client.get(address(row, "edit")).context["form"]
    data = {}
    for field in form:
        value = field.value()
        if isinstance(value, (list, tuple)):
            data[field.html_name] = [str(getattr(item, "pk", item)) for item in value]
        elif value not in (None, False):
            data[field.html_name] = str(value)
    return data


@pytest.fixture
def editor(home, visit, sofia):
    return visit(sofia)


@pytest.mark.parametrize("model", _concrete(), ids=lambda model: model.__name__)
def test_the_secretariat_finds_inspects_and_exports_reference_data(editor, model):
    row = model.objects.order_by("pk").first()
    listing = editor.get(address(model))
    assert listing.status_code == 200
    assert editor.get(address(model), {"q": "zzzz"}).status_code == 200
    assert editor.get(address(row, "inspect")).status_code == 200
    assert editor.get(address(row, "edit")).status_code == 200
    assert editor.get(address(model, "add")).status_code == 200
    export = editor.get(address(model), {"export": "csv"})
    assert len(list(export.streaming_content)) > 10


@pytest.mark.parametrize("model", _concrete(), ids=lambda model: model.__name__)
def test_saving_a_form_unchanged_is_no_local_change(editor, model):
    row = model.objects.order_by("pk").last()
    response = editor.post(address(row, "edit"), answers(editor, row))
    assert response.status_code == 302, response.context["form"].errors
    report = vocabulary.load_reference()
    assert [change for table in report.tables for change in table.kept] == []


def test_an_edit_in_the_admin_survives_the_next_load_and_is_in_the_history(editor, sofia):
    kenya = Country.objects.get(pk="KEN")
    data = answers(editor, kenya) | {"name_fr": "République du Kenya", "un_languages": ["en", "fr"]}
    assert editor.post(address(kenya, "edit"), data).status_code == 302
    kept = [change for table in vocabulary.load_reference().tables for change in table.kept]
    assert {(change.row, change.field) for change in kept} == {
        ("KEN", "name_fr"),
        ("KEN", "un_languages"),
    }
    kenya.refresh_from_db()
    assert kenya.name_fr == "République du Kenya"
    assert audit.history(kenya)[0].who == str(sofia)
    assert "Sofia" in editor.get(address(kenya, "history")).content.decode()


def test_a_code_cannot_be_changed(editor):
    theme = Theme.objects.get(pk="GOV.01")
    editor.post(address(theme, "edit"), answers(editor, theme) | {"code": "GOV.99"})
    assert not Theme.objects.filter(pk="GOV.99").exists()


def test_the_secretariat_adds_a_dated_rate(editor):
    data = {"currency": "KES", "on": "2026-11-01", "per_usd": "131.5", "source": "Treasury"}
    assert editor.post(address(ExchangeRate, "add"), data).status_code == 302
    assert ExchangeRate.objects.filter(currency="KES", on="2026-11-01").exists()
    nothing = data | {"on": "2026-11-02", "per_usd": "0"}
    assert editor.post(address(ExchangeRate, "add"), nothing).status_code == 200


def test_terms_are_edited_one_on_a_line(editor):
    concept = Concept.objects.get(pk="C001")
    data = answers(editor, concept)
    assert data["labels_fr"] == "armes légères et de petit calibre\nALPC\narmes légères"
    data["labels_fr"] = "ALPC\r\n\r\n armes légères "
    assert editor.post(address(concept, "edit"), data).status_code == 302
    concept.refresh_from_db()
    assert concept.labels["fr"] == ["ALPC", "armes légères"]
    assert concept.labels["zh"][0] == "小武器和轻武器"


def test_embargoes_and_bodies_show_their_date_and_what_must_be_checked_again(editor):
    embargoes = editor.get(address(Embargo)).content.decode()
    assert "Evidence as of" in embargoes
    assert "Must be checked again" in embargoes
    bodies = editor.get(address(Body)).content.decode()
    assert "Membership as of" in bodies
    assert Body.objects.get(pk="RACVIAC").needs_recheck
    assert not Body.objects.get(pk="AU").needs_recheck


def test_a_search_in_any_language_finds_a_country(editor):
    found = editor.get(address(Country), {"q": "Кения"}).content.decode()
    assert "Kenya" in found
    assert "Uganda" not in found


def test_a_term_is_found_by_its_name_in_any_language(editor):
    found = editor.get(address(Concept), {"q": "الذخيرة"}).content.decode()
    assert ">ammunition<" in re.sub(r"\s*([<>])\s*", r"\1", found)
    assert "carbine" not in found


def test_rows_cannot_be_deleted_in_the_admin(editor):
    kenya = Country.objects.get(pk="KEN")
    editor.post(address(kenya, "delete"))
    assert Country.objects.filter(pk="KEN").exists()


@pytest.mark.parametrize("person", ["dina", "amina", "omar"])
def test_others_are_refused(home, visit, request, person):
    client = visit(request.getfixturevalue(person))
    kenya = Country.objects.get(pk="KEN")
    for url in (address(Country), address(kenya, "edit"), reverse("wagtailadmin_home")):
        assert client.get(url).status_code in (302, 403)
    client.post(address(kenya, "edit"), {"name_fr": "X"})
    kenya.refresh_from_db()
    assert kenya.name_fr == "Kenya"


def test_a_visitor_is_sent_to_sign_in(home, client):
    response = client.get(address(Country), follow=True)
    asked, _status = response.redirect_chain[-1]
    assert asked.startswith(reverse("account_login"))
    assert address(Country) in unquote(unquote(asked))


def test_the_secretariat_publishes_an_article(editor, home):
    index = home.get_children().get(slug="articles")
    url = reverse("wagtailadmin_pages:add", args=["cms", "articlepage", index.pk])
    assert editor.get(url).status_code == 200
    data = {
        "title": "A meeting in Nairobi",
        "slug": "a-meeting-in-nairobi",
        "date": "2026-11-20",
        "intro": "Thirty States spoke about marking.",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "notice",
        "body-0-value": "Registration is open.",
        "topics": ["MRK.02"],
        "action-publish": "publish",
    }
    response = editor.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    text = editor.get("/articles/a-meeting-in-nairobi/").content.decode()
    assert "Registration is open." in text
    assert "Import and post-manufacture marking" in text


def test_the_secretariat_edits_the_home_page(editor, home):
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).status_code == 200


def test_the_portals_report_names_the_acts_of_the_marketplace(home, client, django_user_model):
    needs.published()
    root = django_user_model.objects.create_superuser("root@example.org", "x")
    client.force_login(root)
    report = client.get(reverse("wagtailadmin_reports:site_history")).content.decode()
    assert "submitted to the secretariat" in report

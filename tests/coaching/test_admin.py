"""The secretariat corrects the catalogue and the examples in the admin of the portal."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from matchmaking.coaching.models import CatalogueEntry, Example
from tests.cms.conftest import home  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


def address(model, view="list", *args):
    return reverse(f"wagtailsnippets_coaching_{model._meta.model_name}:{view}", args=args)


@pytest.fixture
def editor(home, visit, sofia):  # noqa: F811
    return visit(sofia)


def answers(form):
    """Return what a form of the admin would post unchanged, its rows included."""
    data = {}
    for part in (form, *form.formsets.values()):
        if part is not form:
            for hidden in part.management_form:
                data[hidden.html_name] = hidden.value()
        for fields in [part] if part is form else part.forms:
            for field in fields:
                if field.value() not in (None, False):
                    value = field.value()
                    data[field.html_name] = str(getattr(value, "pk", value))
    return data


@pytest.mark.parametrize(("model", "code"), [(CatalogueEntry, "MRK.03-1"), (Example, "need-MRK")])
def test_the_secretariat_finds_exports_and_opens_what_ships(editor, model, code):
    assert editor.get(address(model)).status_code == 200
    assert editor.get(address(model, "edit", code)).status_code == 200
    assert editor.get(address(model, "add")).status_code == 200
    export = editor.get(address(model), {"export": "csv"})
    assert len(list(export.streaming_content)) > 10


def test_a_price_changed_in_the_admin_survives_the_next_load(editor):
    page = editor.get(address(CatalogueEntry, "edit", "MRK.03-1"))
    data = answers(page.context["form"]) | {
        "lines-0-low": "13000",
        "source": "Three offers of makers, on file",
    }
    answer = editor.post(address(CatalogueEntry, "edit", "MRK.03-1"), data)
    assert answer.status_code == 302, answer.context["form"].errors
    call_command("load_reference", verbosity=0)
    entry = CatalogueEntry.objects.get(pk="MRK.03-1")
    assert entry.source == "Three offers of makers, on file"
    assert entry.lines.order_by("pk").first().low == 13000


def test_a_dearer_from_than_to_is_refused_with_a_message(editor):
    page = editor.get(address(CatalogueEntry, "edit", "MRK.03-1"))
    data = answers(page.context["form"]) | {"lines-0-low": "999999"}
    answer = editor.post(address(CatalogueEntry, "edit", "MRK.03-1"), data)
    assert answer.status_code == 200
    assert CatalogueEntry.objects.get(pk="MRK.03-1").lines.order_by("pk").first().low == 12000

"""The reasons why matches fail: shipped, usable by purpose, extended by the secretariat."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from matchmaking.matching.choices import ReasonPurpose
from matchmaking.matching.models import Reason
from tests.cms.conftest import home  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("purpose", list(ReasonPurpose))
def test_every_purpose_has_reasons_in_six_languages_and_one_in_own_words(purpose):
    rows = list(Reason.objects.usable(purpose))
    assert len(rows) > 5
    assert rows[-1].code == "other"
    assert rows[-1].needs_words
    for row in rows:
        assert all(getattr(row, f"name_{code}") for code in ("en", "fr", "es", "ar", "ru", "zh"))


def test_each_purpose_has_its_own_reasons():
    of = {purpose: set(Reason.objects.usable(purpose)) for purpose in ReasonPurpose}
    no_answer = Reason.objects.get(pk="no-answer")
    assert [purpose for purpose in of if no_answer in of[purpose]] == [ReasonPurpose.ENDING]
    with pytest.raises(ValueError, match="forgetting"):
        Reason.objects.usable("forgetting")


def test_a_retired_reason_is_no_longer_offered():
    Reason.objects.filter(pk="timing").update(retired_on="2026-01-01")
    assert not Reason.objects.usable("rejecting").filter(pk="timing").exists()


def test_the_secretariat_adds_a_reason_and_the_next_load_keeps_it(home, visit, sofia):  # noqa: F811
    address = reverse("wagtailsnippets_matching_reason:add")
    data = {
        "code": "visa",
        "sort": "75",
        "name_en": "No visa was issued",
        "for_ending": "on",
    }
    answer = visit(sofia).post(address, data)
    assert answer.status_code == 302, answer.context["form"].errors
    call_command("load_reference", verbosity=0)
    reason = Reason.objects.get(pk="visa")
    assert reason in Reason.objects.usable("ending")
    assert str(reason) == "No visa was issued"
    page = visit(sofia).get(reverse("wagtailsnippets_matching_reason:list"))
    assert page.status_code == 200
    assert "No visa was issued" in page.text


def test_a_reason_for_nothing_is_refused(home, visit, sofia):  # noqa: F811
    address = reverse("wagtailsnippets_matching_reason:add")
    answer = visit(sofia).post(address, {"code": "none", "sort": "1", "name_en": "For nothing"})
    assert answer.status_code == 200
    assert not Reason.objects.filter(pk="none").exists()

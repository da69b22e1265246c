"""The weights: their versions, a new one, two measured side by side, another made active."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from matchmaking.audit import history
from matchmaking.errors import DomainError, ReasonMissing
from matchmaking.matching import index, selectors, services
from matchmaking.matching.engine import DEFAULT_WEIGHTS
from matchmaking.matching.models import WeightSet

pytestmark = pytest.mark.django_db
VALUES = dict(DEFAULT_WEIGHTS.values)


@pytest.fixture
def written(sofia):
    index.active_weights()
    return services.write_weights(
        actor=sofia, weights=VALUES | {"theme": 12.0}, note="Themes matter more."
    )


def test_the_shipped_weights_are_the_first_version(visit, sofia):
    page = visit(sofia).get(reverse("matching:weights"))
    assert "In force: v1" in page.text
    assert WeightSet.objects.get().weights == VALUES


def test_a_new_version_says_what_it_changes_and_ranks_nothing_yet(written):
    newest, first = selectors.versions()
    assert [(change.before, change.after) for change in newest.changes] == [(3.0, 12.0)]
    assert (newest.row.number, newest.row.is_active, first.row.is_active) == (2, False, True)
    assert [str(entry.verb) for entry in history(written)] == ["created"]


@pytest.mark.parametrize(
    "weights",
    [
        VALUES | {"theme": -1.0},
        VALUES | {"theme": 21.0},
        dict.fromkeys(VALUES, 0.0),
        {"theme": 1.0},
        VALUES | {"beauty": 1.0},
    ],
)
def test_weights_that_cannot_rank_are_refused(sofia, weights):
    with pytest.raises(DomainError):
        services.write_weights(actor=sofia, weights=weights, note="Try.")


def test_a_version_without_a_reason_is_refused(sofia):
    with pytest.raises(ReasonMissing):
        services.write_weights(actor=sofia, weights=VALUES, note="  ")


@pytest.mark.parametrize("name", ["amina", "dina", "elena", "omar"])
def test_only_a_broker_writes_and_activates(written, request, name):
    person = request.getfixturevalue(name)
    with pytest.raises(PermissionDenied):
        services.write_weights(actor=person, weights=VALUES, note="Mine.")
    with pytest.raises(PermissionDenied):
        services.activate_weights(weight_set_id=written.pk, actor=person)


def test_a_broker_writes_a_version_from_the_page(visit, sofia):
    client = visit(sofia)
    page = client.get(reverse("matching:write_weights"))
    assert 'name="coverage" value="7.0"' in page.text
    answers = VALUES | {"text": 2.5, "note": "Words mislead."}
    page = client.post(reverse("matching:write_weights"), answers, follow=True)
    assert "v2 is written." in page.text
    assert "2.50 instead of 4" in page.text


def test_a_mistake_keeps_what_was_typed(visit, sofia):
    answers = VALUES | {"text": "many", "theme": 5.5, "note": ""}
    page = visit(sofia).post(reverse("matching:write_weights"), answers)
    assert 'value="5.5"' in page.text
    assert {"text", "note"} == set(page.context["form"].errors)
    assert WeightSet.objects.count() == 1


def test_activating_is_written_down_with_its_reason(visit, written, sofia):
    url = reverse("matching:activate_weights", args=[written.pk])
    page = visit(sofia).post(url, {"reason": "Better on the examples."}, follow=True)
    assert "v2 is active" in page.text
    assert index.weights_in_force().version == 2
    entry = history(written)[0]
    assert (entry.who, entry.reason) == ("Sofia", "Better on the examples.")
    assert entry.changes == {"active": ("v1", "v2")}
    assert "Better on the examples." in page.text


def test_two_versions_are_measured_on_the_judged_examples(written):
    first = WeightSet.objects.get(number=1)
    found = selectors.compare_weights(first, written)
    best = next(f for f in found.figures if "nDCG" in str(f.metric))
    assert found.size == (40, 110)
    assert best.one == pytest.approx(0.937, abs=0.01)
    assert best.difference == pytest.approx(best.other - best.one)
    assert best.difference != 0
    assert all(abs(example.difference) > 0 for example in found.examples)


def test_a_version_beside_itself_differs_in_nothing(written):
    found = selectors.compare_weights(written, written)
    assert found.changes == found.examples == []
    assert {figure.difference for figure in found.figures} == {0}


def test_the_comparison_is_shared_by_its_address(visit, written, elena):
    first = WeightSet.objects.get(number=1)
    url = reverse("matching:compare_weights")
    page = visit(elena).get(url, {"one": first.pk, "other": written.pk})
    assert "40 requests and 110 offers" in page.text
    assert "12 instead of 3" in page.text
    assert "Make active" not in page.text  # she reads, a broker decides
    assert "Make active" in visit_again(visit, url, first, written).text


def visit_again(visit, url, first, written):
    return visit(written.created_by).get(url, {"one": first.pk, "other": written.pk})


def test_an_unknown_version_is_said_beside_the_field(visit, sofia):
    page = visit(sofia).get(reverse("matching:compare_weights"), {"one": "99", "other": "x"})
    assert page.status_code == 200
    assert set(page.context["compare_form"].errors) == {"one", "other"}

"""Scores are kept on change; rules are versions; a rule can be set aside; words are taken over."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking import audit
from matchmaking.coaching import selectors, services
from matchmaking.coaching.models import CatalogueEntry, Override, Rule, Ruleset, Specificity
from matchmaking.coaching.shipped import active_ruleset
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.needs.models import Need
from matchmaking.needs.services import NEED, delete_draft, edit_need
from matchmaking.offers.services import OFFER
from matchmaking.writing.services import StaleRecord
from tests import cast
from tests.needs import making
from tests.offers import making as offers

pytestmark = pytest.mark.django_db
VAGUE = {"description": "We need support.", "place": "", "confidential_place": "", "title": "Help"}


def score_of(need):
    return Specificity.objects.get(record_kind="need", record_id=need.pk).score


def rows(**weights):
    """Return the rules of the active version, some with another weight."""
    values = ("record_kind", "code", "weight", "words_share")
    found = list(active_ruleset().rules.order_by("position").values(*values))
    return [row | {"weight": weights.get(row["code"], row["weight"])} for row in found]


SETTINGS = {"threshold_need": 70, "threshold_offer": 50, "vague_points": 2, "vague_most": 8}


def publish(actor, **weights):
    return services.publish_ruleset(
        actor=actor, note="Place matters more.", rules=rows(**weights), settings=SETTINGS
    )


def test_the_rules_that_ship_are_in_force_from_the_beginning():
    ruleset = active_ruleset()
    assert ruleset.number == 1
    assert {rule.record_kind for rule in ruleset.rules.all()} == {"need", "offer"}
    assert active_ruleset() == ruleset
    assert Ruleset.objects.count() == 1


def test_a_record_is_scored_anew_whenever_it_changes(amina, django_capture_on_commit_callbacks):
    need = making.draft(**VAGUE, lines=[])
    services.score_record(NEED, record_id=need.pk)
    before = score_of(need)
    with django_capture_on_commit_callbacks(execute=True):
        edit_need(need_id=need.pk, version=need.version, actor=amina, fields={"place": "Mombasa"})
    assert score_of(need) > before


def test_an_offer_is_scored_by_rules_of_its_own(dina):
    offer = offers.draft()
    row = services.score_record(OFFER, record_id=offer.pk)
    assert {part["code"] for part in row.parts} >= {"capacity", "eligibility", "channel"}
    assert 0 < row.score <= 100


def test_the_score_of_a_deleted_record_is_forgotten(amina):
    need = making.draft()
    services.score_record(NEED, record_id=need.pk)
    services.override_rule(NEED, record_id=need.pk, code="plan", reason="None.", actor=amina)
    number = need.pk
    delete_draft(need_id=number, actor=amina)
    assert not Specificity.objects.exists()
    assert not Override.objects.exists()
    assert services.score_record(NEED, record_id=number) is None


def test_a_new_version_of_the_rules_is_active_and_audited_and_the_old_one_stays(sofia):
    first = active_ruleset()
    second = publish(sofia, place=40)
    assert active_ruleset() == second
    assert (second.number, second.threshold("need"), second.threshold("offer")) == (2, 70, 50)
    assert second.rules.get(record_kind="need", code="place").weight == 40
    assert first.rules.get(record_kind="need", code="place").weight == 10
    verbs = [entry.verb for entry in audit.history(second)]
    assert verbs == [audit.VERBS["activate"], audit.VERBS["create"]]


def test_a_new_version_scores_every_record_anew(sofia, django_capture_on_commit_callbacks):
    need = making.draft(**VAGUE, lines=[])
    services.score_all()
    with django_capture_on_commit_callbacks(execute=True):
        publish(sofia, window=100)
    assert Specificity.objects.filter(record_id=need.pk).count() == 2
    row = selectors.with_specificity(Need.objects.all(), "need").get(pk=need.pk)
    active = Specificity.objects.get(record_id=need.pk, ruleset__number=2)
    assert row.specificity == active.score


def test_an_earlier_version_can_be_made_active_again(sofia):
    first = active_ruleset()
    publish(sofia)
    services.activate_ruleset(number=1, actor=sofia)
    assert active_ruleset() == first
    assert Ruleset.objects.filter(is_active=True).count() == 1
    with pytest.raises(DomainError):
        services.activate_ruleset(number=99, actor=sofia)


@pytest.mark.parametrize("name", ["amina", "dina", "elena", "omar"])
def test_only_brokers_set_the_rules(name):
    person = cast.join(name)
    with pytest.raises(PermissionDenied):
        publish(person)
    active_ruleset()
    with pytest.raises(PermissionDenied):
        services.activate_ruleset(number=1, actor=person)


def test_rules_without_a_reason_or_without_any_weight_are_refused(sofia):
    with pytest.raises(ReasonMissing):
        services.publish_ruleset(actor=sofia, note=" ", rules=rows(), settings=SETTINGS)
    weightless = [row | {"weight": 0.0} for row in rows() if row["record_kind"] == "need"]
    with pytest.raises(DomainError):
        services.publish_ruleset(actor=sofia, note="x", rules=weightless, settings=SETTINGS)
    assert Rule.objects.filter(ruleset__number=2).count() == 0


def test_a_rule_set_aside_counts_as_answered_and_is_audited(amina):
    need = making.draft(**VAGUE)
    before = services.score_record(NEED, record_id=need.pk).score
    services.override_rule(
        NEED, record_id=need.pk, code="place", reason="The whole country.", actor=amina
    )
    assert score_of(need) > before
    entry = audit.history(need)[0]
    assert (entry.verb, entry.reason) == (audit.VERBS["override"], "Place: The whole country.")
    services.restore_rule(NEED, record_id=need.pk, code="place", actor=amina)
    assert score_of(need) == before
    assert not Override.objects.exists()


def test_a_rule_is_set_aside_only_with_a_reason_and_only_if_it_exists(amina):
    need = making.draft()
    with pytest.raises(ReasonMissing):
        services.override_rule(NEED, record_id=need.pk, code="place", reason=" ", actor=amina)
    with pytest.raises(DomainError):
        services.override_rule(NEED, record_id=need.pk, code="colour", reason="x", actor=amina)


@pytest.mark.parametrize("name", ["boris", "dina", "vera", "sofia", "omar"])
def test_nobody_else_sets_a_rule_of_a_record_aside(name):
    need, person = making.draft(), cast.join(name)
    about = {"record_id": need.pk, "code": "place", "actor": person}
    with pytest.raises(PermissionDenied):
        services.override_rule(NEED, reason="x", **about)
    with pytest.raises(PermissionDenied):
        services.restore_rule(NEED, **about)


def test_a_rule_cannot_be_set_aside_while_the_secretariat_reads_the_request(amina):
    need = making.submitted()
    with pytest.raises(NotInThisState):
        services.override_rule(NEED, record_id=need.pk, code="place", reason="x", actor=amina)


def take(need, code, text, actor):
    return services.take_passage(
        NEED, record_id=need.pk, version=need.version, code=code, text=text, actor=actor
    )


@pytest.mark.parametrize(
    ("text", "code", "passage", "field", "value"),
    [
        ("Racks in Mombasa.", "place", "Mombasa", "place", "Mombasa"),
        (
            "The National Police Service asks.",
            "institution",
            "National Police Service",
            "institution",
            "National Police Service",
        ),
        ("By June 2028.", "window", "By June 2028", "ends_on", datetime.date(2028, 6, 30)),
        ("It is taught in French.", "language", "French", "working_languages", ["fr"]),
        ("USD 185,000 is the cost.", "cost", "USD 185,000", "budget_minor", 18_500_000),
    ],
)
def test_a_passage_goes_into_its_field(amina, text, code, passage, field, value):
    empty = {"ends_on": None, "budget_minor": None, "cofinancing_minor": None, "currency": ""}
    need = making.draft(**VAGUE | {"description": text} | empty)
    take(need, code, passage, amina)
    need.refresh_from_db()
    assert getattr(need, field) == value
    assert need.description == text


def test_a_count_fills_the_first_line_without_one(amina):
    lines = [making.line(), making.line(quantity=None, unit="")]
    need = making.draft(**VAGUE | {"description": "For 38 police stations."}, lines=lines)
    take(need, "quantity", "38 police stations", amina)
    first, second = need.lines.order_by("position")
    assert first.quantity == 12
    assert (second.quantity, second.unit) == (38, "police stations")


def test_a_count_without_a_line_says_what_to_do(amina):
    need = making.draft(**VAGUE | {"description": "For 38 police stations."}, lines=[])
    with pytest.raises(DomainError, match="Add a line first"):
        take(need, "quantity", "38 police stations", amina)


def test_an_amount_in_another_currency_is_left_to_the_author(amina):
    need = making.draft(**VAGUE | {"description": "About EUR 5,000.", "budget_minor": None})
    with pytest.raises(DomainError, match="another currency"):
        take(need, "cost", "EUR 5,000", amina)


def test_a_passage_that_the_text_no_longer_has_is_not_taken(amina):
    need = making.draft(**VAGUE)
    with pytest.raises(DomainError, match="no longer says"):
        take(need, "place", "Mombasa", amina)


def test_taking_over_never_writes_over_a_newer_version(amina):
    need = making.draft(**VAGUE | {"description": "Racks in Mombasa."})
    Need.objects.filter(pk=need.pk).update(version=need.version + 1)
    with pytest.raises(StaleRecord):
        take(need, "place", "Mombasa", amina)


def test_the_lines_of_an_entry_are_added_at_the_middle_of_their_range(amina):
    need = making.draft(themes=[], currency="", budget_minor=None, cofinancing_minor=None)
    entry = CatalogueEntry.objects.get(pk="MRK.03-1")
    services.insert_entry(
        NEED, record_id=need.pk, version=need.version, entry_id=entry.pk, actor=amina
    )
    need.refresh_from_db()
    added = list(need.lines.order_by("position"))[1:]
    assert [line.kind_id for line in added] == [line.kind_id for line in entry.lines.all()]
    machine = entry.lines.get(kind="EQP.MARK")
    middle = machine.quantity * (machine.low + machine.high) * 100 // 2
    assert added[0].cost_minor == middle
    assert (need.currency, [theme.pk for theme in need.themes.all()]) == ("USD", ["MRK.03"])


def test_the_lines_of_an_entry_take_the_language_and_currency_of_the_request(amina):
    need = making.draft(language="fr", currency="EUR")
    services.insert_entry(
        NEED, record_id=need.pk, version=need.version, entry_id="MRK.03-1", actor=amina
    )
    added = need.lines.order_by("position")[1]
    assert added.description == "Machines de marquage"
    machine = CatalogueEntry.objects.get(pk="MRK.03-1").lines.get(kind="EQP.MARK")
    assert 0 < added.cost_minor < machine.quantity * machine.high * 100
    assert added.cost_minor % 10_000 == 0


def test_an_entry_that_was_retired_is_not_inserted(amina):
    need = making.draft()
    CatalogueEntry.objects.filter(pk="MRK.03-1").update(retired_on=datetime.date(2026, 1, 1))
    with pytest.raises(DomainError, match="no longer has"):
        services.insert_entry(
            NEED, record_id=need.pk, version=need.version, entry_id="MRK.03-1", actor=amina
        )

"""Writing a request: completeness, saving in passing, stale versions, the trail."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking import audit
from matchmaking.errors import NotInThisState
from matchmaking.needs import services
from matchmaking.needs.models import Need
from matchmaking.vocabulary.models import Theme
from matchmaking.writing import services as writing
from matchmaking.writing.selectors import record_history
from tests import cast
from tests.needs import making

pytestmark = pytest.mark.django_db


def _edit(need, person, **fields):
    lines = fields.pop("lines", None)
    return services.edit_need(
        need_id=need.pk, version=need.version, actor=person, fields=fields, lines=lines
    )


@pytest.mark.parametrize("name", ["amina", "ali"])
def test_focal_point_and_drafter_begin_requests_of_their_state(name):
    need = making.draft(author=cast.join(name))
    assert (need.status, need.country_id) == ("draft", "KEN")
    assert audit.history(need)[0].who == name.title()


@pytest.mark.parametrize("name", ["vera", "boris", "dina", "sofia", "omar"])
def test_nobody_else_begins_a_request_of_kenya(amina, name):
    with pytest.raises(PermissionDenied):
        services.draft_need(actor=cast.join(name), organisation=making.kenya(), fields={})


def test_an_incomplete_draft_is_refused_with_every_fault_beside_its_field(amina):
    need = services.draft_need(actor=amina, organisation=making.kenya(), fields={"language": "en"})
    with pytest.raises(writing.IncompleteRecord) as refusal:
        services.submit_need(need_id=need.pk, actor=amina)
    assert {field: str(message) for field, message in refusal.value.errors.items()} == {
        "title": "Give the request a title.",
        "description": "Describe what is needed, for whom, and what it should change.",
        "themes": "Choose at least one theme.",
        "lines": "Add at least one line that says what kind of assistance is needed.",
        "priority": "Say which priority the State gives this request.",
        "ends_on": "Say until when the assistance is wanted; the request stays open until then.",
    }
    need.refresh_from_db()
    assert need.status == "draft"
    assert not [entry for entry in audit.history(need) if entry.changes]


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("description", ""), ("themes", []), ("priority", ""), ("ends_on", None)],
)
def test_each_missing_answer_is_named_alone(amina, field, value):
    need = making.draft(**{field: value})
    assert list(services.missing_parts(need)) == [field]


def test_a_window_in_the_past_is_refused(amina):
    need = making.draft(ends_on=datetime.date(2020, 1, 1))
    assert str(services.missing_parts(need)["ends_on"]) == (
        "The last day lies in the past. Choose a later one."
    )


def test_a_request_without_budget_or_institution_can_be_submitted(amina):
    need = making.draft(budget_minor=None, cofinancing_minor=None, currency="", institution="")
    assert services.submit_need(need_id=need.pk, actor=amina).status == "submitted"


def test_an_edit_records_what_was_and_what_is(amina):
    need = making.draft()
    _edit(need, amina, title="Laser marking machines", budget_minor=15_000_000, priority="low")
    changes = audit.history(need)[0].changes
    assert changes == {
        "title": ("Marking machines for the police", "Laser marking machines"),
        "budget_minor": ("USD 120000", "USD 150000"),
        "priority": ("high", "low"),
    }


def test_an_edit_that_changes_nothing_leaves_no_trace(amina):
    need = making.draft()
    _edit(need, amina, title=need.title)
    assert [str(entry.verb) for entry in audit.history(need)] == ["created"]


def test_the_trail_says_that_the_exact_site_changed_but_never_what_it_is(amina):
    need = making.draft()
    _edit(need, amina, confidential_place="another secret bunker")
    changes = audit.history(need)[0].changes
    assert changes == {"confidential_place": ("•••", "•••")}


def test_lines_keep_their_identity_through_edits(amina):
    need = making.draft(lines=[making.line(), making.line(kind_id="EQP.MARKSUP", unit="set")])
    first, second = need.lines.order_by("position")
    _edit(
        need,
        amina,
        lines=[
            making.line(kind_id="EQP.RECSW", pk=None),
            making.line(kind_id="EQP.MARKSUP", quantity=3, unit="set", pk=second.pk),
        ],
    )
    new, kept = need.lines.order_by("position")
    assert (kept.pk, kept.quantity) == (second.pk, 3)
    assert new.kind_id == "EQP.RECSW"
    assert not need.lines.filter(pk=first.pk).exists()


def test_a_line_of_another_request_cannot_be_taken_over(amina):
    need, other = making.draft(), making.draft()
    foreign = other.lines.get()
    _edit(need, amina, lines=[making.line(quantity=99, pk=foreign.pk)])
    foreign.refresh_from_db()
    assert (foreign.need_id, foreign.quantity) == (other.pk, 12)
    assert need.lines.get().quantity == 99


def test_a_stale_edit_is_refused_and_names_who_was_faster(amina, ali):
    need = making.draft()
    mine = Need.objects.get(pk=need.pk)
    _edit(need, ali, title="Ali's title")
    with pytest.raises(writing.StaleRecord) as refusal:
        _edit(mine, amina, title="Amina's title")
    assert "Ali changed this request" in str(refusal.value.message)
    assert Need.objects.get(pk=need.pk).title == "Ali's title"


def test_autosave_keeps_an_incomplete_draft(amina):
    need = making.draft()
    saved = services.autosave_need(
        need_id=need.pk,
        version=need.version,
        actor=amina,
        fields={"title": "", "ends_on": None},
        lines=[],
    )
    assert saved.version == need.version + 1
    again = Need.objects.get(pk=need.pk)
    assert (again.title, again.ends_on, again.lines.count()) == ("", None, 0)


def test_autosave_never_overwrites_a_newer_version(amina, ali):
    need = making.draft()
    _edit(Need.objects.get(pk=need.pk), ali, description="Ali's text")
    with pytest.raises(writing.StaleRecord):
        services.autosave_need(
            need_id=need.pk, version=need.version, actor=amina, fields={"description": "old"}
        )
    assert Need.objects.get(pk=need.pk).description == "Ali's text"


def test_only_drafts_are_autosaved(amina):
    need = making.published()
    with pytest.raises(NotInThisState):
        services.autosave_need(
            need_id=need.pk, version=need.version, actor=amina, fields={"title": "x"}
        )
    assert Need.objects.get(pk=need.pk).title == "Marking machines for the police"


def test_nobody_edits_what_lies_with_the_secretariat(amina, sofia):
    need = making.submitted()
    with pytest.raises(NotInThisState):
        _edit(need, amina, title="x")
    with pytest.raises(PermissionDenied):
        _edit(need, sofia, title="x")


def test_a_published_request_is_edited_by_the_focal_point_only_and_stays_complete(amina, ali):
    need = making.published()
    with pytest.raises(PermissionDenied):
        _edit(need, ali, cofinancing_minor=5_000_000)
    with pytest.raises(writing.IncompleteRecord):
        _edit(need, amina, title="")
    need.refresh_from_db()
    _edit(need, amina, cofinancing_minor=5_000_000)
    assert Need.objects.get(pk=need.pk).cofinancing_minor == 5_000_000


def test_a_draft_can_be_deleted_but_not_once_it_was_submitted(amina, ali, boris):
    fresh, returned = making.draft(), making.submitted()
    services.return_need(need_id=returned.pk, actor=cast.join("sofia"), reason="Too short.")
    with pytest.raises(PermissionDenied):
        services.delete_draft(need_id=fresh.pk, actor=boris)
    services.delete_draft(need_id=fresh.pk, actor=ali)
    with pytest.raises(NotInThisState):
        services.delete_draft(need_id=returned.pk, actor=amina)
    assert list(Need.objects.values_list("pk", flat=True)) == [returned.pk]


def test_an_unknown_field_is_an_error_of_the_caller(amina):
    with pytest.raises(LookupError):
        _edit(making.draft(), amina, status="published")


@pytest.mark.parametrize(
    ("field", "answers"),
    [
        ("ends_on", {"starts_on": making.NEXT_YEAR + datetime.timedelta(days=1)}),
        ("currency", {"currency": ""}),
        ("currency", {"currency": "", "budget_minor": None}),
    ],
)
def test_not_even_a_draft_holds_answers_that_exclude_each_other(amina, field, answers):
    need = making.draft()
    with pytest.raises(writing.IncompleteRecord) as refusal:
        _edit(need, amina, **answers)
    assert list(refusal.value.errors) == [field]
    with pytest.raises(writing.IncompleteRecord):
        making.draft(**answers)
    assert Need.objects.count() == 1


def test_the_history_joins_the_saves_of_one_sitting(amina):
    need = making.draft()
    for title in ("M", "Ma", "Marking"):
        need = services.autosave_need(
            need_id=need.pk, version=need.version, actor=amina, fields={"title": title}
        )
    edits = [e for e in record_history(services.NEED, amina, need) if e.verb == audit.VERBS["edit"]]
    assert [e.changes for e in edits] == [{"title": ("Marking machines for the police", "Marking")}]


def test_the_history_names_themes_and_kinds_in_words(amina):
    need = making.draft()
    _edit(need, amina, themes=[Theme.objects.get(pk="STK.04")], lines=[])
    changes = record_history(services.NEED, amina, need)[0].changes
    assert changes["themes"][1] == str(Theme.objects.get(pk="STK.04"))
    assert changes["lines"][0].endswith("12, item")
    assert "EQP.MARK" not in changes["lines"][0]


def test_outsiders_learn_only_how_a_request_became_public(dina, amina, sofia):
    need = making.submitted()
    services.return_need(need_id=need.pk, actor=sofia, reason="Too vague, honestly.")
    services.submit_need(need_id=need.pk, actor=amina)
    services.publish_need(need_id=need.pk, actor=sofia)
    seen = record_history(services.NEED, dina, need)
    assert [(entry.who, str(entry.verb), entry.reason) for entry in seen] == [
        ("Secretariat", "published", "")
    ]
    assert len(record_history(services.NEED, amina, need)) == 5

"""The State's word: one click, another answer, and taking it back."""

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, NotInThisState, ReasonMissing
from matchmaking.needs import services as own
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need, Renewal
from matchmaking.needs.renewal import services
from matchmaking.needs.renewal.choices import RenewalStatus, Verdict
from matchmaking.needs.renewal.workflow import OUTCOMES, RENEWAL_WORKFLOW
from matchmaking.reports import services as reports
from matchmaking.reports.choices import CandidateStatus
from matchmaking.writing.search import visibility_of
from tests import cast
from tests.needs import making as needs
from tests.needs.renewal import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(amina):
    return making.compared()


def confirm(words, actor=None, **answer):
    renewal = making.renewal_of(words)
    services.confirm_renewal(renewal_id=renewal.pk, actor=actor or cast.join("amina"), **answer)
    renewal.refresh_from_db()
    return renewal


def take_back(renewal):
    services.undo_renewal(renewal_id=renewal.pk, actor=cast.join("amina"))
    renewal.refresh_from_db()
    return renewal


def test_still_needed_adds_the_new_passage_and_keeps_the_first(report):
    renewal = confirm("hydraulic shear")
    need = making.need_of("hydraulic shear")
    assert renewal.verdict == Verdict.STILL
    assert need.candidate.report.year == 2012
    assert renewal.candidate.report.year == 2014
    assert renewal.candidate.status == CandidateStatus.ACCEPTED
    assert need.status == NeedStatus.DRAFT


def test_a_passage_that_renews_a_request_begins_none_of_its_own(report):
    renewal = confirm("hydraulic shear")
    assert not Need.objects.filter(candidate=renewal.candidate).exists()


def test_a_draft_begun_from_the_passage_is_taken_up(report, amina):
    passage = making.renewal_of("hydraulic shear").candidate
    reports.accept_candidate(candidate_id=passage.pk, actor=amina)
    renewal = confirm("hydraulic shear")
    assert not Need.objects.filter(candidate=passage).exists()
    take_back(renewal)
    assert Need.objects.filter(candidate=passage).exists()


def test_a_request_of_its_own_that_was_worked_on_is_never_thrown_away(report, amina):
    passage = making.renewal_of("hydraulic shear").candidate
    reports.accept_candidate(candidate_id=passage.pk, actor=amina)
    draft = Need.objects.get(candidate=passage)
    own.edit_need(need_id=draft.pk, version=1, actor=amina, fields={"place": "Nakuru"})
    with pytest.raises(services.OwnRequest):
        confirm("hydraulic shear")
    assert Need.objects.filter(pk=draft.pk).exists()
    assert making.renewal_of("hydraulic shear").status == RenewalStatus.WAITING


def test_a_published_request_that_was_met_is_closed_with_the_report_as_reason(report):
    need = making.publish(making.need_of("marking machines"))
    confirm("marking machines")
    need.refresh_from_db()
    assert need.status == NeedStatus.MET
    newest = audit.history(need)[0]
    assert newest.verb == audit.VERBS["meet"]
    assert "2014" in newest.reason


def test_a_draft_that_was_met_is_set_aside_and_does_not_become_public(report, boris, sofia):
    confirm("marking machines")
    need = making.need_of("marking machines")
    assert need.status == NeedStatus.WITHDRAWN
    assert need not in Need.objects.visible_to(boris)
    assert need not in Need.objects.visible_to(sofia)
    assert visibility_of(need) == [f"org:{need.organisation_id}"]
    assert not Renewal.objects.visible_to(sofia).filter(need=need).exists()


def test_what_is_no_longer_mentioned_is_withdrawn_or_kept(report):
    published = making.publish(making.need_of("computer"))
    confirm("computer")
    published.refresh_from_db()
    assert published.status == NeedStatus.WITHDRAWN
    kept = confirm("armourers", keep=True)
    assert kept.is_kept
    assert making.need_of("armourers").status == NeedStatus.DRAFT


def test_another_answer_than_the_suggestion_needs_a_reason(report):
    passage = report.candidates.get(quote__contains="ballistic")
    with pytest.raises(ReasonMissing):
        confirm("computer", verdict="changed", candidate_ids=[passage.pk])
    renewal = confirm(
        "computer", verdict="changed", candidate_ids=[passage.pk], reason="The study visit instead."
    )
    assert (renewal.suggested, renewal.verdict) == ("gone", "changed")
    assert renewal.quote == passage.quote


def test_still_needed_without_a_passage_is_refused(report):
    with pytest.raises(services.PassageMissing):
        confirm("computer", verdict="still", candidate_ids=[], reason="We know it is.")


def test_a_passage_of_another_report_is_no_answer(report):
    foreign = making.need_of("armourers").candidate
    with pytest.raises(services.PassageMissing):
        confirm("computer", verdict="still", candidate_ids=[foreign.pk], reason="See there.")


@pytest.mark.parametrize("name", ["ali", "vera", "boris", "dina", "sofia", "elena", "omar"])
def test_only_the_focal_point_confirms_and_takes_back(report, name):
    with pytest.raises(PermissionDenied):
        confirm("hydraulic shear", actor=cast.join(name))
    renewal = confirm("hydraulic shear")
    with pytest.raises(PermissionDenied):
        services.undo_renewal(renewal_id=renewal.pk, actor=cast.join(name))


def test_an_answer_to_an_older_suggestion_is_refused(report):
    with pytest.raises(ChangedMeanwhile):
        confirm("hydraulic shear", version=7)


def test_confirming_twice_is_refused(report):
    confirm("hydraulic shear")
    with pytest.raises(NotInThisState):
        confirm("hydraulic shear")


def test_what_was_closed_meanwhile_is_not_confirmed(report, amina):
    need = making.publish(making.need_of("hydraulic shear"))
    own.withdraw_need(need_id=need.pk, actor=amina)
    with pytest.raises(NotInThisState):
        confirm("hydraulic shear")


@pytest.mark.parametrize(
    "words", ["steel racks", "armourers", "hydraulic shear", "marking machines"]
)
@pytest.mark.parametrize("is_published", [False, True])
def test_taking_back_leaves_everything_as_it_was(report, words, is_published):
    need = making.need_of(words)
    if is_published:
        making.publish(need)
    status, passages = need.status, _statuses(report)
    renewal = take_back(confirm(words))
    need.refresh_from_db()
    assert need.status == status
    assert _statuses(report) == passages
    assert (renewal.status, renewal.verdict) == (RenewalStatus.WAITING, "")


def _statuses(report):
    return dict(report.candidates.values_list("pk", "status"))


def test_a_submitted_request_comes_back_as_submitted(report):
    need = making.need_of("marking machines")
    own.edit_need(
        need_id=need.pk,
        version=need.version,
        actor=need.created_by,
        fields={"priority": "high", "ends_on": needs.NEXT_YEAR},
    )
    own.submit_need(need_id=need.pk, actor=need.created_by)
    take_back(confirm("marking machines"))
    need.refresh_from_db()
    assert need.status == NeedStatus.SUBMITTED


def test_two_requests_that_became_one_share_the_passage(amina):
    making.first_report(
        asked={"21": "(a) marking machines for the police; (b) marking machines for the army."}
    )
    making.next_report(asked={"21": "Marking machines for the police and the army."}, told="")
    police, army = confirm("for the police"), confirm("for the army")
    assert police.candidate == army.candidate
    take_back(police)
    army.candidate.refresh_from_db()
    assert army.candidate.status == CandidateStatus.ACCEPTED
    take_back(army)
    assert _statuses(army.report) == {army.candidate_id: CandidateStatus.DRAWN}


def test_a_request_that_was_split_takes_up_both_passages(amina):
    making.first_report(
        asked={
            "24": "A workshop on tracing for 25 officers, with computers for the tracing office."
        }
    )
    report = making.next_report(
        asked={
            "24": "(a) a workshop on tracing for 25 officers; (b) computers for the tracing office."
        },
        told="",
    )
    renewal = confirm("workshop")
    assert renewal.further.count() == 1
    assert set(_statuses(report).values()) == {CandidateStatus.ACCEPTED}


def test_a_confirmation_that_a_later_report_has_followed_stays(report):
    renewal = confirm("hydraulic shear")
    making.next_report(year=2016, asked=making.FIRST, told="")
    confirm("hydraulic shear")
    with pytest.raises(NotInThisState):
        take_back(renewal)


def test_the_line_goes_on_from_the_newest_passage(report):
    confirm("steel racks")
    later = making.next_report(
        year=2016, asked={"11": "Steel racks for 20 police stations."}, told=""
    )
    renewal = making.renewal_of("steel racks", later)
    assert renewal.score > 0.95


PEOPLE = ["amina", "ali", "vera", "boris", "dina", "sofia", "tomas", "elena", "omar"]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("status", RenewalStatus.values)
def test_only_the_focal_point_has_moves_and_only_those_of_the_state(db, name, status):
    renewal = Renewal(need=needs.draft(), status=status)
    moves = {m.name for m in RENEWAL_WORKFLOW.available(renewal, actor=cast.join(name))}
    wanted = {"waiting": {"confirm"}, "lapsed": {"confirm"}, "confirmed": {"undo"}}
    assert moves == (wanted.get(status, set()) if name == "amina" else set())


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("status", NeedStatus.values)
def test_outcomes_are_the_focal_points_or_the_calendars(db, name, status):
    need = needs.draft()
    need.status = status
    moves = {m.name for m in OUTCOMES.available(need, actor=cast.join(name))}
    wanted = {
        "draft": {"shelve"},
        "submitted": {"shelve"},
        "met": {"reopen"},
        "expired": {"reopen", "redraft"},
        "withdrawn": {"reopen", "resubmit", "redraft"},
    }
    assert moves == (wanted.get(status, set()) if name == "amina" else set())

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing
from matchmaking.reports import services
from matchmaking.reports.choices import CandidateStatus, Origin
from matchmaking.reports.models import CandidateNeed
from matchmaking.reports.signals import candidate_accepted
from matchmaking.vocabulary.models import Theme
from tests.reports.making import drawn, filed, read

pytestmark = pytest.mark.django_db

TWO = "Steel racks for 38 police stations, at USD 145,000; training of 12 armourers"


@pytest.fixture
def report(amina):
    return read()


@pytest.fixture
def candidate(report):
    return report.candidates.order_by("position").first()


@pytest.fixture
def heard():
    """Listen to acceptances for the time of a test."""
    calls = []

    def listen(**kwargs):
        candidate = CandidateNeed.objects.get(pk=kwargs["candidate_id"])
        calls.append((kwargs["candidate_id"], kwargs["actor_id"], candidate.status))

    candidate_accepted.connect(listen)
    yield calls
    candidate_accepted.disconnect(listen)


def test_an_accepted_candidate_is_announced_with_the_last_corrections(candidate, amina, heard):
    services.accept_candidate(
        candidate_id=candidate.pk, actor=amina, fields={"title": "Racks for the police"}
    )
    candidate.refresh_from_db()
    assert (candidate.title, candidate.status) == ("Racks for the police", "accepted")
    assert (candidate.decided_by, heard) == (amina, [(candidate.pk, amina.pk, "accepted")])
    assert [str(entry.verb) for entry in audit.history(candidate)] == ["accepted", "edited"]


def test_an_acceptance_fails_together_with_what_listens_to_it(candidate, amina):
    def fail(**_kwargs):
        raise DomainError

    candidate_accepted.connect(fail)
    try:
        with pytest.raises(DomainError):
            services.accept_candidate(candidate_id=candidate.pk, actor=amina)
    finally:
        candidate_accepted.disconnect(fail)
    candidate.refresh_from_db()
    assert candidate.status == CandidateStatus.DRAWN


def test_a_drafter_reviews_as_the_focal_point_does(candidate, ali):
    services.accept_candidate(candidate_id=candidate.pk, actor=ali)
    candidate.refresh_from_db()
    assert candidate.decided_by == ali


@pytest.mark.parametrize("name", ["vera", "boris", "dina", "sofia", "omar"])
def test_nobody_else_decides_for_the_state(candidate, name, request, heard):
    person = request.getfixturevalue(name)
    acts = [
        lambda: services.accept_candidate(candidate_id=candidate.pk, actor=person),
        lambda: services.reject_candidate(candidate_id=candidate.pk, actor=person, reason="No."),
        lambda: services.edit_candidate(
            candidate_id=candidate.pk, actor=person, fields={"title": "x"}
        ),
        lambda: services.split_candidate(
            candidate_id=candidate.pk, actor=person, parts=["Steel racks", "38 police stations"]
        ),
        lambda: services.restore_candidate(candidate_id=candidate.pk, actor=person),
        lambda: services.merge_candidates(
            report_id=candidate.report_id, candidate_ids=[candidate.pk], actor=person
        ),
        lambda: services.add_candidate(
            report_id=candidate.report_id, actor=person, quote="The depots"
        ),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()
    assert heard == []


def test_nothing_is_accepted_twice(candidate, amina, heard):
    services.accept_candidate(candidate_id=candidate.pk, actor=amina)
    with pytest.raises(NotInThisState):
        services.accept_candidate(candidate_id=candidate.pk, actor=amina)
    assert len(heard) == 1


def test_a_rejection_says_why_and_can_be_taken_back(candidate, amina):
    with pytest.raises(ReasonMissing):
        services.reject_candidate(candidate_id=candidate.pk, actor=amina, reason="  ")
    services.reject_candidate(candidate_id=candidate.pk, actor=amina, reason=" Met in 2013. ")
    candidate.refresh_from_db()
    assert (candidate.status, candidate.reason) == ("rejected", "Met in 2013.")
    services.restore_candidate(candidate_id=candidate.pk, actor=amina)
    candidate.refresh_from_db()
    assert (candidate.status, candidate.reason, candidate.decided_by) == ("drawn", "", None)


def test_a_correction_is_on_record_with_both_values(candidate, amina):
    services.edit_candidate(
        candidate_id=candidate.pk,
        actor=amina,
        fields={"quantity": Decimal(40), "themes": [Theme.objects.get(pk="STK.01")]},
    )
    changes = audit.history(candidate)[0].changes
    assert changes == {"quantity": ("38", "40"), "themes": (["STK.02"], ["STK.01"])}


def test_saving_the_same_again_leaves_no_trace(candidate, amina):
    services.edit_candidate(
        candidate_id=candidate.pk, actor=amina, fields={"title": candidate.title}
    )
    assert audit.history(candidate) == []


def test_the_quotation_cannot_be_edited(candidate, amina):
    with pytest.raises(LookupError):
        services.edit_candidate(
            candidate_id=candidate.pk, actor=amina, fields={"quote": "forty machines"}
        )


def test_an_older_page_of_the_same_person_saves_and_of_another_does_not(candidate, amina, ali):
    seen = candidate.version
    services.edit_candidate(
        candidate_id=candidate.pk, actor=amina, fields={"title": "First"}, version=seen
    )
    services.edit_candidate(
        candidate_id=candidate.pk, actor=amina, fields={"title": "Second"}, version=seen
    )
    with pytest.raises(ChangedMeanwhile):
        services.edit_candidate(
            candidate_id=candidate.pk, actor=ali, fields={"title": "Third"}, version=seen
        )
    candidate.refresh_from_db()
    assert candidate.title == "Second"


def test_the_parts_of_a_split_keep_the_words_and_the_place(report, amina):
    whole = drawn(
        report,
        TWO,
        ref="11",
        page=3,
        rects=[[3, 0.1, 0.2, 0.9, 0.3]],
        quantity=Decimal(38),
        unit="site",
        amount_minor=14_500_000,
        currency="USD",
    )
    whole.themes.add("STK.02")
    racks, training = services.split_candidate(
        candidate_id=whole.pk,
        actor=amina,
        parts=[
            "Steel racks for 38 police stations, at USD 145,000",
            "",
            "training of 12 armourers",
        ],
    )
    whole.refresh_from_db()
    assert whole.status == CandidateStatus.REPLACED
    assert list(whole.replaced_by.order_by("pk")) == [racks, training]
    assert (racks.ref, racks.page, racks.rects) == ("11", 3, [[3, 0.1, 0.2, 0.9, 0.3]])
    assert (racks.quantity, racks.amount_minor) == (Decimal(38), 14_500_000)
    assert (training.quantity, training.amount_minor) == (None, None)
    assert [theme.pk for theme in training.themes.all()] == ["STK.02"]
    assert training.origin == Origin.PERSON
    standing = list(report.candidates.standing())
    assert standing[-2:] == [racks, training]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["Steel racks"], "at least two"),
        (["Steel racks", "forty marking machines"], "not in the report"),
    ],
)
def test_a_split_that_is_none_or_changes_words_is_refused(report, amina, parts, words):
    whole = drawn(report, TWO)
    with pytest.raises(DomainError, match=words):
        services.split_candidate(candidate_id=whole.pk, actor=amina, parts=parts)
    whole.refresh_from_db()
    assert whole.status == CandidateStatus.DRAWN


def test_neighbours_in_one_answer_merge_into_the_running_passage(report, amina):
    racks, training = report.candidates.order_by("position")
    merged = services.merge_candidates(
        report_id=report.pk, candidate_ids=[training.pk, racks.pk], actor=amina
    )
    assert merged.quote == racks.answer_quote
    assert {theme.pk for theme in merged.themes.all()} == {"STK.02", "STK.07"}
    assert (merged.amount_minor, merged.quantity) == (14_500_000, None)
    racks.refresh_from_db()
    assert (racks.status, racks.replaced_by.get()) == ("replaced", merged)
    assert list(report.candidates.standing()) == [merged]


def test_passages_far_apart_merge_line_by_line(report, amina):
    first = drawn(report, "Racks for depots", page=2, rects=[[2, 0, 0, 1, 1]])
    second = drawn(report, "Keys for depots", page=5, rects=[[5, 0, 0, 1, 1], [2, 0, 0, 1, 1]])
    merged = services.merge_candidates(
        report_id=report.pk, candidate_ids=[first.pk, second.pk], actor=amina
    )
    assert merged.quote == "Racks for depots\nKeys for depots"
    assert (merged.page, merged.page_end) == (2, 5)
    assert merged.rects == [[2, 0, 0, 1, 1], [5, 0, 0, 1, 1]]


def test_one_alone_or_of_another_report_does_not_merge(report, amina):
    first = report.candidates.first()
    other = drawn(filed(text="Another report of Kenya", name="b.txt"), "Racks")
    for chosen in ([], [first.pk], [first.pk, first.pk], [first.pk, other.pk]):
        with pytest.raises(DomainError):
            services.merge_candidates(report_id=report.pk, candidate_ids=chosen, actor=amina)
    first.refresh_from_db()
    assert first.status == CandidateStatus.DRAWN


def test_a_marked_passage_becomes_a_candidate_in_the_words_of_the_report(report, amina):
    added = services.add_candidate(
        report_id=report.pk, actor=amina, quote="DEPOTS of the  coast\nregion were visited"
    )
    assert added.quote == "depots of the coast region were visited"
    assert (added.origin, added.status, added.is_explicit) == ("person", "drawn", False)
    assert [str(entry.verb) for entry in audit.history(added)] == ["added"]


def test_words_that_the_report_does_not_say_are_not_added(report, amina):
    with pytest.raises(DomainError, match="not in the text"):
        services.add_candidate(report_id=report.pk, actor=amina, quote="forty marking machines")


def test_nothing_is_added_to_a_report_that_was_not_read(amina):
    with pytest.raises(NotInThisState):
        services.add_candidate(report_id=filed().pk, actor=amina, quote="The depots")

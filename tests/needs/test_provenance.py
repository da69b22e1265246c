"""From a passage of a report to a draft, with the words of the report kept apart."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from matchmaking.documents.models import Attachment
from matchmaking.needs import services
from matchmaking.needs.models import Need
from matchmaking.reports.models import CandidateNeed, NationalReport
from matchmaking.reports.signals import candidate_accepted
from matchmaking.vocabulary.models import Kind, Theme
from tests.needs import making

pytestmark = pytest.mark.django_db
QUOTE = "Kenya wishes to receive 12 marking machines and training for their operators."


@pytest.fixture
def candidate(amina):
    kenya = making.kenya()
    attachment = Attachment.objects.create(
        organisation=kenya,
        uploaded_by=amina,
        file=ContentFile(b"x", name="report.txt"),
        original_name="report.txt",
        size=1,
        sha256="0" * 64,
    )
    report = NationalReport.objects.create(
        organisation=kenya,
        country_id="KEN",
        year=2024,
        language="fr",
        attachment=attachment,
        uploaded_by=amina,
    )
    found = CandidateNeed.objects.create(
        report=report,
        position=1,
        ref="24.1",
        quote=QUOTE,
        page=12,
        quantity=12,
        unit="item",
        amount_minor=4_500_000,
        currency="EUR",
        proposal_developed=False,
    )
    found.themes.set(Theme.objects.filter(pk__in=["MRK.02"]))
    found.kinds.set(Kind.objects.filter(pk__in=["EQP.MARK", "TRN.COURSE"]))
    return found


def test_an_accepted_passage_becomes_a_draft_that_remembers_it(amina, candidate):
    candidate_accepted.send(sender=CandidateNeed, candidate_id=candidate.pk, actor_id=amina.pk)
    need = Need.objects.get()
    assert (need.status, need.candidate, need.created_by) == ("draft", candidate, amina)
    assert (need.reported_quote, need.reported_ref, need.reported_page) == (QUOTE, "24.1", 12)
    assert (need.language, need.budget_minor, need.currency) == ("fr", 4_500_000, "EUR")
    assert need.proposal_developed is False
    assert [theme.pk for theme in need.themes.all()] == ["MRK.02"]
    kinds = {line.kind_id: line.quantity for line in need.lines.all()}
    assert kinds == {"EQP.MARK": 12, "TRN.COURSE": None}


def test_enriching_the_text_leaves_the_reported_words_alone(amina, candidate):
    need = services.draft_need_from_candidate(candidate_id=candidate.pk, actor=amina)
    services.edit_need(
        need_id=need.pk,
        version=need.version,
        actor=amina,
        fields={"description": "Better words.", "title": "Better title"},
    )
    need.refresh_from_db()
    assert (need.description, need.reported_quote) == ("Better words.", QUOTE)


def test_accepting_twice_makes_one_request(amina, candidate):
    first = services.draft_need_from_candidate(candidate_id=candidate.pk, actor=amina)
    second = services.draft_need_from_candidate(candidate_id=candidate.pk, actor=amina)
    assert first == second
    assert Need.objects.count() == 1


def test_another_state_cannot_make_a_request_of_our_report(boris, candidate):
    with pytest.raises(PermissionDenied):
        services.draft_need_from_candidate(candidate_id=candidate.pk, actor=boris)


def test_a_long_passage_gives_a_title_that_fits(amina, candidate):
    CandidateNeed.objects.filter(pk=candidate.pk).update(quote="weapons " * 60, title="")
    need = services.draft_need_from_candidate(candidate_id=candidate.pk, actor=amina)
    assert len(need.title) == 200
    assert need.title.endswith("…")

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from matchmaking import audit
from matchmaking.errors import ChangedMeanwhile
from matchmaking.reports import reader, selectors, services, tasks
from matchmaking.reports.choices import AnswerValue, CandidateStatus, ReportStatus
from matchmaking.reports.models import NationalReport
from matchmaking.reports.services import reading
from tests.reports.making import PAGE, filed, read

HOSTILE = Path(__file__).parent / "reader" / "hostile"


@pytest.mark.django_db
class TestReading:
    def test_what_the_report_says_of_itself_fills_what_the_person_left_empty(self, amina):
        report = read()
        assert (report.year, report.language, report.layout) == (2014, "en", "V1")
        assert report.read_at is not None

    def test_what_the_person_said_is_kept_and_a_difference_is_told(self, amina):
        report = read(year=2016)
        assert report.year == 2016
        assert "names another year (2014)" in " ".join(selectors.warnings_of(report))

    def test_a_report_of_another_state_is_noticed(self, amina):
        report = read(PAGE.replace("Kenya", "Zambia"))
        assert "another State (Zambia)" in " ".join(selectors.warnings_of(report))

    def test_every_question_about_assistance_has_an_answer_and_blank_is_not_no(self, amina):
        answers = dict(read().answers.values_list("ref", "value"))
        assert answers["11"] == AnswerValue.YES
        assert answers["21"] == AnswerValue.BLANK

    def test_a_candidate_holds_what_the_reader_found(self, amina):
        racks = read().candidates.order_by("position").first()
        assert racks.quote == "Steel racks for 38 police stations, at a cost of USD 145,000"
        assert racks.title == "Steel racks for 38 police stations, at a cost of USD 145,000"
        assert (racks.quantity, racks.amount_minor, racks.currency) == (
            Decimal(38),
            14_500_000,
            "USD",
        )
        assert [theme.pk for theme in racks.themes.all()] == ["STK.02"]
        assert [kind.pk for kind in racks.kinds.all()] == ["EQP.SAFE"]
        assert racks.is_explicit
        assert racks.status == CandidateStatus.DRAWN

    def test_reading_twice_changes_nothing(self, amina):
        report = read()
        before = list(report.candidates.values_list("pk", flat=True))
        services.read_report(report_id=report.pk)
        assert list(report.candidates.values_list("pk", flat=True)) == before
        assert sum(not entry.who for entry in audit.history(report)) == 1

    def test_codes_the_vocabulary_does_not_know_are_left_out_and_told(self, amina, monkeypatch):
        found = reader.Candidate(
            "11", "11.1", "", "", ("STK.02", "XXX.99"), ("YYY",), True, "Racks for depots", ""
        )
        result = reader.ReadResult("KEN", 2014, "en", "V1", 0, candidates=(found,))
        monkeypatch.setattr(reader, "read_file", lambda *_args, **_kwargs: result)
        report = read()
        assert [theme.pk for theme in report.candidates.get().themes.all()] == ["STK.02"]
        assert "XXX.99, YYY" in selectors.warnings_of(report)[0]

    def test_a_yes_with_nothing_written_is_named_after_its_theme(self, amina, monkeypatch):
        found = reader.Candidate("15", "15.1", "", "", ("COL.04",), (), True, "", "")
        result = reader.ReadResult("KEN", 2014, "fr", "V1", 0, candidates=(found,))
        monkeypatch.setattr(reader, "read_file", lambda *_args, **_kwargs: result)
        theme = read().candidates.get().themes.get()
        assert NationalReport.objects.get().candidates.get().title == theme.name_fr

    def test_amounts_and_quantities_beyond_reason_are_left_out(self, amina, monkeypatch):
        found = reader.Candidate(
            "1", "", "", "", (), (), True, "x", "", quantity=(1e15, "item"), amount=(-3, "USD")
        )
        result = reader.ReadResult("KEN", 2014, "en", "V1", 0, candidates=(found,))
        monkeypatch.setattr(reader, "read_file", lambda *_args, **_kwargs: result)
        candidate = read().candidates.get()
        assert candidate.quantity is None
        assert candidate.amount_minor is None

    def test_a_warning_of_the_reader_keeps_its_numbers(self, amina, monkeypatch):
        said = "page_limit: This report has 900 pages; only the first 300 were read."
        result = reader.ReadResult("KEN", 2014, "en", "V1", 0, warnings=(said,))
        monkeypatch.setattr(reader, "read_file", lambda *_args, **_kwargs: result)
        report = read()
        assert report.warnings[0]["details"] == {"pages": "900", "limit": "300"}
        assert said.endswith(selectors.warnings_of(report)[0])

    def test_what_was_read_of_a_file_replaced_meanwhile_is_thrown_away(self, amina, monkeypatch):
        report = filed()

        def replaced_while_reading(*_args, **_kwargs):
            NationalReport.objects.update(version=99, status=ReportStatus.UPLOADED)
            return reader.ReadResult("KEN", 2014, "en", "V1", 0)

        monkeypatch.setattr(reader, "read_file", replaced_while_reading)
        services.read_report(report_id=report.pk)
        report.refresh_from_db()
        assert report.status == ReportStatus.UPLOADED

    def test_two_processes_do_not_read_the_same_report(self, amina, monkeypatch):
        report = filed()

        def somebody_was_quicker(*_args, **_values):
            raise ChangedMeanwhile

        monkeypatch.setattr(reading, "compare_and_set", somebody_was_quicker)
        services.read_report(report_id=report.pk)
        report.refresh_from_db()
        assert report.status == ReportStatus.UPLOADED

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("encrypted.pdf", "without the password"),
            ("image_only.pdf", "Export it again with text"),
            ("text_renamed.pdf", "its content is plain text"),
            ("zipbomb_60MB.docx", "so it was not opened"),
            ("external_entity_template.docx", "not safe to open"),
        ],
    )
    def test_a_file_that_cannot_be_read_is_kept_and_says_what_to_do(self, amina, name, words):
        report = read((HOSTILE / name).read_bytes(), name)
        assert report.status == ReportStatus.REFUSED
        assert words in selectors.refusal_of(report)
        assert "%(" not in selectors.refusal_of(report)
        assert report.attachment.file.storage.exists(report.attachment.file.name)
        assert not report.candidates.exists()

    def test_a_cut_off_file_is_refused_or_says_that_it_is_incomplete(self, amina):
        report = read((HOSTILE / "truncated.pdf").read_bytes(), "truncated.pdf")
        said = [selectors.refusal_of(report), *selectors.warnings_of(report)]
        assert "cut off" in " ".join(said)

    def test_a_scripted_file_is_read_and_its_scripts_are_told_of(self, amina):
        name = "javascript_embedded.pdf"
        report = read((HOSTILE / name).read_bytes(), name)
        assert report.status == ReportStatus.READ
        assert "None was run" in " ".join(selectors.warnings_of(report))


def test_the_task_hands_the_report_to_the_reader(monkeypatch):
    asked = []
    monkeypatch.setattr(reading, "read_report", lambda *, report_id: asked.append(report_id))
    tasks.read_report(7)
    assert asked == [7]


def test_the_command_prints_one_object_a_file_and_goes_on_after_a_refusal(tmp_path):
    report = tmp_path / "report.html"
    report.write_text(PAGE)
    out = StringIO()
    call_command("read_report", report, HOSTILE / "encrypted.pdf", "--json", stdout=out)
    read_one, refused = json.loads(out.getvalue())
    assert (read_one["file"], read_one["state"], read_one["answers"]["11"]) == (
        "report.html",
        "KEN",
        "yes",
    )
    assert read_one["needs"][0]["amount"] == {"value": 145000, "currency": "USD"}
    assert "password" in refused["error"]


def test_the_command_tells_a_person_what_it_found(tmp_path):
    report = tmp_path / "report.html"
    report.write_text(PAGE)
    out = StringIO()
    call_command("read_report", report, HOSTILE / "encrypted.pdf", stdout=out)
    assert "KEN, 2014, en, V1" in out.getvalue()
    assert "11 yes" in out.getvalue()
    assert "encrypted.pdf: refused." in out.getvalue()

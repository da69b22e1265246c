"""Records written in a spreadsheet: what is accepted, what is refused, what comes back."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from openpyxl import load_workbook

from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.needs import services as needs
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.writing.sheets import services
from matchmaking.writing.sheets.selectors import counts, fates_of, problems_of
from tests.needs import making
from tests.offers import making as offers
from tests.writing import sheeting
from tests.writing.sheeting import Filled, good

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path


def test_the_template_offers_the_vocabulary_as_lists_and_hides_what_nobody_fills_in():
    book = load_workbook(io.BytesIO(sheeting.template()))
    guide, sheet, lists, example, about = book.worksheets
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    filled = Filled(sheeting.template())
    kinds = filled.cell("line__kind", 3).column_letter
    assert rules[f"{kinds}3:{kinds}5000"].formula1.startswith(f"lists!${kinds}$1")
    assert rules[f"{kinds}3:{kinds}5000"].showErrorMessage
    themes = filled.cell("themes", 3).column_letter
    assert not rules[f"{themes}3:{themes}5000"].showErrorMessage
    assert "Marking machines [EQP.MARK]" in [cell.value for cell in lists[kinds]]
    assert (lists.sheet_state, about.sheet_state) == ("hidden", "hidden")
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert guide["B2"].value.startswith("Write one record in each row")
    assert example["D3"].value == "Marking machines for the police"
    assert sheet.max_row == 2


def test_the_template_speaks_the_language_of_the_person_from_right_to_left_in_arabic():
    with translation.override("ar"):
        book = load_workbook(io.BytesIO(sheeting.template()))
    assert all(page.sheet_view.rightToLeft for page in book.worksheets)
    lists = [cell.value for row in book["lists"].iter_rows() for cell in row if cell.value]
    assert any("[EQP.MARK]" in text and "Marking" not in text for text in lists)


def test_a_trial_saves_nothing_and_says_what_would_be_saved(amina):
    sheet = sheeting.upload(Filled().add(**good()).bytes())
    assert (sheet.status, problems_of(sheet)) == ("checked", [])
    assert counts(sheet) == {"new": 1, "changed": 0, "same": 0, "bad": 0}
    assert not Need.objects.exists()


def test_a_checked_sheet_is_saved_as_drafts_of_its_organisation(amina):
    book = Filled().add(**good(institution="Ministry", budget=120000, currency="USD - US dollar"))
    sheet = sheeting.save(sheeting.upload(book.bytes()))
    need = Need.objects.get()
    assert sheet.status == "saved"
    assert fates_of(sheet)[0].record_id == need.pk
    assert (need.title, need.status, need.country_id) == ("Marking machines 1", "draft", "KEN")
    assert (need.priority, need.ends_on) == ("high", datetime.date(2031, 12, 31))
    assert [theme.pk for theme in need.themes.all()] == ["MRK.01"]
    assert (need.budget_minor, need.currency, need.created_by) == (12_000_000, "USD", amina)
    line = need.lines.get()
    assert (line.kind_id, line.quantity, line.unit != "") == ("EQP.MARK", 12, True)


def test_rows_beneath_hold_more_lines_of_the_same_record(amina):
    book = Filled().add(**good())
    book.add(line__kind="Training course [TRN.COURSE]", line__quantity=2)
    book.add(**good(2))
    sheeting.save(sheeting.upload(book.bytes()))
    first, second = Need.objects.order_by("pk")
    assert [line.kind_id for line in first.lines.order_by("position")] == ["EQP.MARK", "TRN.COURSE"]
    assert second.lines.count() == 1


def test_every_error_is_named_by_its_cell_and_the_good_rows_can_be_saved(amina):
    book = Filled()
    for number in range(4):
        book.add(**good(number))
    book.add(**good(5, priority="Urgent"))
    book.add(**good(6, ends_on="03/04/2031"))
    book.add(**good(7, line__quantity="a dozen"))
    book.add(**good(8, budget=5))
    book.add(**good(9, starts_on="2032-01-01"))
    book.add(**good(10, title=None))
    sheet = sheeting.upload(book.bytes())
    found = {problem.cell: problem for problem in problems_of(sheet)}
    letters = {key: book.cell(key, 3).column_letter for key in book.places if key}
    assert set(found) == {
        f"{letters['priority']}7",
        f"{letters['ends_on']}8",
        f"{letters['line.quantity']}9",
        f"{letters['currency']}10",
        f"{letters['ends_on']}11",
        f"{letters['title']}12",
    }
    assert "can be read in two ways" in found[f"{letters['ends_on']}8"].message
    assert found[f"{letters['priority']}7"].column == "Priority of the State"
    assert "“Urgent” is not in the list" in found[f"{letters['priority']}7"].message
    assert counts(sheet)["new"] == 4
    sheeting.save(sheet)
    assert Need.objects.count() == 4


def test_saved_together_a_sheet_with_one_bad_row_saves_none(amina):
    book = Filled().add(**good()).add(**good(2, priority="Urgent"))
    sheet = sheeting.save(sheeting.upload(book.bytes()), way="all")
    assert (sheet.status, Need.objects.count()) == ("checked", 0)
    assert all(fate.record_id is None for fate in fates_of(sheet))
    whole = sheeting.upload(Filled().add(**good()).add(**good(2)).bytes())
    assert sheeting.save(whole, way="all").status == "saved"
    assert Need.objects.count() == 2


def test_only_as_many_are_saved_together_as_do_not_keep_others_waiting(amina, monkeypatch):
    monkeypatch.setattr(services, "MOST_TOGETHER", 1)
    sheet = sheeting.upload(Filled().add(**good()).add(**good(2)).bytes())
    with pytest.raises(DomainError, match="At most 1 records"):
        sheeting.save(sheet, way="all")
    sheet.refresh_from_db()
    assert sheeting.save(sheet).status == "saved"


def test_own_records_come_back_unchanged_from_a_round_trip(amina):
    need = making.draft(
        lines=[making.line(), making.line(kind_id="TRN.COURSE", unit="course", cost_minor=500_000)],
        description="First line\r\n= not a formula\r\n-5",
        title="=1+1",
        themes=["MRK.02", "STK.01"],
    )
    book = sheeting.template(records=[need])
    sheet = sheeting.upload(book)
    assert problems_of(sheet) == []
    assert counts(sheet) == {"new": 0, "changed": 0, "same": 1, "bad": 0}
    sheeting.save(sheet)
    need.refresh_from_db()
    assert (need.version, need.title) == (1, "=1+1")


def test_an_edited_record_is_changed_by_its_number_and_keeps_what_has_no_column(amina):
    need = making.draft(lines=[making.line(), making.line(kind_id="TRN.COURSE")])
    first, second = need.lines.order_by("position")
    filled = Filled(sheeting.template(records=[need]))
    filled.cell("title", 3).value = "Fifteen machines"
    filled.cell("line__quantity", 3).value = 15
    filled.sheet.delete_cols(filled.places["confidential_place"])
    sheet = sheeting.save(sheeting.upload(filled.bytes()))
    need.refresh_from_db()
    assert counts(sheet)["changed"] == 1
    assert (need.title, need.confidential_place) == ("Fifteen machines", making.SECRET)
    assert [line.pk for line in need.lines.order_by("position")] == [first.pk, second.pk]
    assert need.lines.get(pk=first.pk).quantity == 15
    assert "columns are missing" in sheet.outcome["notes"][0]


def test_a_record_that_somebody_changed_meanwhile_is_not_overwritten(amina):
    need = making.draft()
    filled = Filled(sheeting.template(records=[need]))
    filled.cell("title", 3).value = "From the sheet"
    needs.edit_need(
        need_id=need.pk, version=1, actor=amina, fields=making.fields(title="From the page")
    )
    sheet = sheeting.upload(filled.bytes())
    assert "Somebody changed this record" in problems_of(sheet)[0].message
    sheeting.save(sheet)
    need.refresh_from_db()
    assert need.title == "From the page"


def test_the_record_of_another_organisation_cannot_be_reached_by_its_number(amina, boris):
    theirs = making.published(author=boris)
    filled = Filled().add(**good(id=theirs.pk, version=theirs.version))
    sheet = sheeting.upload(filled.bytes())
    assert "no record with the number" in problems_of(sheet)[0].message
    theirs.refresh_from_db()
    assert theirs.title == "Marking machines for the police"


def test_what_others_see_must_stay_complete(amina):
    need = making.published()
    filled = Filled(sheeting.template(records=[need]))
    filled.cell("description", 3).value = None
    problem = problems_of(sheeting.upload(filled.bytes()))[0]
    assert problem.cell == filled.cell("description", 3).coordinate


def test_a_sheet_in_another_language_and_with_digits_of_another_script_is_understood(amina):
    with translation.override("ar"):
        filled = Filled(sheeting.template())
    filled.add(**good(ends_on="٢٠٣١-١٢-٣١", line__quantity="١٢٫٥", themes="[MRK.01]; MRK.02"))
    sheeting.save(sheeting.upload(filled.bytes()))
    need = Need.objects.get()
    assert need.ends_on == datetime.date(2031, 12, 31)
    assert str(need.lines.get().quantity) == "12.50"
    assert sorted(theme.pk for theme in need.themes.all()) == ["MRK.01", "MRK.02"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (datetime.date(2031, 5, 1), datetime.date(2031, 5, 1)),
        ("1.5.2031", datetime.date(2031, 5, 1)),
        ("31/05/2031", datetime.date(2031, 5, 31)),
        ("05/31/2031", datetime.date(2031, 5, 31)),
        ("2031/5/1", datetime.date(2031, 5, 1)),
    ],
)
def test_a_day_is_read_however_it_is_written(amina, written, read):
    sheeting.save(sheeting.upload(Filled().add(**good(ends_on=written)).bytes()))
    assert Need.objects.get().ends_on == read


@pytest.mark.parametrize("written", [48000, "soon", "31.2.2031", "05/06/2031"])
def test_what_is_no_day_is_told_with_advice(amina, written):
    sheet = sheeting.upload(Filled().add(**good(ends_on=written)).bytes())
    assert "2027-03-31" in problems_of(sheet)[0].message


@pytest.mark.parametrize(
    ("written", "read"),
    [(12.1, "12.10"), ("1 200", "1200.00"), ("12,5", "12.50"), ("1,234,567.5", "1234567.50")],
)
def test_a_number_is_read_as_the_person_sees_it(amina, written, read):
    sheeting.save(sheeting.upload(Filled().add(**good(line__quantity=written)).bytes()))
    assert str(Need.objects.get().lines.get().quantity) == read


def test_csv_with_headings_in_words_is_read_too(amina):
    text = (
        "Title;Written in;Themes;Priority of the State;Wanted until;Line: Kind of assistance\n"
        "Machines, many;English;MRK.01;High;2031-12-31;EQP.MARK\n"
        ";;;;;TRN.COURSE\n"
    )
    sheet = sheeting.upload(("\ufeff" + text).encode(), name="requests.csv")
    assert problems_of(sheet) == []
    sheeting.save(sheet)
    assert Need.objects.get().title == "Machines, many"
    assert Need.objects.get().lines.count() == 2


def test_offers_are_written_in_spreadsheets_by_those_who_give(dina):
    offer = offers.draft()
    book = sheeting.template("offer", offer.organisation, [offer])
    filled = Filled(book)
    filled.next = filled.sheet.max_row + 1
    filled.add(
        title="Workshops",
        language="English",
        channel="Bilateral",
        eligible_countries="Kenya [KEN]; Ghana [GHA]",
        line__kind="Workshop or seminar [TRN.WS]",
        line__capacity=4,
    )
    sheet = sheeting.upload(filled.bytes(), "offer", dina)
    assert problems_of(sheet) == []
    assert counts(sheet) == {"new": 1, "changed": 0, "same": 1, "bad": 0}
    sheeting.save(sheet)
    new = Offer.objects.exclude(pk=offer.pk).get()
    assert sorted(country.pk for country in new.eligible_countries.all()) == ["GHA", "KEN"]


def test_a_viewer_can_upload_nothing_and_save_nothing(amina, vera):
    with pytest.raises(PermissionDenied):
        sheeting.upload(Filled().add(**good()).bytes(), author=vera)
    sheet = sheeting.upload(Filled().add(**good()).bytes())
    with pytest.raises(PermissionDenied):
        sheeting.save(sheet, author=vera)


def test_a_sheet_is_saved_once(amina):
    sheet = sheeting.upload(Filled().add(**good()).bytes())
    old = sheet.version
    sheeting.save(sheet)
    with pytest.raises(NotInThisState):
        sheeting.save(sheet)
    other = sheeting.upload(Filled().add(**good(2)).bytes())
    other.version = old - 1
    with pytest.raises(ChangedMeanwhile):
        sheeting.save(other)


def test_a_worker_that_begins_again_saves_no_row_twice(amina, monkeypatch):
    sheet = sheeting.upload(Filled().add(**good(1)).add(**good(2)).bytes())
    services.begin_saving(upload_id=sheet.pk, version=sheet.version, way="good", actor=amina)

    class Killed(BaseException):
        pass

    def settle(*args):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(services, "_settle", settle)
        with pytest.raises(Killed):
            services.work_on(upload_id=sheet.pk)
    services.work_on(upload_id=sheet.pk)
    services.work_on(upload_id=sheet.pk)
    sheet.refresh_from_db()
    assert (sheet.status, Need.objects.count()) == ("saved", 2)

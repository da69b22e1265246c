import csv
import datetime
import shutil
import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from matchmaking import audit
from matchmaking.vocabulary import services
from matchmaking.vocabulary.models import (
    Body,
    Concept,
    Country,
    Currency,
    Embargo,
    ExchangeRate,
    Kind,
    Region,
    Theme,
)
from matchmaking.vocabulary.services.load import DATA
from matchmaking.vocabulary.services.tables import TABLES

pytestmark = pytest.mark.django_db


class Folder:
    """A copy of the reference files that a test may break."""

    def __init__(self, path):
        self.path = path

    def edit(self, file, change):
        """Let `change` alter the list of rows (dicts) of a file."""
        target = self.path / file
        with target.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows, columns = list(reader), reader.fieldnames
        rows = change(rows) or rows
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, columns)
            writer.writeheader()
            writer.writerows(rows)

    def set(self, file, row, column, value):
        """Change one cell; `row` counts from the first line below the head, which is line 2."""
        self.edit(file, lambda rows: rows[row].update({column: value}))

    def load(self):
        return services.load_reference(folder=self.path)

    def problems(self):
        with pytest.raises(services.BrokenData) as caught:
            self.load()
        return [str(problem) for problem in caught.value.problems]


@pytest.fixture
def files(tmp_path):
    return Folder(shutil.copytree(DATA, tmp_path / "data"))


def _report_of(report, model):
    return next(table for table in report.tables if table.model is model)


def _index(file, column, value):
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return next(i for i, row in enumerate(csv.DictReader(stream)) if row[column] == value)


def test_the_reference_data_is_complete():
    counts = {table.model: table.model.objects.count() for table in TABLES}
    assert counts[Country] == 195
    assert counts[Region] == 29
    assert counts[Body] == 93
    assert counts[Embargo] == 32
    assert counts[Theme] == 84
    assert counts[Kind] == 69
    assert counts[Concept] == 250
    assert counts[Currency] > 150
    assert counts[ExchangeRate] >= 100


def test_a_country_knows_its_names_region_groups_and_neighbours():
    kenya = Country.objects.get(pk="KEN")
    assert (kenya.name_ar, kenya.name_zh) == ("كينيا", "肯尼亚")
    assert kenya.region.parent.parent.name == "Africa"
    assert set(kenya.borders.values_list("pk", flat=True)) == {"ETH", "SOM", "SSD", "TZA", "UGA"}
    assert Country.objects.get(pk="NER").groups == ["LDC", "LLDC", "ODA"]
    assert "Nairobi" in kenya.bodies.get(pk="RECSA").instrument


def test_every_theme_kind_and_region_has_a_name_in_six_languages():
    names = ("name_en", "name_fr", "name_es", "name_ar", "name_ru", "name_zh")
    for model in (Theme, Kind, Region, Country):
        for row in model.objects.all():
            assert [name for name in names if not getattr(row, name)] == [], row.pk


def test_a_second_load_changes_nothing_and_is_quick():
    started = time.perf_counter()
    report = services.load_reference()
    assert time.perf_counter() - started < 3
    assert not report.has_changes
    assert [table.kept for table in report.tables if table.kept] == []
    assert sum(table.unchanged for table in report.tables) > 900


def test_the_account_names_what_was_added_changed_and_retired(files):
    files.edit("regions.csv", lambda rows: [r for r in rows if r["code"] != "061"])
    moved = ("code", "m49_subregion_code")
    files.edit("countries.csv", lambda rows: [_out_of_polynesia(r, *moved) for r in rows])
    files.set("themes.csv", 0, "label_en", "National coordination")
    new = {"code": "XTS", "name_en": "Test money"}
    files.edit("currencies.csv", lambda rows: [*rows, new])
    report = files.load()
    assert _report_of(report, Theme).changed == ["GOV: name_en"]
    assert _report_of(report, Currency).added == ["XTS"]
    assert _report_of(report, Region).retired == ["061"]
    assert Region.objects.get(pk="061").retired_on is not None
    said = "\n".join(report.lines())
    assert "currencies: 1 added" in said
    assert "retired 061" in said


def _out_of_polynesia(row, _code, column):
    return row | {column: "054"} if row[column] == "061" else row


def test_a_change_by_a_load_is_in_the_history_of_the_row(files):
    files.set("themes.csv", 0, "label_en", "National coordination")
    files.load()
    (entry,) = audit.history(Theme.objects.get(pk="GOV"))
    before = "National governance and coordination"
    assert entry.changes == {"name_en": (before, "National coordination")}
    assert entry.who == ""


def test_a_row_that_comes_back_is_in_use_again(files):
    spare = {"code": "XTS", "name_en": "Test money"}
    files.edit("currencies.csv", lambda rows: [*rows, spare])
    files.load()
    services.load_reference()
    assert Currency.objects.get(pk="XTS").retired_on is not None
    report = files.load()
    assert _report_of(report, Currency).changed == ["XTS: retired_on"]
    assert Currency.objects.get(pk="XTS").retired_on is None


def test_an_edit_of_the_secretariat_survives_the_next_load_and_is_reported():
    Country.objects.filter(pk="KEN").update(name_fr="République du Kenya")
    Country.objects.get(pk="KEN").borders.remove("SOM")
    report = services.load_reference()
    assert not report.has_changes
    kept = _report_of(report, Country).kept
    assert {(change.row, change.field) for change in kept} == {
        ("KEN", "name_fr"),
        ("KEN", "borders"),
        ("SOM", "borders"),
    }
    assert Country.objects.get(pk="KEN").name == "Kenya"
    assert Country.objects.get(pk="KEN").name_fr == "République du Kenya"
    assert "local change kept: KEN name_fr: here 'République du Kenya', file 'Kenya'" in "\n".join(
        line.strip() for line in report.lines()
    )


def test_an_edited_row_still_takes_what_the_file_changed_elsewhere(files):
    Country.objects.filter(pk="KEN").update(name_fr="République du Kenya")
    row = _index("countries.csv", "iso3", "KEN")
    files.set("countries.csv", row, "name_fr", "Le Kenya")
    files.set("countries.csv", row, "formal_name_en", "Kenya, the Republic of")
    files.load()
    again = files.load()
    kenya = Country.objects.get(pk="KEN")
    assert kenya.name_fr == "République du Kenya"
    assert kenya.formal_name == "Kenya, the Republic of"
    assert [str(change.field) for change in _report_of(again, Country).kept] == ["name_fr"]


def test_a_row_of_the_secretariats_own_stays_and_is_named():
    Body.objects.create(code="NEWBODY", name_en="A new body", kind="regional organisation")
    report = services.load_reference()
    assert _report_of(report, Body).local_rows == ["NEWBODY"]
    assert Body.objects.get(pk="NEWBODY").retired_on is None


def test_a_row_retired_by_the_secretariat_stays_retired():
    Theme.objects.filter(pk="COO.08").update(retired_on=datetime.date(2026, 1, 1))
    report = services.load_reference()
    assert [change.field for change in _report_of(report, Theme).kept] == ["retired_on"]
    assert Theme.objects.get(pk="COO.08").retired_on == datetime.date(2026, 1, 1)


def test_members_of_a_body_follow_the_file(files):
    row = _index("organisations.csv", "code", "EAC")
    files.set("organisations.csv", row, "members_iso3", "KEN;UGA")
    report = files.load()
    assert _report_of(report, Body).changed == ["EAC: members"]
    assert set(Body.objects.get(pk="EAC").members.values_list("pk", flat=True)) == {"KEN", "UGA"}


@pytest.mark.parametrize(
    ("file", "column", "value", "reason"),
    [
        ("countries.csv", "name_en", "", "name_en is empty"),
        ("countries.csv", "ldc", "yes", "ldc must be 1 or 0, not 'yes'"),
        ("countries.csv", "lat", "north", "lat must be a number, not 'north'"),
        ("countries.csv", "land_borders", "ZZZ", "borders names ZZZ, which countries.csv lacks"),
        ("countries.csv", "iso2", "AFG", "iso2: Ensure this value has at most 2 characters"),
        ("countries.csv", "iso3", "ALB", "ALB is listed already in line 2"),
        ("embargoes.csv", "established_date", "1992", "established_date must be a day like"),
        ("themes.csv", "parent", "LEG", "GOV cannot be a part of 'LEG'"),
        ("assistance_kinds.csv", "themes", "NO.01", "themes names NO.01, which themes.csv lacks"),
        ("thesaurus.csv", "pref_ar", " ", "pref_ar is empty"),
        ("rates.csv", "per_usd", "0", "per_usd must be above zero"),
        ("rates.csv", "per_usd", "NaN", "per_usd must be a number, not 'NaN'"),
        ("rates.csv", "currency", "ABC", "currency names ABC, which currencies.csv lacks"),
        ("translations.csv", "code", "XXX", "there is no theme XXX"),
    ],
)
def test_a_broken_row_is_refused_with_file_line_and_reason(files, file, column, value, reason):
    files.set(file, 0, column, value)
    problems = files.problems()
    line = 4 if "listed already" in reason else 2
    assert any(p.startswith(f"{file}, line {line}: ") and reason in p for p in problems), problems


def test_nothing_is_loaded_when_one_row_is_broken(files):
    files.set("regions.csv", 0, "name_en", "Changed")
    files.set("rates.csv", 3, "per_usd", "much")
    with pytest.raises(CommandError) as caught:
        call_command("load_reference", data=files.path, stdout=StringIO())
    assert "Nothing was loaded." in str(caught.value)
    assert "rates.csv, line 5: per_usd must be a number, not 'much'" in str(caught.value)
    assert not Region.objects.filter(name_en="Changed").exists()


def test_all_broken_rows_are_named_at_once(files):
    files.set("countries.csv", 5, "name_en", "")
    files.set("rates.csv", 3, "per_usd", "much")
    broken = {problem.split(":")[0] for problem in files.problems()}
    assert {"countries.csv, line 7", "rates.csv, line 5"} <= broken


def test_a_file_that_cannot_be_read_is_named(files):
    (files.path / "rates.csv").unlink()
    (files.path / "regions.csv").write_bytes("code,parent\nÉ".encode("latin-1"))
    (files.path / "currencies.csv").write_text("code,name_en\nUSD,US dollar,too much\n")
    problems = files.problems()
    assert "rates.csv, line 0: the file is missing" in problems
    assert any(p.startswith("regions.csv, line 0: not UTF-8") for p in problems)
    assert "currencies.csv, line 2: 3 cells instead of 2" in problems


def test_a_new_neighbour_is_linked_from_both_sides(files):
    kenya = _index("countries.csv", "iso3", "KEN")
    new = {"iso3": "XKN", "iso2": "XK", "m49": "999", "name_en": "Newland", "land_borders": "KEN"}
    files.edit("countries.csv", lambda rows: [*rows, rows[kenya] | new])
    report = files.load()
    assert _report_of(report, Country).changed == ["KEN: borders"]
    assert [c.pk for c in Country.objects.get(pk="XKN").borders.all()] == ["KEN"]
    assert not files.load().has_changes


def test_a_missing_column_is_named(files):
    (files.path / "currencies.csv").write_text("code,name_en\nUSD,US dollar\n")
    (files.path / "translations.csv").write_text("of,code\ntheme,GOV\n")
    problems = files.problems()
    assert "currencies.csv, line 2: the column name_ar is missing" in problems
    assert "translations.csv, line 2: the column name_ar is missing" in problems


def test_the_command_gives_its_account():
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "countries: 195 unchanged" in out.getvalue()
    silent = StringIO()
    call_command("load_reference", verbosity=0, stdout=silent)
    assert silent.getvalue() == ""

"""Invented reports in six languages, in every format: nothing missed, nothing made up."""

import json
from pathlib import Path

import pytest

from matchmaking.reports.reader import read_files
from tests.bench import score_reports
from tests.reports.reader import samples
from tests.services import REQUIRED

LATIN = ("en", "fr", "es", "ru")
EVERY = {
    ".docx": samples.write_docx,
    "_inline.docx": samples.write_docx_inline,
    ".xlsx": samples.write_xlsx,
    ".txt": samples.write_text,
    ".html": samples.write_html,
}
PDF = {f"_{tick}.pdf": tick for tick in ("stroke", "cross", "box", "dingbat", "form")}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    gold = []
    for language, pack in samples.packs().items():
        for suffix, write in EVERY.items():
            gold.append(_written(pack, folder / f"{language}{suffix}", write))
    for language in LATIN if Path(samples.SERIF).exists() or REQUIRED else ():
        pack = samples.packs()[language]
        for suffix, tick in PDF.items():
            path = folder / f"{language}{suffix}"
            gold.append(_written(pack, path, samples.write_pdf_table, tick))
        path = folder / f"{language}_columns.pdf"
        gold.append(_written(pack, path, samples.write_pdf_columns))
    pred = read_files([folder / report["file"] for report in gold])
    return {g["file"]: (g, p) for g, p in zip(gold, pred, strict=True)}


def _written(pack, path, write, *options):
    write(pack, path, *options)
    return samples.gold_of(pack, path.name)


def names():
    found = [f"{language}{suffix}" for language in samples.packs() for suffix in EVERY]
    found += [f"{language}{suffix}" for language in LATIN for suffix in [*PDF, "_columns.pdf"]]
    return found


@pytest.mark.parametrize("name", names())
def test_a_report_is_read_as_its_author_meant_it(read, name):
    if name not in read:
        pytest.skip("needs the DejaVu fonts")
    gold, pred = read[name]
    assert pred["answers"] == gold["answers"]
    _, total, _, _, errors = score_reports.score([gold], [pred])
    assert errors == []
    assert total["tpg_e"] == total["ng_e"]
    assert total["tpg_h"] == total["ng_h"]


@pytest.mark.parametrize("language", samples.packs())
def test_counts_and_sums_are_read(read, language):
    gold, pred = read[f"{language}.docx"]
    fields = score_reports.score([gold], [pred])[2]
    wrong = {name: counts for name, counts in fields.items() if counts[0] < counts[1]}
    assert json.dumps(wrong) == "{}"


def test_a_vanished_wish_question_is_blank(tmp_path):
    pack = samples.packs()["en"]
    path = tmp_path / "short.docx"
    shorter = {**pack, "body": pack["body"][:6]}
    samples.write_docx(shorter, path)
    (result,) = read_files([path])
    assert result["answers"]["23"] == "blank"

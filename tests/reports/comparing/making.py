"""Pairs of reports of one State with known outcomes, written and read like those of life."""

import copy
import csv
import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace

from matchmaking.reports import reader
from matchmaking.reports.comparing import Ask, Text, compare, told_in
from search.analysis import Analyser
from search.lexicon import Lexicon
from tests.reports.reader import samples

WRITERS = {
    "docx": (".docx", samples.write_docx),
    "html": (".html", samples.write_html),
    "xlsx": (".xlsx", samples.write_xlsx),
    "text": (".txt", samples.write_text),
    "pdf": (".pdf", samples.write_pdf_table),
}


@cache
def stories():
    file = Path(__file__).with_name("stories.json")
    return {story["name"]: story for story in json.loads(file.read_text(encoding="utf-8"))}


@cache
def analyser():
    """The analyser with the real thesaurus, without a database."""
    file = Path(samples.__file__).parents[3] / "matchmaking/vocabulary/data/thesaurus.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return Analyser(Lexicon.from_rows(csv.DictReader(stream)))


def report_of(story, side, folder):
    """Write one of the two reports of a story."""
    about = story[side]
    pack = copy.deepcopy(samples.packs()[about["language"]])
    pack |= {"name": story["name"], "year": about["year"], "areas": [], "said": ""}
    asked = story["asked" if side == "old" else "again"]
    told = story.get("told", {}) if side == "new" else {}
    pack["areas"] = story.get("areas", []) if side == "new" else []
    for place, body in enumerate(pack["body"]):
        text = asked.get(str(place), "")
        body |= {"text": text, "answer": "yes" if text else "no", "proposal": "no"}
        body |= {"told": told.get(str(place), ""), "lead_answer": "yes"}
    suffix, write = WRITERS[about["format"]]
    path = folder / f"{story['name']}_{side}{suffix}"
    write(pack, path)
    return path


def asks_of(result):
    """Return the candidates of a report as the comparison takes them."""
    return [_ask(key, c, result.language) for key, c in enumerate(result.candidates)]


def _ask(key, candidate, language):
    quantity, amount = candidate.quantity, candidate.amount
    return Ask(
        key=key,
        texts=(Text(candidate.quote, language),),
        themes=candidate.themes,
        kinds=candidate.kinds,
        quantities=(Decimal(str(quantity[0])),) if quantity else (),
        amount=(Decimal(str(amount[0])), amount[1]) if amount else None,
    )


def told_of(result):
    rows = [
        SimpleNamespace(number=p.id, page=p.page, ref=p.ref, text=p.text) for p in result.passages
    ]
    return told_in(rows, result.language, result.state)


def compared(old, new):
    """Compare two read reports."""
    return compare(asks_of(old), asks_of(new), told_of(new), analyser())


def read_all(folder):
    """Write and read every story; give (story, old, new) for each."""
    paths = [
        report_of(story, side, folder) for story in stories().values() for side in ("old", "new")
    ]
    read = [reader.read_file(path) for path in paths]
    return list(zip(stories().values(), read[::2], read[1::2], strict=True))

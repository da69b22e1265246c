"""Pairs of reports with planted outcomes: what the comparison makes of each request.

The stories marked "tuned" were looked at while the thresholds were set; those marked "held" were
written afterwards and never tuned on. All are invented by one author, so life will be harder.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.reports.comparing import making
from tests.reports.reader import samples
from tests.services import REQUIRED

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path(samples.SERIF).exists() and not REQUIRED, reason="needs the DejaVu fonts"
    ),
]


class Outcome(NamedTuple):
    part: str
    story: str
    quote: str
    wanted: str
    verdict: str
    link: str | None
    found: str | None
    changes: list[str]
    named: list[str]

    @property
    def is_linked_right(self):
        return self.link is not None and self.found is not None and self.link in self.found


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    rows, fresh = [], []
    for story, old, new in making.read_all(tmp_path_factory.mktemp("stories")):
        found = making.compared(old, new)
        quotes = [candidate.quote for candidate in new.candidates]
        for finding in found.findings:
            rows.append(_outcome(story, old.candidates[finding.key].quote, finding, quotes))
        fresh.append((story, [quotes[key] for key in found.new]))
    return rows, fresh


def _outcome(story, quote, finding, quotes):
    _key, wanted, link, *changes = next(gold for gold in story["gold"] if gold[0] in quote)
    found = None if finding.new is None else quotes[finding.new]
    named = [change.name for change in finding.changes] + [r.code for r in finding.reasons]
    return Outcome(
        story["part"], story["name"], quote, wanted, str(finding.verdict), link, found,
        changes[0] if changes else [], named,
    )  # fmt: skip


def _rates(rows, verdict):
    right = sum(row.wanted == row.verdict == verdict for row in rows)
    said = sum(row.verdict == verdict for row in rows)
    meant = sum(row.wanted == verdict for row in rows)
    return right / said if said else 1.0, right / meant if meant else 1.0


def _links(rows):
    right = sum(row.is_linked_right for row in rows)
    said = sum(row.found is not None for row in rows)
    meant = sum(row.link is not None for row in rows)
    return right / said, right / meant


def _say(rows, part):
    """Tell the figures to those who run this with -s."""
    share = sum(row.wanted == row.verdict for row in rows) / len(rows)
    precision, recall = _links(rows)
    lines = [
        f"{part}: {len(rows)} requests, verdicts right {share:.2f}, "
        f"links precision {precision:.2f} recall {recall:.2f}"
    ]
    for verdict, count in Counter(row.wanted for row in rows).items():
        of_verdict = "precision {:.2f} recall {:.2f}".format(*_rates(rows, verdict))
        lines.append(f"  {verdict:8} {count:3}  {of_verdict}")
    wrong = [row for row in rows if row.wanted != row.verdict]
    lines += [f"  {w.story}: {w.quote[:60]!r} {w.verdict}, meant {w.wanted}" for w in wrong]
    sys.stdout.write("\n".join(["", *lines, ""]))
    return share


@pytest.mark.parametrize(
    ("part", "verdicts", "links"), [("tuned", 0.97, 0.97), ("held", 0.84, 0.95)]
)
def test_most_requests_are_judged_as_their_author_meant(judged, part, verdicts, links):
    rows = [row for row in judged[0] if row.part == part]
    assert len(rows) >= 30
    assert _say(rows, part) >= verdicts
    assert min(_links(rows)) >= links


def test_a_thing_received_is_seldom_claimed_falsely(judged):
    precision, recall = _rates(judged[0], "met")
    assert precision >= 0.95
    assert recall >= 0.9


def test_the_kind_of_change_is_named(judged):
    rows = [row for row in judged[0] if row.changes and row.verdict == "changed"]
    assert len(rows) >= 12
    assert all(set(row.changes) <= set(row.named) for row in rows)


def test_what_is_new_is_what_no_request_asked_for(judged):
    for story, quotes in judged[1]:
        assert len(quotes) == len(story["fresh"]), story["name"]
        assert all(any(part in quote for quote in quotes) for part in story["fresh"])

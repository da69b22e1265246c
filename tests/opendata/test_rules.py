"""The checker knows every kind of rule of the standard, and says yes and no rightly."""

import datetime
import re
from pathlib import Path

import pytest
from lxml import etree

from matchmaking.opendata.iati.checking import CODED, faults_in, faults_of, faults_of_rules
from matchmaking.opendata.iati.rules import KINDS
from matchmaking.opendata.iati.standard import codes, has_agency, rules

SAMPLES = Path(__file__).parent / "samples"
TODAY = datetime.date(2026, 11, 23)
# The samples are of a publisher that is registered nowhere, which is only warned of.
UNREGISTERED = {"1.14.8"}


def _kinds(said):
    for kind, rule in said.items():
        yield kind
        for case in rule["cases"]:
            yield from _kinds(case["do"]) if kind == "loop" else ()


def test_every_kind_of_rule_in_the_standard_is_known():
    used = {kind for kinds in rules().values() for kind in _kinds(kinds)}
    assert used == {*KINDS, "loop"}


@pytest.mark.parametrize("name", ["minimal-activity.xml", "full-activity.xml"])
def test_a_file_that_keeps_the_standard_has_no_faults(name):
    faults = faults_of(SAMPLES / name, TODAY)
    assert {fault.rule for fault in faults} == UNREGISTERED


CHANGES = {
    "a sector that does not exist": ('code="15240"', 'code="99999"', "codelist"),
    "no status": ('<activity-status code="2"/>', "", "schema"),
    "a kind of transaction that does not exist": (
        '<transaction-type code="3"/>',
        '<transaction-type code="33"/>',
        "codelist",
    ),
    "a transaction to come": ('iso-date="2026-04-10"', 'iso-date="2036-04-10"', "11.2.1"),
    "a start after the end": (
        'type="1" iso-date="2026-03-01"',
        'type="1" iso-date="2028-03-01"',
        "11.1.2",
    ),
    "a start to come": (
        'type="2" iso-date="2026-03-15"',
        'type="2" iso-date="2027-03-15"',
        "11.1.4",
    ),
    "a budget over a year": (
        '<period-end iso-date="2027-02-28"/>',
        '<period-end iso-date="2027-03-02"/>',
        "7.5.3",
    ),
    "a budget that ends before it starts": (
        '<period-end iso-date="2027-02-28"/>',
        '<period-end iso-date="2025-02-28"/>',
        "8.6.3",
    ),
    "shares that do not add up": ('percentage="80"', 'percentage="70"', "2.1.2"),
    "shares of our own codes that do not add up": ('percentage="60"', 'percentage="50"', "2.1.2"),
    "a share above a hundred": ('percentage="80"', 'percentage="120"', "12.3.1"),
    "a lone State with a part": (
        'recipient-country code="ML" percentage="100"',
        'recipient-country code="ML" percentage="60"',
        "3.1.4",
    ),
    "no sector of the standard": (
        '<sector vocabulary="1" code="15240" percentage="80"/>'
        '<sector vocabulary="1" code="15210" percentage="20"/>',
        "",
        "102.1.1",
    ),
    "a number that is none": ('<actual value="5400">', '<actual value="many">', "8.10.2"),
    "no number where there must be one": ('<target value="60"/>', "<target/>", "8.9.1"),
    "a number where there must be none": (
        "<target><comment><narrative>Written",
        '<target value="1"><comment><narrative>Written',
        "8.9.3",
    ),
    "a title without words": (
        "<narrative>Secure armouries and marking of State-held weapons</narrative>",
        "<narrative></narrative>",
        None,
    ),
    "a space in the identifier": ("XI-EXAMPLE-0001-P-0002<", "XI-EXAMPLE-0001-P-0002 <", "1.3.1"),
    "a sign that may not be": ("0001-P-0002<", "0001-P/0002<", "1.3.13"),
    "an identifier of nobody": ("XI-EXAMPLE-0001-P-0002<", "XY-1-P-0002<", "1.1.21"),
    "the identifier of the publisher": (">XI-EXAMPLE-0001-P-0002<", ">XI-EXAMPLE-0001<", "1.1.3"),
    "an update to come": ('datetime="2026-11-20T', 'datetime="2027-11-20T', "11.1.1"),
    "no language": (' xml:lang="en" default-currency', " default-currency", "4.1.1"),
    "a reference said twice": (
        '<indicator measure="1"',
        '<reference vocabulary="99" code="X"/><indicator measure="1"',
        "8.11.1",
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_each_breach_of_the_standard_is_found(change):
    before, after, rule = change
    text = re.sub(r">\s+<", "><", (SAMPLES / "full-activity.xml").read_text())
    assert before in text
    tree = etree.fromstring(text.replace(before, after).encode()).getroottree()
    found = {fault.rule for fault in faults_in(tree, TODAY)} - UNREGISTERED
    if rule is None:
        # The French title is left: that is enough.
        assert found == set()
    else:
        assert rule in found


def _judged(kind, case, xml):
    case = case | {"ruleInfo": {"id": "1", "severity": "error", "message": ""}}
    tree = etree.fromstring(xml).getroottree()
    return not list(faults_of_rules(tree, TODAY, {"/a": {kind: {"cases": [case]}}}))


BETWEEN = {"date": "@on", "start": "@from", "end": "@to"}
LOOP = {
    "foreach": "b/@v",
    "do": {
        "no_more_than_one": {
            "cases": [
                {
                    "paths": ["b[@v='$1']"],
                    "ruleInfo": {"id": "1", "severity": "error", "message": ""},
                }
            ]
        }
    },
}
CASES = [
    ("atleast_one", {"paths": ["b", "c"]}, "<a><c/></a>", True),
    ("atleast_one", {"paths": ["b"]}, "<a/>", False),
    ("atleast_one", {"paths": ["b"], "condition": "@x"}, "<a/>", True),
    ("no_more_than_one", {"paths": ["b"]}, "<a><b/><b/></a>", False),
    ("one_or_all", {"one": "@default-currency", "all": "currency"}, "<a><value/></a>", False),
    ("one_or_all", {"one": "@x", "all": "currency"}, "<a><value currency='USD'/></a>", True),
    ("one_or_all", {"one": "sector", "all": "sector"}, "<a><transaction/></a>", False),
    ("unique", {"paths": ["b", "c"]}, "<a><b>1</b><c>1</c></a>", False),
    (
        "startswith",
        {"prefix": ["@p"], "separator": "-", "paths": ["b"]},
        "<a p='x'><b>x-1</b></a>",
        True,
    ),
    (
        "startswith",
        {"prefix": ["@p"], "separator": "-", "paths": ["b"]},
        "<a p='x'><b>x1</b></a>",
        False,
    ),
    ("startswith", {"prefix": ["ORG-ID-PREFIX"], "paths": ["@r"]}, "<a r='XM-DAC-1'/>", True),
    ("startswith", {"prefix": ["ORG-ID-PREFIX"], "paths": ["@r"]}, "<a r='XY-1'/>", False),
    ("regex_matches", {"regex": "^[0-9]+$", "paths": ["b"]}, "<a><b>12</b></a>", True),
    ("regex_matches", {"regex": "^[0-9]+$", "paths": ["b"]}, "<a><b>1x</b></a>", False),
    ("no_spaces", {"paths": ["b"]}, "<a><b> 1</b></a>", False),
    ("date_now", {"date": "@d"}, "<a d='2026-11-23T08:00:00'/>", True),
    ("date_now", {"date": "@d"}, "<a d='2026-11-24'/>", False),
    ("date_order", {"less": "@d", "more": "@e"}, "<a d='2026-01-01' e='2026-01-01'/>", True),
    ("date_order", {"less": "@d", "more": "@e"}, "<a d='2026-01-02' e='2026-01-01'/>", False),
    ("date_order", {"less": "@d", "more": "@e"}, "<a d='2026-01-02'/>", True),
    ("date_order", {"less": "@d", "more": "NOW"}, "<a d='2027-01-02'/>", False),
    ("time_limit", {"start": "@d", "end": "@e"}, "<a d='2024-02-29' e='2025-03-01'/>", True),
    ("time_limit", {"start": "@d", "end": "@e"}, "<a d='2024-02-28' e='2025-03-01'/>", False),
    ("between_dates", BETWEEN, "<a on='2026-05-01' from='2026-01-01' to='2026-12-31'/>", True),
    ("between_dates", BETWEEN, "<a on='2027-05-01' from='2026-01-01' to='2026-12-31'/>", False),
    ("strict_sum", {"paths": ["b/@p"], "sum": 100}, "<a><b p='33.33'/><b p='66.67'/></a>", True),
    ("strict_sum", {"paths": ["b/@p"], "sum": 100}, "<a><b p='33.33'/><b p='66.66'/></a>", False),
    ("strict_sum", {"paths": ["b/@p"], "sum": 100}, "<a><b p='x'/></a>", False),
    ("range", {"paths": ["@p"], "min": 0.0, "max": 100.0}, "<a p='100'/>", True),
    ("range", {"paths": ["@p"], "min": 0.0, "max": 100.0}, "<a p='-1'/>", False),
    ("if_then", {"if": "b", "then": "c"}, "<a><b/></a>", False),
    ("if_then", {"if": "b", "then": "c"}, "<a><c/></a>", True),
    ("loop", LOOP, "<a><b v='1'/><b v='2'/></a>", True),
    ("loop", LOOP, "<a><b v='1'/><b v='1'/></a>", False),
]


@pytest.mark.parametrize(("kind", "case", "xml", "is_kept"), CASES)
def test_each_kind_of_rule_says_yes_and_no(kind, case, xml, is_kept):
    assert _judged(kind, case, xml) is is_kept


def test_every_kind_has_a_case():
    assert {kind for kind, *_rest in CASES} == {*KINDS, "loop"}


def test_the_lists_that_are_looked_up_are_shipped():
    assert all(codes(name) for name in CODED.values())


def test_an_identifier_begins_with_a_registration_agency():
    assert has_agency("XM-DAC-41304-1")
    assert not has_agency("XM-DAC")
    assert not has_agency("EXAMPLE-1-2")

"""What a small proposal says, for tests that need no database."""

import copy

SECTIONS = ("basics", "summary", "context", "plan", "budget", "risks")


def said(**changes):
    """Return the contents of a proposal; `changes` replace what stands at the top."""
    return copy.deepcopy(BASE) | changes


def line(key, **changes):
    """Return a budget line."""
    return {
        "key": key,
        "category": "equipment",
        "description": f"Line {key}",
        "unit": "item",
        "quantity": "2",
        "unit_cost_minor": 150_000,
        "cofinancing_minor": 0,
        "cofinancer": "",
        "output": "o1",
        "activity": None,
    } | changes


BASE = {
    "proposal": {
        "title": "Marking in Kenya",
        "language": "en",
        "currency": "USD",
        "starts_on": "2027-01-15",
        "months": 18,
        "gender_marker": 1,
        "applicant": {"id": 1, "name": "Example Implementer", "kind": "ngo"},
        "implementer": {"id": 1, "name": "Example Implementer", "kind": "ngo"},
        "country": "KEN",
        "countries": [],
        "themes": [],
        "needs": [{"id": 12, "title": "Marking machines"}],
        "agreements": [],
    },
    "sections": {code: {"text": ""} for code in SECTIONS},
    "results": [
        {"key": "c1", "number": "1", "level": "outcome", "statement": "Weapons are marked",
         "assumptions": "", "parent": None},
        {"key": "o1", "number": "1.1", "level": "output", "statement": "Machines [two] at work",
         "assumptions": "", "parent": "c1"},
        {"key": "o2", "number": "1.2", "level": "output", "statement": "Officers trained",
         "assumptions": "", "parent": "c1"},
    ],
    "indicators": [
        {"key": "i1", "result": "o1", "indicator": None, "title": "Machines in use", "unit": "item",
         "baseline": "0", "baseline_on": None, "target": "2", "due_on": "2028-01-31",
         "verification": "Register", "disaggregation": ""},
    ],
    "milestones": [
        {"key": "m1", "indicator": "i1", "due_on": "2027-07-15", "value": "1", "words": ""},
    ],
    "activities": [
        {"key": "a2", "number": "1.2.1", "title": "Train officers", "description": "",
         "starts_month": 7, "months": 6, "responsible": "Police", "output": "o2"},
        {"key": "a1", "number": "1.1.1", "title": "Buy machines", "description": "",
         "starts_month": 1, "months": 3, "responsible": "Ministry", "output": "o1"},
    ],
    "budget": [line("b1"), line("b2", category="training", description="=2+2", quantity="1.5",
                                 unit_cost_minor=12_345, output="o2", activity="a2")],
    "risks": [],
    "annexes": [],
}  # fmt: skip

"""The numbers by which people name results and activities: 1, 1.1, 1.1.1. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]
LOOSE = "0"  # what an output has for its outcome, and an activity for its output, without one


def result_numbers(results: Iterable[Row]) -> dict[str, str]:
    """Return the number of each result by key: outcomes 1, 2; outputs 1.1, 1.2; impacts none."""
    rows = list(results)
    outcomes = [row["key"] for row in rows if row["level"] == "outcome"]
    numbers = {key: str(place) for place, key in enumerate(outcomes, 1)}
    numbers |= {row["key"]: "" for row in rows if row["level"] == "impact"}
    counted: Counter[str] = Counter()
    for row in (row for row in rows if row["level"] == "output"):
        parent = numbers.get(row["parent"] or "", "") or LOOSE
        counted[parent] += 1
        numbers[row["key"]] = f"{parent}.{counted[parent]}"
    return numbers


def activity_numbers(activities: Iterable[Row], results: Mapping[str, str]) -> dict[str, str]:
    """Return the number of each activity by key, counted within its output."""
    counted: Counter[str] = Counter()
    numbers = {}
    for row in activities:
        output = results.get(row["output"] or "", "") or LOOSE
        counted[output] += 1
        numbers[row["key"]] = f"{output}.{counted[output]}"
    return numbers

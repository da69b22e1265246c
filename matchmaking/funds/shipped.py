"""The example rule sets that ship: of three kinds of fund, none of them real."""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from matchmaking.funds.terms import Terms

DATA = Path(__file__).parent / "data"
EXAMPLES = ("partners", "states", "joint")


class Example(NamedTuple):
    """Rules to begin from; `label` says that they are nobody's."""

    name: str
    label: str
    title: str
    summary: str
    content: dict[str, Any]

    @property
    def terms(self) -> Terms:
        """What the rules say."""
        return Terms.of(self.content)


@cache
def example(name: str) -> Example:
    """Return one of the example rule sets by its name."""
    said = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return Example(name, **said)


def examples() -> list[Example]:
    """Return all of them."""
    return [example(name) for name in EXAMPLES]

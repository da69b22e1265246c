"""A ballot's votes and conditions as they are shown."""

import datetime
from collections.abc import Mapping
from typing import Any

from matchmaking.decisions.choices import Says, Tie
from matchmaking.decisions.models import Ballot


def members_shown(said: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return who may vote, with the words for what they said."""
    return [
        {**row, "label": Says(row["says"]).label if row["says"] else "", "tone": row["says"]}
        for row in said.get("members", [])
    ]


def conditions_said(ballot: Ballot) -> list[dict[str, Any]]:
    """Return the conditions that are proposed, with their days and words."""
    return [
        {
            **row,
            "due_on": datetime.date.fromisoformat(str(row["due_on"])),
            "label": Tie(row["ties"]).label,
        }
        for row in ballot.conditions
    ]

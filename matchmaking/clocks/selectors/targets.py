"""How long each stage may take: what is in force on a day, and what was before."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.utils import timezone

from matchmaking.clocks.choices import DEFINITIONS, Counts, Stage
from matchmaking.clocks.models import StageTarget
from matchmaking.clocks.reckoning import Target
from matchmaking.clocks.shipped import TARGETS


class Targets:
    """All targets there ever were; read once, asked for many clocks."""

    def __init__(self) -> None:
        self._rows: dict[str, list[StageTarget]] = defaultdict(list)
        for row in StageTarget.objects.order_by("valid_from", "pk"):
            self._rows[row.stage].append(row)

    def row_on(self, stage: str, day: datetime.date) -> StageTarget | None:
        """Return the row in force on a day; None where the shipped target is."""
        known = [row for row in self._rows[stage] if row.valid_from <= day]
        return known[-1] if known else None

    def on(self, stage: str, day: datetime.date) -> Target:
        """Return the target of a stage that begins on a day."""
        row = self.row_on(stage, day)
        return row.target if row else TARGETS[stage]

    def history(self, stage: str) -> list[StageTarget]:
        """Return what was ever set for a stage, the newest first."""
        return self._rows[stage][::-1]


@dataclass(frozen=True)
class StageInForce:
    """A stage with its target, as pages show it."""

    stage: Stage
    target: Target
    row: StageTarget | None

    @property
    def definition(self) -> str:
        """From when to when it runs."""
        return str(DEFINITIONS[self.stage])

    @property
    def unit(self) -> str:
        """What its days are."""
        return str(Counts(self.target.counts).label)


def stages_in_force(day: datetime.date | None = None) -> list[StageInForce]:
    """Return every stage with the target in force."""
    targets, today = Targets(), day or timezone.localdate()
    return [
        StageInForce(stage, targets.on(stage, today), targets.row_on(stage, today))
        for stage in Stage
    ]


def target_of(stage: str) -> Target:
    """Return the target in force today."""
    return Targets().on(stage, timezone.localdate())


def target_history() -> list[StageTarget]:
    """Return all that was ever set, the newest first."""
    return list(StageTarget.objects.select_related("set_by").order_by("-pk"))

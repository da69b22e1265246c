"""What a portfolio is asked: which records, and how they are counted."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from matchmaking.portfolio.choices import NUMBER, UNIT, Measure, Standing


@dataclass(frozen=True)
class Asked:
    """The filters in force; empty ones leave everything in."""

    theme: str = ""
    kind: str = ""
    region: str = ""
    country: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    standing: str = Standing.EVER
    measure: str = Measure.ASKED
    count: str = NUMBER

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Asked":
        """Return what a form says; what it leaves empty is as usual."""
        known = {name: said.get(name) for name in cls.__dataclass_fields__}
        return cls(**{name: value for name, value in known.items() if value})

    @property
    def unit(self) -> str:
        """The unit whose quantities are added up; nothing where something else is counted."""
        return self.count.removeprefix(UNIT) if self.count.startswith(UNIT) else ""

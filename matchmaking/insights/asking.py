"""What the figures are asked: which records, and over which time. Knows no framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """The filters in force; empty ones leave everything in. Days as 2026-11-23, inclusive."""

    theme: str = ""
    kind: str = ""
    region: str = ""
    country: str = ""
    body: str = ""
    since: str = ""
    until: str = ""
    organisation_id: int | None = None
    fund_id: int | None = None

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Asked":
        """Return what a form says; a year is its first to its last day."""
        known = {name: said.get(name) for name in cls.__dataclass_fields__}
        if year := said.get("year"):
            known |= {"since": f"{year}-01-01", "until": f"{year}-12-31"}
        return cls(**{name: value for name, value in known.items() if value})

    def is_within(self, day: str) -> bool:
        """Say whether a day lies in the time that is asked about."""
        return (not self.since or day >= self.since) and (not self.until or day <= self.until)

"""A line of a request as the services take it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class LineData:
    """One line as a person typed it; `pk` names the line it replaces, None a new one."""

    kind_id: str
    description: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    cost_minor: int | None = None
    pk: int | None = None

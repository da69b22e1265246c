"""What the files of undertakings and of their values hold."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from files.export import Column
from matchmaking.monitoring.choices import GROUPS
from matchmaking.monitoring.models import Value

UNDERTAKING_COLUMNS = (
    Column("title", _("Title"), lambda row: row.undertaking.title),
    Column("kind", _("Monitored as"), lambda row: row.undertaking.kind_in_words),
    Column("state", _("State"), lambda row: str(row.undertaking.country or "")),
    Column("status", _("Status"), lambda row: row.undertaking.get_status_display()),
    Column("starts", _("Starts"), lambda row: row.undertaking.starts_on),
    Column("ends", _("Ends"), lambda row: row.undertaking.ends_on),
    Column("indicators", _("Indicators"), lambda row: row.indicators),
    Column("reached", _("Targets reached"), lambda row: row.reached),
    Column("owed", _("Periods without values"), lambda row: row.owed),
    Column("due", _("Values due"), lambda row: row.due_on),
    Column("waiting", _("Values that wait for approval"), lambda row: row.waiting),
)


def _part(by: str, group: str) -> Callable[[Value], Any]:
    def read(row: Value) -> Any:
        found = (part.number for part in row.parts.all() if (part.by, part.group) == (by, group))
        return next(found, None)

    return read


VALUE_COLUMNS = (
    Column("title", _("Title"), lambda row: row.indicator.undertaking.title),
    Column("result", _("Result"), lambda row: str(row.indicator.result or "")),
    Column("indicator", _("Indicator"), lambda row: str(row.indicator)),
    Column("unit", _("Unit"), lambda row: row.indicator.unit),
    Column("baseline", _("Baseline"), lambda row: row.indicator.baseline),
    Column("target", _("Target"), lambda row: row.indicator.target),
    Column("period", _("Period"), lambda row: row.period.number),
    Column("from", _("From"), lambda row: row.period.starts_on),
    Column("until", _("Until"), lambda row: row.period.ends_on),
    Column("answer", _("Answer"), lambda row: row.get_answer_display()),
    Column("number", _("Number"), lambda row: row.number),
    *(
        Column(f"{by}_{group}", label, _part(by, group))
        for by, groups in GROUPS.items()
        for group, label in groups
    ),
    Column("words", _("In words"), lambda row: row.words),
    Column("reason", _("Why there is no number"), lambda row: row.reason),
    Column("source", _("Where the figure comes from"), lambda row: row.source),
    Column("quality", _("How good the figure is"), lambda row: row.quality),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("verified", _("Checked against evidence"), lambda row: int(row.is_verified)),
)

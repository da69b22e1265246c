"""The columns of plans, registers and lights as files."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from files.export import Column

ACTIVITY_COLUMNS = (
    Column("number", _("Number"), lambda row: row.number),
    Column("title", _("Activity"), lambda row: row.title),
    Column("starts_on", _("Planned from"), lambda row: row.starts_on),
    Column("ends_on", _("Planned until"), lambda row: row.ends_on),
    Column("percent", _("Done, in per cent"), lambda row: row.percent),
    Column("begun_on", _("Begun"), lambda row: row.begun_on),
    Column("done_on", _("Finished"), lambda row: row.done_on),
    Column("note", _("Note"), lambda row: row.note),
)
ENTRY_COLUMNS = (
    Column("kind", _("Kind"), lambda row: row.get_kind_display()),
    Column("title", _("In short"), lambda row: row.title),
    Column("words", _("In full"), lambda row: row.words),
    Column("likelihood", _("Likelihood"), lambda row: row.likelihood),
    Column("impact", _("Impact"), lambda row: row.impact),
    Column("weight", _("Weight"), lambda row: row.weight),
    Column("response", _("What is done about it"), lambda row: row.response),
    Column("owner", _("Who takes care of it"), lambda row: row.owner),
    Column("due_on", _("To be settled by"), lambda row: row.due_on),
    Column("status", _("Status"), lambda row: row.get_status_display()),
    Column("closed_on", _("Closed"), lambda row: row.closed_on),
)


def _light(code: str) -> Any:
    return lambda row: next(str(one.label) for one in row.lights if one.code == code)


LIGHT_COLUMNS = (
    Column("title", _("Title"), lambda row: row.title),
    Column("ends_on", _("Ends"), lambda row: row.ends_on),
    Column("late", _("On time"), _light("late")),
    Column("off_target", _("On target"), _light("off_target")),
    Column("overspent", _("Within budget"), _light("overspent")),
    Column("reports", _("Reported"), _light("reports")),
    Column("risks", _("Risks and issues"), _light("risks")),
)

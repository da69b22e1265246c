"""What the addresses of this slice answer."""

from matchmaking.monitoring.views.lists import (
    all_values,
    export,
    undertaking_list,
    values_export,
)
from matchmaking.monitoring.views.pages import detail, framework
from matchmaking.monitoring.views.revising import (
    agree_revision,
    decline_revision,
    revise,
    revision,
    withdraw_revision,
)
from matchmaking.monitoring.views.values import (
    approve_value,
    decide,
    evidence,
    remove_evidence,
    return_value,
    submit_value,
    value,
    values,
)
from matchmaking.monitoring.views.workbook import upload, workbook

__all__ = [
    "agree_revision",
    "all_values",
    "approve_value",
    "decide",
    "decline_revision",
    "detail",
    "evidence",
    "export",
    "framework",
    "remove_evidence",
    "return_value",
    "revise",
    "revision",
    "submit_value",
    "undertaking_list",
    "upload",
    "value",
    "values",
    "values_export",
    "withdraw_revision",
    "workbook",
]

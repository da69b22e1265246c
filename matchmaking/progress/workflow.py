"""The states of a risk or issue and of a visit: tables to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.progress import policies
from matchmaking.progress.choices import EntryStatus, VisitStatus
from matchmaking.workflow import Transition, Workflow

ENTRY_WORKFLOW = Workflow(
    Transition(
        "close_entry",
        {EntryStatus.OPEN},
        EntryStatus.CLOSED,
        may=policies.settles,
        label=_("Close"),
        needs_reason=True,
    ),
    Transition(
        "reopen_entry",
        {EntryStatus.CLOSED},
        EntryStatus.OPEN,
        may=policies.settles,
        label=_("Open again"),
        needs_reason=True,
    ),
)

VISIT_WORKFLOW = Workflow(
    Transition(
        "file_visit",
        {VisitStatus.DRAFT},
        VisitStatus.FILED,
        may=policies.writes_visit,
        label=_("File the note"),
    ),
)

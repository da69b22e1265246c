"""What members, administrators and applicants write."""

from matchmaking.decisions.forms.playing import (
    ChoiceForm,
    CompareForm,
    LimitRow,
    LimitRows,
    NameForm,
)
from matchmaking.decisions.forms.voting import (
    AppealForm,
    BallotForm,
    ConditionRow,
    ConditionRows,
    EvidenceForm,
    LotForm,
    ReasonForm,
    ScoreForm,
    SeatForm,
    VoteForm,
)

__all__ = [
    "AppealForm",
    "BallotForm",
    "ChoiceForm",
    "CompareForm",
    "ConditionRow",
    "ConditionRows",
    "EvidenceForm",
    "LimitRow",
    "LimitRows",
    "LotForm",
    "NameForm",
    "ReasonForm",
    "ScoreForm",
    "SeatForm",
    "VoteForm",
]

"""What can be done to records of every kind: drafting, editing, and the moves of the workflow."""

from matchmaking.writing.services.contents import (
    Contents,
    contents,
    differences,
    fields_of,
    in_words,
    words_of,
)
from matchmaking.writing.services.drafting import (
    StaleRecord,
    autosave_record,
    delete_record,
    draft_record,
    edit_record,
)
from matchmaking.writing.services.moves import (
    IncompleteRecord,
    expire_record,
    move_record,
    refuse,
    refuse_incomplete,
    submit_record,
)

__all__ = [
    "Contents",
    "IncompleteRecord",
    "StaleRecord",
    "autosave_record",
    "contents",
    "delete_record",
    "differences",
    "draft_record",
    "edit_record",
    "expire_record",
    "fields_of",
    "in_words",
    "move_record",
    "refuse",
    "refuse_incomplete",
    "submit_record",
    "words_of",
]

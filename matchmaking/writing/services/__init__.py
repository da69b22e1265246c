"""What can be done to records of every kind: drafting, editing, and the moves of the workflow."""

from matchmaking.writing.contents import (
    Contents,
    contents,
    differences,
    fields_of,
    in_words,
    words_of,
)
from matchmaking.writing.services.comments import (
    add_comment,
    delete_comment,
    edit_comment,
    resolve_comment,
)
from matchmaking.writing.services.confirming import (
    confirm_record,
    confirm_records,
    note_confirmed,
    set_term,
)
from matchmaking.writing.services.drafting import (
    StaleRecord,
    autosave_record,
    delete_record,
    draft_record,
    edit_record,
    restore_version,
)
from matchmaking.writing.services.merging import ConflictingEdits, merge_record
from matchmaking.writing.services.moves import (
    IncompleteRecord,
    expire_record,
    move_record,
    refuse,
    refuse_incomplete,
)
from matchmaking.writing.services.presence import (
    be_present,
    drop_text,
    forget_texts,
    keep_text,
    leave,
)
from matchmaking.writing.services.signing import sign_record, submit_record
from matchmaking.writing.services.uniting import OtherCurrency, may_unite, unite_records
from matchmaking.writing.services.versions import thin_versions

__all__ = [
    "ConflictingEdits",
    "Contents",
    "IncompleteRecord",
    "OtherCurrency",
    "StaleRecord",
    "add_comment",
    "autosave_record",
    "be_present",
    "confirm_record",
    "confirm_records",
    "contents",
    "delete_comment",
    "delete_record",
    "differences",
    "draft_record",
    "drop_text",
    "edit_comment",
    "edit_record",
    "expire_record",
    "fields_of",
    "forget_texts",
    "in_words",
    "keep_text",
    "leave",
    "may_unite",
    "merge_record",
    "move_record",
    "note_confirmed",
    "refuse",
    "refuse_incomplete",
    "resolve_comment",
    "restore_version",
    "set_term",
    "sign_record",
    "submit_record",
    "thin_versions",
    "unite_records",
    "words_of",
]

"""What can be done to reports and to the candidate needs read out of them."""

from matchmaking.reports.services.pictures import page_picture
from matchmaking.reports.services.reading import is_lost, read_report
from matchmaking.reports.services.receiving import (
    DuplicateReport,
    HasAcceptedCandidates,
    delete_report,
    read_again,
    receive_report,
    replace_file,
)
from matchmaking.reports.services.redrawing import (
    add_candidate,
    merge_candidates,
    split_candidate,
)
from matchmaking.reports.services.reviewing import (
    accept_candidate,
    edit_candidate,
    reject_candidate,
    reopen_candidate,
    restore_candidate,
)

__all__ = [
    "DuplicateReport",
    "HasAcceptedCandidates",
    "accept_candidate",
    "add_candidate",
    "delete_report",
    "edit_candidate",
    "is_lost",
    "merge_candidates",
    "page_picture",
    "read_again",
    "read_report",
    "receive_report",
    "reject_candidate",
    "reopen_candidate",
    "replace_file",
    "restore_candidate",
    "split_candidate",
]

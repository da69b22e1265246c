"""What the addresses of this slice answer."""

from matchmaking.reports.views.candidates import (
    accept,
    add,
    edit,
    merge,
    passage,
    reject,
    restore,
    split,
)
from matchmaking.reports.views.filing import delete, read, replace, upload
from matchmaking.reports.views.lists import export, report_list
from matchmaking.reports.views.reading import detail, download_file, page_image, status
from matchmaking.reports.views.review import review

__all__ = [
    "accept",
    "add",
    "delete",
    "detail",
    "download_file",
    "edit",
    "export",
    "merge",
    "page_image",
    "passage",
    "read",
    "reject",
    "replace",
    "report_list",
    "restore",
    "review",
    "split",
    "status",
    "upload",
]

"""The pages of bundles."""

from matchmaking.bundles.views.editing import compose, edit
from matchmaking.bundles.views.finding import find
from matchmaking.bundles.views.saved import (
    bundle_list,
    detail,
    export,
    part_export,
    propose,
    reopen,
    shelve,
    shortlist,
)

__all__ = [
    "bundle_list",
    "compose",
    "detail",
    "edit",
    "export",
    "find",
    "part_export",
    "propose",
    "reopen",
    "shelve",
    "shortlist",
]

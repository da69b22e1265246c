"""What each screen shows of requests."""

from matchmaking.needs.selectors.lists import (
    KeyFigures,
    key_figures,
    my_needs,
    need_detail,
    needs_for_export,
    needs_for_listing,
    needs_to_moderate,
    newest_needs,
)

__all__ = [
    "KeyFigures",
    "key_figures",
    "my_needs",
    "need_detail",
    "needs_for_export",
    "needs_for_listing",
    "needs_to_moderate",
    "newest_needs",
]

"""What the pages about renewals show."""

from matchmaking.needs.renewal.selectors.comparison import (
    Row,
    Side,
    comparison_rows,
    new_candidates,
    progress_of,
    renewals_of,
    row_of,
)
from matchmaking.needs.renewal.selectors.lines import Line, line_of, lines_of_state, links_of
from matchmaking.needs.renewal.selectors.overview import comparisons_for
from matchmaking.needs.renewal.selectors.wording import changes_in_words, reasons_in_words

__all__ = [
    "Line",
    "Row",
    "Side",
    "changes_in_words",
    "comparison_rows",
    "comparisons_for",
    "line_of",
    "lines_of_state",
    "links_of",
    "new_candidates",
    "progress_of",
    "reasons_in_words",
    "renewals_of",
    "row_of",
]

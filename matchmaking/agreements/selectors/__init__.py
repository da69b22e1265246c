"""What each screen shows of agreements, and the figures of the whole site."""

from matchmaking.agreements.selectors.figures import (
    covered_needs,
    figures_of_need,
    figures_of_offer,
    last_words,
    need_figures,
    offer_figures,
    stamps_of_needs,
    stamps_of_offers,
)
from matchmaking.agreements.selectors.pages import (
    LineView,
    agreement_for_page,
    agreement_of,
    agreements_for_listing,
    agreements_on,
    history_of,
    line_views,
    suggested_lines,
    with_lines,
)
from matchmaking.writing.figures import LineFigures, NeedFigures, OfferFigures, OfferLineFigures

__all__ = [
    "LineFigures",
    "LineView",
    "NeedFigures",
    "OfferFigures",
    "OfferLineFigures",
    "agreement_for_page",
    "agreement_of",
    "agreements_for_listing",
    "agreements_on",
    "covered_needs",
    "figures_of_need",
    "figures_of_offer",
    "history_of",
    "last_words",
    "line_views",
    "need_figures",
    "offer_figures",
    "stamps_of_needs",
    "stamps_of_offers",
    "suggested_lines",
    "with_lines",
]

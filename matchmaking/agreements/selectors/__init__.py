"""What each screen shows of agreements, and the figures of the whole site."""

from matchmaking.agreements.selectors.figures import (
    figures_of_need,
    figures_of_offer,
    last_words,
    need_figures,
    offer_figures,
    stamps_of_needs,
    stamps_of_offers,
)
from matchmaking.writing.figures import LineFigures, NeedFigures, OfferFigures, OfferLineFigures

__all__ = [
    "LineFigures",
    "NeedFigures",
    "OfferFigures",
    "OfferLineFigures",
    "figures_of_need",
    "figures_of_offer",
    "last_words",
    "need_figures",
    "offer_figures",
    "stamps_of_needs",
    "stamps_of_offers",
]

"""What each screen shows of offers."""

from matchmaking.offers.selectors.eligibility import (
    Eligibility,
    eligibilities_of,
    eligibility_of,
    eligible_countries_of,
    with_eligibility,
)
from matchmaking.offers.selectors.lists import (
    KeyFigures,
    key_figures,
    my_offers,
    newest_offers,
    offer_detail,
    offers_for_export,
    offers_for_listing,
    offers_to_moderate,
)

__all__ = [
    "Eligibility",
    "KeyFigures",
    "eligibilities_of",
    "eligibility_of",
    "eligible_countries_of",
    "key_figures",
    "my_offers",
    "newest_offers",
    "offer_detail",
    "offers_for_export",
    "offers_for_listing",
    "offers_to_moderate",
    "with_eligibility",
]

"""Which features rest on something known. Missing data is neutral, but costs confidence."""

from .profiles import NeedProfile, OfferProfile

NAMES = (
    "theme", "text", "words", "kind", "coverage", "window", "language", "access", "focus",
    "named", "proximity", "priority", "track_record", "freshness",
)  # fmt: skip


def known_of_need(need: NeedProfile) -> list[bool]:
    """Tell for each feature whether the need's half of it is known."""
    row = need.row
    missing = {
        "theme": not need.themes,
        "text": not need.concepts,
        "words": not need.stems,
        "kind": not need.importance,
        "coverage": not need.quantities,
        "window": not (row.starts_on and row.ends_on),
        "language": not row.working_languages,
        "priority": row.priority is None,
    }
    return [not missing.get(name, False) for name in NAMES]


def known_of_offer(offer: OfferProfile) -> list[bool]:
    """Tell for each feature whether the offer's half of it is known."""
    row = offer.row
    missing = {
        "theme": not offer.themes,
        "text": not offer.concepts,
        "words": not offer.stems,
        "kind": not offer.strengths,
        "coverage": not offer.capacities,
        "window": not (row.opens_on and row.closes_on),
        "language": not row.delivery_languages,
        "named": not offer.limits.named,
        "track_record": row.track_record is None,
        "freshness": row.published_on is None and row.confirmed_on is None,
    }
    return [not missing.get(name, False) for name in NAMES]

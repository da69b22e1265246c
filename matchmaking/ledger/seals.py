"""The seal of a posting: a digest of it and of the seal before, so that no change goes unseen."""

import hashlib
import json
from collections.abc import Iterable

from matchmaking.ledger.models import Posting

# Account, amount, amount in the fund's currency.
Figures = tuple[int, int, int]


def seal_of(posting: Posting, entries: Iterable[Figures], before: str) -> str:
    """Return the digest of everything a posting says, after the one `before` it."""
    said = [
        before,
        posting.fund_id,
        posting.number,
        posting.key,
        posting.asked,
        posting.cause,
        posting.words,
        posting.document_id,
        posting.actor_id,
        posting.at.timestamp(),
        posting.booked_on.isoformat(),
        posting.application_id,
        posting.contribution_id,
        posting.reverses_id,
        posting.rates,
        sorted(entries),
    ]
    written = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()

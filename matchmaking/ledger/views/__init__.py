"""What the addresses of the ledger answer."""

from matchmaking.ledger.views import acts, postings, statements, trial

__all__ = ["acts", "postings", "statements", "trial"]

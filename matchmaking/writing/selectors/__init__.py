"""What pages show of records of every kind."""

from matchmaking.writing.selectors.history import record_history

__all__ = ["record_history"]

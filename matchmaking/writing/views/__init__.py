"""The pages on which records of every kind are read, written and moved."""

from matchmaking.writing.views.pages import Act, RecordPages

__all__ = ["Act", "RecordPages"]

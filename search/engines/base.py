"""What an engine must be able to do; another engine is one more file with this."""

from collections.abc import Sequence
from typing import Protocol

from search.models import IndexGeneration, SearchDocument
from search.query import Hits, Request


class Engine(Protocol):
    """Keeps tokens and answers requests. Filters and rights act inside, never afterwards."""

    name: str
    # Whether writes belong to the database transaction, so that a reader sees them at once. Other
    # engines are written to after it, and whatever they are asked may raise SearchUnavailable.
    is_transactional: bool

    def answers(self) -> bool:
        """Say within two seconds whether requests would be answered now."""

    def create(self, generation: IndexGeneration) -> None:
        """Make room for a generation; whatever had its name before is dropped."""

    def settle(self, generation: IndexGeneration) -> None:
        """Finish a generation after the bulk of its documents has been written."""

    def publish(self, generation: IndexGeneration) -> None:
        """Put a generation in the place of the one that was searched."""

    def holds(self, generation: IndexGeneration) -> bool:
        """Return whether the generation is still there."""

    def drop(self, generation: IndexGeneration) -> None:
        """Remove a generation."""

    def write(self, generation: IndexGeneration, documents: Sequence[SearchDocument]) -> None:
        """Put documents in, replacing those with the same ids; one that is deleted goes out.

        One with an older revision than what is there changes nothing.
        """

    def search(self, generation: IndexGeneration, request: Request) -> Hits:
        """Answer a request."""

    def size(self, generation: IndexGeneration) -> int:
        """Return the bytes that the engine's own tables take."""

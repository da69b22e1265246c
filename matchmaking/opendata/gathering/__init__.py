"""What is published, read in parts: some hundred activities at a time, a few queries for each."""

from matchmaking.opendata.gathering.agreements import agreement_activities
from matchmaking.opendata.gathering.chunks import CHUNK, in_chunks
from matchmaking.opendata.gathering.naming import own_identifier
from matchmaking.opendata.gathering.projects import project_activities
from matchmaking.opendata.gathering.published import (
    published_agreements,
    published_codes,
    published_projects,
)
from matchmaking.opendata.gathering.publisher import address, publisher

__all__ = [
    "CHUNK",
    "address",
    "agreement_activities",
    "in_chunks",
    "own_identifier",
    "project_activities",
    "published_agreements",
    "published_codes",
    "published_projects",
    "publisher",
]

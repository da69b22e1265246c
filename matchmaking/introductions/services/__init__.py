"""What people do with an introduction, one act each."""

from matchmaking.introductions.services.answering import accept_introduction, decline_introduction
from matchmaking.introductions.services.moving import (
    conclude_introduction,
    end_introduction,
    introduce_parties,
    reopen_talks,
)
from matchmaking.introductions.services.paper import Paper
from matchmaking.introductions.services.proposing import propose_introduction

__all__ = [
    "Paper",
    "accept_introduction",
    "conclude_introduction",
    "decline_introduction",
    "end_introduction",
    "introduce_parties",
    "propose_introduction",
    "reopen_talks",
]

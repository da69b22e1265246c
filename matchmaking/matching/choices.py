"""What a reason can be given for."""

from enum import StrEnum


class ReasonPurpose(StrEnum):
    """The acts that say why a pair does not come about."""

    REJECTING = "rejecting"
    DECLINING = "declining"
    ENDING = "ending"

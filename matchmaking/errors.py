"""Refusals, worded for the person who reads them: those of people and of the marketplace alike."""

from accounts.errors import ChangedMeanwhile, DomainError, NotInThisState, ReasonMissing

__all__ = ["ChangedMeanwhile", "DomainError", "NotInThisState", "ReasonMissing"]

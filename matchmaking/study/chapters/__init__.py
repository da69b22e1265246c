"""A study in its reader's language: chapters of sentences and tables, made from what is kept."""

from collections.abc import Mapping
from typing import Any

from matchmaking.study.chapters.adequacy import adequacy
from matchmaking.study.chapters.effectiveness import effectiveness
from matchmaking.study.chapters.learned import learned
from matchmaking.study.chapters.method import method, missing
from matchmaking.study.chapters.parts import Chapter, Grid
from matchmaking.study.chapters.sustainability import sustainability

__all__ = ["Chapter", "Grid", "chapters"]


def chapters(contents: Mapping[str, Any]) -> list[Chapter]:
    """Return the chapters in the language that is active."""
    makers = (method, adequacy, effectiveness, sustainability, learned, missing)
    return [make(contents) for make in makers]

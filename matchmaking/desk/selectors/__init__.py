"""What the pages of the desk show."""

from matchmaking.desk.selectors.cases import best_unjudged

__all__ = ["best_unjudged"]

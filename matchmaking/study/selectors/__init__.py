"""What the study reads of the slices below, all of it public; and the studies there are."""

from accounts.selectors import Person
from matchmaking.study.models import Study
from matchmaking.study.querysets import StudyQuerySet
from matchmaking.study.selectors.judged import lessons, scores
from matchmaking.study.selectors.lasting import sustainability
from matchmaking.study.selectors.requests import adequacy
from matchmaking.study.selectors.results import effectiveness

__all__ = [
    "adequacy",
    "effectiveness",
    "lessons",
    "scores",
    "studies_for_listing",
    "sustainability",
]


def studies_for_listing(user: Person) -> StudyQuerySet:
    """Return the studies `user` may know of."""
    return Study.objects.visible_to(user).defer("contents")

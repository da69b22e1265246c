"""Marking the requests of which nothing is open any more; closing them is the State's own act."""

from matchmaking.agreements import notices
from matchmaking.agreements.models import Coverage
from matchmaking.agreements.selectors.figures import need_figures
from matchmaking.needs.choices import NeedStatus


def settle_coverage(need_id: int) -> None:
    """Mark a request as covered, or no longer, and suggest to its focal point to close it."""
    figures = need_figures([need_id]).get(need_id)
    if figures is None or not figures.is_covered:
        Coverage.objects.filter(need=need_id).delete()
        return
    coverage, is_new = Coverage.objects.get_or_create(need_id=need_id)
    if is_new and coverage.need.status == NeedStatus.PUBLISHED:
        notices.tell_of_coverage(coverage)

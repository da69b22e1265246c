"""The queue: cases with what their rows show, and the next match of one."""

from django.db.models import Exists, OuterRef

from matchmaking.desk.choices import PairState
from matchmaking.desk.models import Case, Shortlisting
from matchmaking.desk.selectors.facts import unjudged
from matchmaking.matching.models import Suggestion


def best_unjudged(case: Case) -> Suggestion | None:
    """Return the best match of a case that no broker shortlisted, pinned or set aside yet."""
    rank = f"rank_for_{case.kind}"
    judged = Shortlisting.objects.exclude(state=PairState.NOTED).filter(
        need=OuterRef("need"), offer=OuterRef("offer")
    )
    rows = Suggestion.objects.filter(**{case.kind: case.record.pk, f"{rank}__isnull": False})
    return unjudged(rows).exclude(Exists(judged)).order_by(rank).first()

"""What lasted: computed from the published evaluations and what is still in use years later."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from matchmaking.lessons import judging
from matchmaking.lessons.judging import Published
from matchmaking.lessons.models import Approach
from matchmaking.monitoring.selectors import needs_of
from matchmaking.needs.models import Need
from matchmaking.observations.selectors import Share, still_in_use

# A score of sustainability, and a share still in use after a year or more, that say "it lasted".
LEAST_SCORE = 0.6
LEAST_IN_USE = 0.75


@transaction.atomic
def renew_approaches() -> int:
    """Compute anew what lasted; return how many there are."""
    published = judging.latest_published()
    in_use = still_in_use([one.evaluation.undertaking_id for one in published])
    kept = []
    for one in published:
        seen = in_use.get(one.evaluation.undertaking_id)
        if lasted(one, seen):
            kept.append(_written(one, seen).pk)
    Approach.objects.exclude(pk__in=kept).delete()
    return len(kept)


def lasted(published: Published, seen: Share | None) -> bool:
    """Say whether it lasted: what an evaluator saw years later outweighs what was expected."""
    ratio = _verified(seen)
    if ratio is not None:
        return ratio >= LEAST_IN_USE
    score = judging.sustainability(published)
    return score is not None and score >= LEAST_SCORE


def _verified(seen: Share | None) -> float | None:
    return float(seen.ratio) if seen and seen.verified and seen.ratio is not None else None


def _written(published: Published, seen: Share | None) -> Approach:
    ratio = _verified(seen)
    approach, _created = Approach.objects.update_or_create(
        evaluation=published.evaluation,
        defaults={
            "sustainability": judging.sustainability(published),
            "in_use": ratio,
            "months": seen.months if seen and ratio is not None else None,
        },
    )
    needs = needs_of(published.evaluation.undertaking)
    rows = Need.objects.filter(pk__in=[need.pk for need in needs])
    approach.themes.set(_codes(rows, "themes"))
    approach.kinds.set(_codes(rows, "lines__kind"))
    return approach


def _codes(needs: QuerySet[Need], path: str) -> set[Any]:
    return set(needs.values_list(path, flat=True)) - {None}

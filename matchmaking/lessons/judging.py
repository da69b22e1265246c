"""What the published evaluations say, as far as everybody may read it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import NamedTuple

from matchmaking.evaluation.choices import MANDATE, Answer, CriterionCode
from matchmaking.evaluation.models import Evaluation
from matchmaking.evaluation.selectors.published import PublishedScore, published_scores
from matchmaking.lessons.shrinking import Judged, share
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.querysets import PARTIES
from matchmaking.monitoring.selectors import parties


class Published(NamedTuple):
    """A published evaluation with its scores on the mandate's criteria, as shares of 1.

    None where a criterion has no score; a criterion that is withheld is not in it.
    """

    evaluation: Evaluation
    scores: Mapping[str, float | None]

    @property
    def mean(self) -> float | None:
        """The mean of what is scored; None where nothing is, or something is withheld.

        Whoever withholds one criterion has none of the others counted: no one is better off by it.
        """
        known = [value for value in self.scores.values() if value is not None]
        return fmean(known) if known and self.scores.keys() >= set(MANDATE) else None


def latest_published() -> list[Published]:
    """Return the newest published evaluation of each project or agreement, with its scores."""
    parts = [f"undertaking__{name}" for name in PARTIES]
    rows = Evaluation.objects.published().select_related("undertaking", *parts)
    newest = {row.undertaking_id: row for row in rows.order_by("finished_at", "pk")}
    scores = _scores()
    return [Published(row, scores[row.pk]) for row in newest.values()]


def judged(published: list[Published]) -> Iterator[Judged]:
    """Yield the projects whose work can be compared, with whose work it was.

    The mandate's three criteria alone: everybody is measured on the same.
    """
    for one in published:
        if one.mean is not None:
            yield Judged(one.mean, carriers(one.evaluation.undertaking))


def carriers(undertaking: Undertaking) -> frozenset[int]:
    """Return whose work it was: who gave it or carried it out; of a fund, the fund for all."""
    found = parties(undertaking)
    givers = [found.fund] if found.fund else found.donor
    return frozenset([*givers, *found.implementer])


def sustainability(published: Published) -> float | None:
    """Return the score of sustainability as a share of 1; None where there is none."""
    return published.scores.get(CriterionCode.SUSTAINABILITY)


def _scores() -> Mapping[int, dict[str, float | None]]:
    found: dict[int, dict[str, float | None]] = defaultdict(dict)
    for row in published_scores():
        if row.code in MANDATE:
            found[row.evaluation_id][row.code] = _value(row)
    return found


def _value(row: PublishedScore) -> float | None:
    if row.answer != Answer.SCORE or row.points is None:
        return None
    return share(row.points, row.most)

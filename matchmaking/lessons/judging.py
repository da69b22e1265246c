"""What the published evaluations say, as far as everybody may read it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import NamedTuple

from matchmaking.evaluation.choices import MANDATE, Answer, CriterionCode, ScaleCode
from matchmaking.evaluation.models import Evaluation
from matchmaking.evaluation.selectors.published import PublishedScore, published_scores
from matchmaking.evaluation.wording import scale_code
from matchmaking.lessons.shrinking import Judged, share
from matchmaking.monitoring.models import Undertaking
from matchmaking.monitoring.querysets import PARTIES
from matchmaking.monitoring.selectors import parties

# The mandate's criteria that are scored on six points.
AVERAGED = [code for code in MANDATE if scale_code(code) == ScaleCode.SIX]


class Published(NamedTuple):
    """A published evaluation with what stands under the mandate's criteria, by their code.

    As a share of 1 of its scale, None where it is no score. What is withheld is not in it.
    """

    evaluation: Evaluation
    said: Mapping[str, float | None]

    @property
    def mean(self) -> float | None:
        """The mean of what is scored on six points; None where nothing is, or one is withheld.

        Two scales are never averaged together, so sustainability may be withheld: it is not in
        the mean. Whoever withholds one of the others has none counted: or the better half alone
        would stand, chosen by those it speaks for.
        """
        known = [self.said[code] for code in AVERAGED if code in self.said]
        scored = [value for value in known if value is not None]
        return fmean(scored) if scored and len(known) == len(AVERAGED) else None


def latest_published() -> list[Published]:
    """Return the newest published evaluation of each project or agreement, with its scores."""
    parts = [f"undertaking__{name}" for name in PARTIES]
    rows = Evaluation.objects.published().select_related("undertaking", *parts)
    newest = {row.undertaking_id: row for row in rows.order_by("finished_at", "pk")}
    said = _said()
    return [Published(row, said[row.pk]) for row in newest.values()]


def judged(published: list[Published]) -> Iterator[Judged]:
    """Yield the projects whose work can be compared, with whose work it was.

    The mandate's criteria alone: everybody is measured on the same.
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
    return published.said.get(CriterionCode.SUSTAINABILITY)


def _said() -> Mapping[int, dict[str, float | None]]:
    found: dict[int, dict[str, float | None]] = defaultdict(dict)
    for row in published_scores():
        if row.code in MANDATE:
            found[row.evaluation_id][row.code] = _value(row)
    return found


def _value(row: PublishedScore) -> float | None:
    if row.answer != Answer.SCORE or row.points is None:
        return None
    return share(row.points, row.most)

"""How far evaluators agree, over all evaluations that were scored twice."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.selectors import Person
from matchmaking.evaluation.choices import SENT, Answer, AssignmentStatus, ScaleCode
from matchmaking.evaluation.engine.agreeing import Apart, agreement_of, pairs_within
from matchmaking.evaluation.models import Evaluation, Score
from matchmaking.reviews.engine.agreement import Agreement

Table = dict[int, dict[int, float]]


@dataclass(frozen=True)
class Pooled:
    """The agreement on one scale; scores on different scales are never put together."""

    scale: ScaleCode
    agreement: Agreement
    evaluations: int
    same: int
    near: int
    pairs: int


def overview(user: Person) -> list[Pooled]:
    """Return the agreement on each scale over the reports that `user` knows from inside."""
    known = Evaluation.objects.known_to(user).filter(status__in=SENT).order_by().values("pk")
    rows = Score.objects.filter(
        criterion__evaluation__in=known,
        assignment__status=AssignmentStatus.DONE,
        answer=Answer.SCORE,
    )
    tables: dict[str, Table] = defaultdict(lambda: defaultdict(dict))
    of: dict[int, int] = {}
    columns = ("criterion__scale__code", "criterion", "assignment__evaluator", "points")
    for scale, unit, rater, points, evaluation in rows.values_list(
        *columns, "criterion__evaluation"
    ):
        tables[scale][unit][rater] = float(points)
        of[unit] = evaluation
    return [_pooled(scale, tables[scale], of) for scale in ScaleCode if scale in tables]


def _pooled(scale: ScaleCode, table: Table, of: dict[int, int]) -> Pooled:
    twice = {unit: row for unit, row in table.items() if len(row) > 1}
    apart = [Apart(tuple(int(points) for points in row.values())) for row in twice.values()]
    same, pairs = pairs_within(apart, 0)
    return Pooled(
        scale=scale,
        agreement=agreement_of(twice),
        evaluations=len({of[unit] for unit in twice}),
        same=same,
        near=pairs_within(apart, 1)[0],
        pairs=pairs,
    )

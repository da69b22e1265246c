"""Decides by a mixed-integer programme which doubtful routes and donors are used at all."""

from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack, vstack

from .problem import Marks, Problem, Reals, Whole

# Limits are counts, not times, so that every run ends at the same place.
NODES, FEW_NODES = 2_000, 1
GAP = 0.002  # of the value; a large case is not weighed more finely


def weigh_all(problem: Problem) -> tuple[Reals, float] | None:
    """Weigh every possibility of a small case; return the best amounts and a proven bound."""
    usable = problem.most > 0
    found = _Weighing(problem, problem.is_locked & usable, usable).solve(NODES, 0.0, whole=True)
    return (found[0], -float(found[1].mip_dual_bound)) if found else None


def weigh(problem: Problem, firm: Marks, doubtful: Marks) -> Reals | None:
    """Decide on the doubtful routes beside firm ones, which keep a lot at least."""
    found = _Weighing(problem, firm, doubtful).solve(FEW_NODES, GAP, whole=False)
    return found[0] if found else None


class _Weighing:
    """Amounts of some routes, a switch for each doubtful one, one for each doubtful donor."""

    def __init__(self, problem: Problem, firm: Marks, doubtful: Marks) -> None:
        self.problem = problem
        self.routes = np.flatnonzero(firm | doubtful)
        self.firm = firm[self.routes]
        self.switched = np.flatnonzero(~self.firm)
        self.lot = np.minimum(problem.routes.lot, problem.most)[self.routes]
        donors = int(problem.donor_of.max()) + 1
        self.pair = problem.need_of[self.routes] * donors + problem.donor_of[self.routes]
        self.firm_pairs = np.unique(self.pair[self.firm])
        self.pairs = np.setdiff1d(self.pair[self.switched], self.firm_pairs)
        self.need_of_pair = self.pairs // donors
        self.firm_donors = np.bincount(self.firm_pairs // donors, minlength=self._needs)

    @property
    def _needs(self) -> int:
        return int(self.problem.need_of.max()) + 1

    @property
    def _sizes(self) -> tuple[int, int, int]:
        return len(self.routes), len(self.switched), len(self.pairs)

    def solve(self, nodes: int, gap: float, *, whole: bool) -> tuple[Reals, Any] | None:
        """Run the programme; None where the search found no amounts."""
        amounts, switches, donors = self._sizes
        result = milp(
            np.concatenate([-self.problem.value[self.routes], np.zeros(switches + donors)]),
            integrality=np.concatenate([np.full(amounts, whole), np.ones(switches + donors)]),
            bounds=self._bounds,
            constraints=[
                LinearConstraint(rows, ub=most)
                for rows, most in (self._limits, self._lots, self._donors)
                if rows.shape[0]
            ],
            options={"node_limit": nodes, "mip_rel_gap": gap},
        )
        if result.x is None:
            return None
        found = np.zeros(len(self.problem.routes))
        found[self.routes] = result.x[:amounts]
        return found, result

    @property
    def _bounds(self) -> Bounds:
        locked = self.problem.locked[self.routes]
        free = ~self.problem.is_locked[self.routes]
        least = np.where(self.firm & free, self.lot, locked)
        more = sum(self._sizes[1:])
        most = self.problem.most[self.routes]
        return Bounds(np.append(least, np.zeros(more)), np.append(most, np.ones(more)))

    @property
    def _limits(self) -> tuple[csr_array, Reals]:
        """What is asked, what is left, and the balance."""
        matrix = self.problem.matrix[:, self.routes]
        empty = csr_array((matrix.shape[0], sum(self._sizes[1:])))
        return _joined([[matrix, empty]]), self.problem.limits

    @cached_property
    def _lots(self) -> tuple[csr_array, Reals]:
        """Nothing unless switched on; a lot at least when it is; and the donor on as well."""
        amounts, switches, donors = self._sizes
        at = np.arange(switches)
        amount = csr_array((np.ones(switches), (at, self.switched)), (switches, amounts))
        of_donor = np.searchsorted(self.pairs, self.pair[self.switched])
        known = np.isin(self.pair[self.switched], self.pairs)
        donor = csr_array((np.ones(known.sum()), (at[known], of_donor[known])), (switches, donors))
        most = self.problem.most[self.routes][self.switched]
        rows = [
            [amount, -_diagonal(most), csr_array((switches, donors))],
            [-amount, _diagonal(self.lot[self.switched]), csr_array((switches, donors))],
            [csr_array((switches, amounts)), _diagonal(known), -donor],
        ]
        return _joined(rows), np.zeros(3 * switches)

    @property
    def _donors(self) -> tuple[csr_array, Reals]:
        """No more donors of a need than are allowed."""
        amounts, switches, donors = self._sizes
        if self.problem.most_donors is None:
            return csr_array((0, sum(self._sizes))), np.zeros(0)
        ones, at = np.ones(donors), amounts + switches + np.arange(donors)
        rows = csr_array((ones, (self.need_of_pair, at)), (self._needs, sum(self._sizes)))
        return rows, np.asarray(self.problem.most_donors - self.firm_donors, np.float64)


def _joined(blocks: list[list[csr_array]]) -> csr_array:
    return csr_array(vstack([hstack(row) for row in blocks], format="csr"))


def _diagonal(values: Whole | Marks | NDArray[np.intp]) -> csr_array:
    at = np.arange(len(values))
    return csr_array((values.astype(np.float64), (at, at)), (len(values), len(values)))

"""Keeps count of what is still wanted and left while amounts are given, never past a limit."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from .problem import Problem, Whole

TOLERANCE = 1e-9


class Ledger:
    """Amounts under way; whatever is added keeps every limit."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.amounts = problem.locked.copy()
        routes = problem.routes
        # Plain lists: one number at a time is read much faster from them than from arrays.
        self._most: list[int] = problem.most.tolist()
        self._ask, self._give = routes.ask.tolist(), routes.give.tolist()
        self._share, self._lot = routes.share.tolist(), routes.lot.tolist()
        self._need, self._donor = problem.need_of.tolist(), problem.donor_of.tolist()
        self._wanted = [1.0] * len(problem.asks)
        self.left: list[int] = problem.left.tolist()
        self._donors: dict[int, Counter[int]] = defaultdict(Counter)
        self._tilt = np.zeros(len(problem.tilts))
        for route in problem.locks:
            self._book(route, int(self.amounts[route]))

    def load(self, amounts: Whole) -> None:
        """Take over amounts as far as they keep every limit but the balance."""
        for route in np.flatnonzero((amounts > 0) & ~self.problem.is_locked).tolist():
            steps = min(int(amounts[route]), self.supply(route))
            if steps >= max(1, self._lot[route]) and self.admits(route):
                self._give_steps(route, steps)

    def add(self, route: int) -> int:
        """Give as much as is possible; return how much it was."""
        steps = self.room(route)
        if steps <= 0 or self.amounts[route] + steps < self._lot[route]:
            return 0
        self._give_steps(route, steps)
        return steps

    def take_back(self, route: int, steps: int) -> None:
        """Take steps back; what would be less than a lot is taken back altogether."""
        rest = int(self.amounts[route]) - steps
        steps = int(self.amounts[route]) if rest < self._lot[route] else steps
        self._give_steps(route, -steps)

    def room(self, route: int) -> int:
        """Say how many more steps a route could carry; 0 where it may not be opened."""
        if self.problem.is_locked[route] or not self.admits(route):
            return 0
        return min(self.supply(route), self._balanced(route))

    def supply(self, route: int) -> int:
        """Say how many more steps are both wanted and left, whatever else is demanded."""
        wanted = int(self._wanted[self._ask[route]] / self._share[route] + TOLERANCE)
        more = self._most[route] - int(self.amounts[route])
        room: int = min(wanted, self.left[self._give[route]], more)
        return room

    def admits(self, route: int) -> bool:
        """Tell whether the donor of a route may give to its need."""
        most, donors = self.problem.most_donors, self._donors[self._need[route]]
        return most is None or donors[self._donor[route]] > 0 or len(+donors) < most

    def wanted(self, ask: int) -> float:
        """Say which share of an asked rest stays unmet."""
        return max(0.0, self._wanted[ask])

    def tilted(self) -> list[int]:
        """List the demands of balance that do not hold."""
        return np.flatnonzero(self._tilt > TOLERANCE).tolist()

    def level(self) -> bool:
        """Take back what upsets the balance, the least worth first; say whether it holds now."""
        value, tilts = self.problem.value, self.problem.tilts
        while tilted := self.tilted():
            row = tilts[tilted[0]]
            free = np.flatnonzero((row > 0) & (self.amounts > 0) & ~self.problem.is_locked)
            if not len(free):
                return False
            route = int(free[np.argmin(value[free] / row[free])])
            steps = int(np.ceil(self._tilt[tilted[0]] / row[route] - TOLERANCE))
            self.take_back(route, min(max(steps, 1), int(self.amounts[route])))
        return True

    def fill(self, order: Iterable[int]) -> None:
        """Give along the routes in this order until nothing more can be given."""
        routes = list(order)
        while sum(self.add(route) for route in routes):
            if not len(self.problem.tilts):
                return  # only a balance can make room where there was none

    def _balanced(self, route: int) -> int:
        room = self._most[route]
        for at, row in enumerate(self.problem.tilts):
            if row[route] > 0:
                room = min(room, int(max(0.0, -self._tilt[at]) / row[route] + TOLERANCE))
        return int(room)

    def _give_steps(self, route: int, steps: int) -> None:
        self.amounts[route] += steps
        self._book(route, steps)

    def _book(self, route: int, steps: int) -> None:
        self._wanted[self._ask[route]] -= self._share[route] * steps
        self.left[self._give[route]] -= steps
        donors = self._donors[self._need[route]]
        opened, closed = self.amounts[route] == steps > 0, steps < 0 == self.amounts[route]
        donors[self._donor[route]] += int(opened) - int(closed)
        if len(self._tilt):
            self._tilt += self.problem.tilts[:, route] * steps


def faults(problem: Problem, amounts: Whole) -> list[str]:
    """Check a proposal strictly and name every limit it breaks."""
    routes, used = problem.routes, amounts > 0
    over = problem.matrix @ amounts - problem.limits
    below = used & ~problem.is_locked & (amounts < routes.lot)
    pairs = {(n, d) for n, d in zip(problem.need_of[used], problem.donor_of[used], strict=True)}
    donors = Counter(need for need, _ in pairs)
    most = problem.most_donors
    checks = {
        "less than nothing": bool((amounts < 0).any()),
        "more than asked": bool((over[: len(problem.asks)] > 1e-7).any()),
        "more than left": bool((over[len(problem.asks) :][: len(problem.gives)] > 0).any()),
        "balance": bool((over[len(problem.asks) + len(problem.gives) :] > 1e-7).any()),
        "below the lot": bool(below.any()),
        "too many donors": most is not None and any(n > most for n in donors.values()),
        "a lock moved": any(amounts[route] != steps for route, steps in problem.locks.items()),
    }
    return [name for name, broken in checks.items() if broken]

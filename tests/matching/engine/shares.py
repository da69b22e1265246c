"""Invented cases of allocation: contested offers, three priorities, lots, at most three donors."""

import random
from math import ceil

from matchmaking.matching.engine.allocation import Ask, Give, Problem, Routes

PER_NEED = 20
LOT = 0.2  # of what a route could carry


def invented(needs, offers, seed=1, low=5, high=60):
    """Invent a case in which few offers are wanted by many."""
    chance = random.Random(seed)
    wanted = [chance.randint(low, high) for _ in range(needs)]
    wooed = [chance.paretovariate(1.2) for _ in range(offers)]
    left = [max(1, round(chance.randint(low, high) * chance.uniform(0.5, 1.5))) for _ in wooed]
    rows = []
    for need in range(needs):
        for offer in set(chance.choices(range(offers), wooed, k=PER_NEED)):
            lot = max(1, ceil(min(wanted[need], left[offer]) * LOT))
            rows.append((need, offer, chance.uniform(0.2, 0.95), 1 / wanted[need], lot))
    asks = tuple(Ask(at, at, chance.choice([1.0, 2.0, 3.0])) for at in range(needs))
    gives = tuple(Give(at, at, at % max(3, offers // 3), n) for at, n in enumerate(left))
    return Problem(asks, gives, Routes.of(rows), most_donors=3)

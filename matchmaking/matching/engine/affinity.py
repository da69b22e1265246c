"""How far one kind of assistance can stand in for another."""

from functools import lru_cache

from .phrases import read_rows


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], float]:
    return {
        (row["asked"], row["offered"]): float(row["value"]) for row in read_rows("affinity.csv")
    }


def affinity(asked: str, offered: str) -> float:
    """Say how far an offer of one kind serves a request for another: 1 is the same thing."""
    if asked == offered:
        return 1.0
    table = _table()
    pairs = ((asked, offered), (asked, offered[:3]), (asked[:3], offered), (asked[:3], offered[:3]))
    return next((table[pair] for pair in pairs if pair in table), 0.0)


@lru_cache(maxsize=256)
def affinities(offered: str, kinds: tuple[str, ...]) -> dict[str, float]:
    """Say how far an offer of a kind serves requests for each of `kinds`."""
    return {asked: affinity(asked, offered) for asked in kinds}

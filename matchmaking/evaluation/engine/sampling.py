"""Which evaluations are scored twice: drawn so that anybody can draw again and find the same."""

import hashlib

# As many tickets as make a tenth of a percent visible.
TICKETS = 100_000


def ticket(seed: str, key: str) -> int:
    """Return the ticket of `key` under `seed`: a number from 0 up to TICKETS, spread evenly."""
    digest = hashlib.sha256(f"{seed}:{key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % TICKETS


def is_drawn(seed: str, key: str, percent: int) -> bool:
    """Say whether `key` is in a sample of `percent`; a larger sample holds the smaller one."""
    return ticket(seed, key) < percent * TICKETS // 100

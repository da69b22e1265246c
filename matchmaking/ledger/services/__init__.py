"""What is booked in a fund's ledger, one act each.

Every act holds the fund's book first, so that nobody else books meanwhile, and is booked once for
its `key`: asking again returns what was booked, and asking something else with it is refused.
"""

from matchmaking.ledger.services.book import hold
from matchmaking.ledger.services.contributing import (
    charge_fee,
    give_back,
    pledge,
    raise_pledge,
    receive,
    reduce_pledge,
)
from matchmaking.ledger.services.earmarking import earmark
from matchmaking.ledger.services.projects import (
    close_project,
    commit,
    disburse,
    refund,
    release,
    spend,
)
from matchmaking.ledger.services.reversing import reverse
from matchmaking.ledger.services.values import OwnRate
from matchmaking.ledger.services.valuing import revalue

__all__ = [
    "OwnRate",
    "charge_fee",
    "close_project",
    "commit",
    "disburse",
    "earmark",
    "give_back",
    "hold",
    "pledge",
    "raise_pledge",
    "receive",
    "reduce_pledge",
    "refund",
    "release",
    "revalue",
    "reverse",
    "spend",
]

"""How much is still in use: from answers, without a database."""

from decimal import Decimal

import pytest

from matchmaking.observations.sharing import Seen, part_of, share_of


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (Seen("yes"), 1),
        (Seen("yes", Decimal(4), Decimal(1)), 1),
        (Seen("no"), 0),
        (Seen("partly"), Decimal("0.5")),
        (Seen("partly", Decimal(4), Decimal(3)), Decimal("0.75")),
        (Seen("partly", Decimal(4), Decimal(9)), 1),
        (Seen("partly", Decimal(4), Decimal(0)), 0),
        (Seen("not_known"), None),
        (Seen(""), None),
    ],
)
def test_a_thing_counts_as_the_part_of_it_that_is_in_use(seen, expected):
    assert part_of(seen) == expected


def test_what_nobody_knows_is_counted_apart_and_never_as_unused():
    share = share_of([Seen("yes"), Seen("no"), Seen("not_known")], months=12, verified=True)
    assert (share.used, share.of, share.unknown, share.ratio) == (1, 2, 1, Decimal("0.50"))


def test_where_nothing_is_known_there_is_no_ratio():
    share = share_of([Seen("not_known")], months=24, verified=False)
    assert (share.of, share.ratio, share.verified) == (0, None, False)

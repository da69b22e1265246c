"""Keeping on record what somebody reads of what is kept back, by having a paper made."""

from collections.abc import Iterable

from accounts.models import Organisation, User
from matchmaking.disclosure import policies, services
from matchmaking.disclosure.choices import Way
from matchmaking.disclosure.selectors import columns_of_part
from matchmaking.needs.models import Need
from matchmaking.roundtables.papers.dossier import PARTS


def log_paper(needs: Iterable[Need], *, user: User, organisation: Organisation | None) -> int:
    """Write down what of these requests, as they stand in a paper, `user` now has in hand.

    The paper may be made for others: it is who takes it that reads.
    """
    rows = list(needs)
    for need in rows:
        need.disclosed = frozenset(
            part
            for part in PARTS
            if any(value for _label, value in columns_of_part(need, part))
            and policies.is_disclosed_to(user, need, part)
        )
    return services.log_readings(
        records=rows, reader=user, organisation=organisation, way=Way.FILE, parts=PARTS
    )

"""What people are told of the books."""

import logging
from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.notifications.services import notify
from accounts.selectors import people_of
from matchmaking.funds.models import Fund
from matchmaking.ledger.models import Book
from matchmaking.ledger.policies import reads_books

logger = logging.getLogger(__name__)


def _known(user: User, ids: Collection[int]) -> list[int]:
    return [fund.pk for fund in Fund.objects.filter(pk__in=ids) if reads_books(user, fund)]


FAULTS = register(
    Kind(
        name="ledger_faults",
        title=_("The books of our fund do not add up"),
        text=_("The check of the books of %(fund)s found %(count)s faults: %(first)s"),
        mail=_("The nightly check found that the books of your fund do not add up"),
        is_mandatory=True,
        known=_known,
    )
)


def tell_of_faults(book: Book) -> None:
    """Tell the administrators of the fund each day, and whoever reads the log of the site."""
    logger.error("The books of fund %s do not add up: %s", book.fund_id, "; ".join(book.faults))
    roles = people_of(book.fund.organisation).filter(role=Role.FUND_ADMINISTRATOR)
    notify(
        FAULTS.name,
        recipients=[membership.user for membership in roles],
        key=f"ledger:{book.fund_id}:faults:{timezone.localdate()}",
        subject_id=book.fund_id,
        url=reverse("ledger:fund", args=[book.fund_id]),
        params={"fund": str(book.fund), "count": len(book.faults), "first": book.faults[0]},
        public={},
    )

"""How brokers are told of their cases."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Frequency, Kind, register
from matchmaking.desk.models import Case


def _known(user: User, case_ids: Collection[int]) -> Iterable[int]:
    """Return the cases a person may know of now."""
    rows = Case.objects.visible_to(user).filter(pk__in=case_ids)
    return rows.values_list("pk", flat=True)


register(
    Kind(
        name="case_assigned",
        title=_("A case on the desk is given to me"),
        text=_("You now look after “%(title)s”"),
        mail=_("A case on the broker's desk was given to you"),
        frequency=Frequency.DAILY,
        known=_known,
    )
)

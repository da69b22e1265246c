"""How what happens to checks is told."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Frequency, Kind, register
from matchmaking.clearance.models import Checklist


def known_checklists(user: User, ids: Collection[int]) -> Iterable[int]:
    """Return those of these checklists that `user` may still know of."""
    return Checklist.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True)


register(
    Kind(
        name="checks_wait",
        title=_("Checks before an introduction wait for me"),
        text=_("“%(title)s”: to be cleared before the parties are introduced: %(checks)s"),
        mail=_("Checks before an introduction wait for you"),
        known=known_checklists,
    )
)
register(
    Kind(
        name="checks_clear",
        title=_("All checks of a pair are cleared"),
        text=_("“%(title)s”: all checks are cleared, the parties can be introduced"),
        mail=_("All checks before an introduction are cleared"),
        frequency=Frequency.DAILY,
        known=known_checklists,
    )
)
register(
    Kind(
        name="check_failed",
        title=_("A check before an introduction is not passed"),
        text=_("“%(title)s”: not passed: %(check)s"),
        mail=_("A check before an introduction is not passed"),
        known=known_checklists,
    )
)
register(
    Kind(
        name="waiver_proposed",
        title=_("A waiver waits for a second person"),
        text=_("“%(title)s”: somebody proposes to waive: %(check)s"),
        mail=_("A proposal to waive a check waits for a second person"),
        known=known_checklists,
    )
)

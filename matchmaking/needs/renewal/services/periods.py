"""How long States have to confirm: the secretariat's to say."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from accounts.policies import is_broker
from matchmaking import audit
from matchmaking.needs.renewal.models import RenewalPeriod
from matchmaking.needs.renewal.services.comparing import period

FIELDS = ("months", "first_reminder", "second_reminder")


@transaction.atomic
def set_period(
    *, actor: User, months: int, first_reminder: int, second_reminder: int
) -> RenewalPeriod:
    """Set the periods for the comparisons to come; days already given to States stay."""
    if not is_broker(actor):
        raise PermissionDenied
    rules = period()
    before = {name: getattr(rules, name) for name in FIELDS}
    after = dict(zip(FIELDS, (months, first_reminder, second_reminder), strict=True))
    for name, value in after.items():
        setattr(rules, name, value)
    rules.save()
    changes = {name: (before[name], after[name]) for name in FIELDS if before[name] != after[name]}
    audit.record(rules, "edit", actor=actor, changes=changes)
    return rules

"""What every act of monitoring does: lock an undertaking, announce."""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

from matchmaking.monitoring.models import Undertaking


def locked(undertaking_id: int) -> Undertaking:
    """Return an undertaking for writing: all that is written of one stands in one line."""
    rows = Undertaking.objects.select_for_update(of=("self",)).with_parties()
    return rows.get(pk=undertaking_id)


def announce(signal: Signal, undertaking: Undertaking, **ids: int) -> None:
    """Tell the slices further down, once it is certain."""
    send = partial(signal.send_robust, sender=Undertaking, undertaking_id=undertaking.pk, **ids)
    transaction.on_commit(send)

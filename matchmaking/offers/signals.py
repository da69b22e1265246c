"""What the slices below in the story may listen to; sent after the transaction, with `offer_id`.

Sent robustly: what is done stays done, whatever a listener makes of it.
"""

from django.dispatch import Signal

offer_published = Signal()
offer_changed = Signal()
offer_capacity_changed = Signal()

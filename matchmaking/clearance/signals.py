"""What the checks tell the slices above them; sent after the transaction.

`clearance_changed` carries `need_id`, `offer_id` and `is_clear`: the last check of a pair was
cleared, or one was opened again.
"""

from django.dispatch import Signal

clearance_changed = Signal()

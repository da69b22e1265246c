"""What the slices below in the story may listen to; sent after the transaction, with `need_id`.

Sent robustly: what is done stays done, whatever a listener makes of it.
"""

from django.dispatch import Signal

need_published = Signal()
need_changed = Signal()

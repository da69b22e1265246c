"""What happened to calls, for the slices above. Each signal carries ids."""

from django.dispatch import Signal

call_published = Signal()  # call_id
call_changed = Signal()  # call_id
call_closed = Signal()  # call_id

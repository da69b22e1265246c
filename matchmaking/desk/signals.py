"""What the desk tells the slices above it, with ids only."""

from django.dispatch import Signal

order_changed = Signal()  # order_id

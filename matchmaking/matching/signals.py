"""What the matcher tells the slices above it, with ids only."""

from django.dispatch import Signal

weights_activated = Signal()  # weight_set_id

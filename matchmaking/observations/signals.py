"""What slices further down the story may listen to: sent after the transaction, robustly."""

from django.dispatch import Signal

# Each carries `undertaking_id` and `observation_id`.
observation_entered = Signal()
observation_verified = Signal()
observation_returned = Signal()

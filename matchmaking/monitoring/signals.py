"""What slices further down the story may listen to: sent after the transaction, robustly."""

from django.dispatch import Signal

# Each carries `undertaking_id`.
undertaking_opened = Signal()
undertaking_closed = Signal()
framework_revised = Signal()
# And `value_id`. A value can be sent back after it was approved.
value_approved = Signal()
value_returned = Signal()

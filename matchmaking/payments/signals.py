"""What slices further down the story may listen to: sent after the transaction, robustly."""

from django.dispatch import Signal

# Each carries `project_id`; a payment and a report also their own ids.
project_signed = Signal()
project_closed = Signal()
payment_paid = Signal()  # and `payment_id`
report_accepted = Signal()  # and `report_id`

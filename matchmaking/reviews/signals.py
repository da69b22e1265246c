"""What slices further down the story may listen to: sent robustly, after the transaction."""

from django.dispatch import Signal

review_submitted = Signal()  # application_id, review_id
reviews_closed = Signal()  # application_id

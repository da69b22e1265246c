"""What slices further down the story may listen to: sent robustly, after the transaction."""

from django.dispatch import Signal

evaluation_published = Signal()  # evaluation_id
evaluation_unpublished = Signal()  # evaluation_id

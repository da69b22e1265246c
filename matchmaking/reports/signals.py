"""What the slices below in the story may listen to."""

from django.dispatch import Signal

# Sent inside the transaction that accepts, with `candidate_id` and `actor_id`: the request that
# a listener drafts is there when the acceptance is, or neither is.
candidate_accepted = Signal()

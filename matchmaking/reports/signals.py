"""What the slices below in the story may listen to."""

from django.dispatch import Signal

# Sent inside the transaction that accepts, with `candidate_id` and `actor_id`: the request that
# a listener drafts is there when the acceptance is, or neither is.
candidate_accepted = Signal()
# Sent after the commit, with `report_id`: a report was read, or its candidates became others.
report_read = Signal()
candidates_changed = Signal()

"""What happened to proposals, for the slices above; each carries `proposal_id`."""

from django.dispatch import Signal

proposal_changed = Signal()
proposal_signed = Signal()

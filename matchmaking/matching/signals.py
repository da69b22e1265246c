"""What the matcher tells the slices above it, with ids only."""

from django.dispatch import Signal

weights_activated = Signal()  # weight_set_id
# need_ids, offer_ids whose lists were made anew; both None after a run over everything.
suggestions_computed = Signal()

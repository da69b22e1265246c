"""What slices further down the story may listen to: sent after the transaction.

Each carries `agreement_id`, `need_id` and `offer_id`, and is sent robustly.
"""

from django.dispatch import Signal

agreement_proposed = Signal()
agreement_rewritten = Signal()
agreement_signed = Signal()
agreement_amended = Signal()
agreement_fulfilled = Signal()
agreement_ended = Signal()
# A side said what was delivered; and what both confirm became more or less by it.
delivery_stated = Signal()
delivery_confirmed = Signal()

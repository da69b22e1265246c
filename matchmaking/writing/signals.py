"""What is announced of every kind of record, after the transaction.

`record_changed` carries `kind` (its name) and `record_id`: its words or its status changed.
`record_confirmed` carries the same: its owner said that it still stands.
`record_rewritten` comes first, inside the transaction, with `record` and `actor`.
`records_united` carries `kind`, `kept_id` and `merged_id`: of two records one was kept.
`colleague_mentioned` carries `comment_id`, `user_ids` (those not told before) and `actor_id`.
"""

from django.dispatch import Signal

record_changed = Signal()
record_confirmed = Signal()
record_rewritten = Signal()
records_united = Signal()
colleague_mentioned = Signal()

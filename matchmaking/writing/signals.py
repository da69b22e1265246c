"""What is announced of every kind of record, after the transaction.

`record_changed` carries `kind` (its name) and `record_id`: its words or its status changed.
`record_rewritten` comes first, inside the transaction, with `record` and `actor`.
"""

from django.dispatch import Signal

record_changed = Signal()
record_rewritten = Signal()

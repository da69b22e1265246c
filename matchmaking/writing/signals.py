"""What is announced of every kind of record, after the transaction.

`record_changed` carries `kind` (its name) and `record_id`: its words or its status changed.
"""

from django.dispatch import Signal

record_changed = Signal()

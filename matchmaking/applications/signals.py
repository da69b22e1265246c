"""What slices further down the story may listen to: sent after the transaction.

The first three carry `application_id`; the last two `application_id` and `user_id`.
"""

from django.dispatch import Signal

application_submitted = Signal()
application_screened = Signal()
application_withdrawn = Signal()
# Somebody is kept away from now on, whatever they did there before; or is so no longer.
person_recused = Signal()
person_readmitted = Signal()

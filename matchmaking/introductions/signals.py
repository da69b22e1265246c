"""What upper slices may listen to; sent after the transaction, with `introduction_id`."""

from django.dispatch import Signal

introduction_proposed = Signal()
# A side accepted or declined.
introduction_answered = Signal()
parties_introduced = Signal()
introduction_concluded = Signal()
introduction_ended = Signal()

"""What others may hear, after it is written."""

from django.dispatch import Signal

# ask_id: a request for disclosure was granted, declined, ended or taken back.
disclosure_answered = Signal()

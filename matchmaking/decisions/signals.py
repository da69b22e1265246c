"""What slices further down the story may listen to: sent after the transaction, robustly."""

from django.dispatch import Signal

# Carries `application_id`, `decision_id`: approved, with or without conditions, returned, rejected.
application_decided = Signal()
# Carries `application_id`, `condition_id`: met, or waived.
condition_met = Signal()
# Carries `application_id`, `appeal_id`.
appeal_filed = Signal()
# Carries `application_id`, `ballot_id`.
ballot_opened = Signal()

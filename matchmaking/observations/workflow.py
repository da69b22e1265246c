"""The states of an observation: a table to be checked."""

from django.utils.translation import gettext_lazy as _

from matchmaking.observations import policies
from matchmaking.observations.choices import ObservationStatus
from matchmaking.workflow import Transition, Workflow

DUE, ENTERED = ObservationStatus.DUE, ObservationStatus.ENTERED
RETURNED, VERIFIED = ObservationStatus.RETURNED, ObservationStatus.VERIFIED

OBSERVATION_WORKFLOW = Workflow(
    Transition(
        "enter_observation", {DUE, RETURNED}, ENTERED, may=policies.enters, label=_("Hand in")
    ),
    Transition(
        "verify_observation",
        {ENTERED},
        VERIFIED,
        may=policies.verifies,
        label=_("Verify"),
        needs_reason=True,
    ),
    Transition(
        "return_observation",
        {ENTERED, VERIFIED},
        RETURNED,
        may=policies.verifies,
        label=_("Send back"),
        needs_reason=True,
        is_danger=True,
    ),
)

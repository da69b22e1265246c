"""What people and the system do with what is monitored, one act each."""

from matchmaking.monitoring.services.opening import (
    close_undertaking,
    open_agreement,
    open_missing,
    open_project,
)

__all__ = ["close_undertaking", "open_agreement", "open_missing", "open_project"]

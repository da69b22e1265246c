"""What the calendar does to proposals."""

from matchmaking.projects.coordination.tasks import remind_of_endorsements

__all__ = ["remind_of_endorsements"]

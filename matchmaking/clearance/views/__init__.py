"""What the addresses of the checks answer."""

from matchmaking.clearance.views.checklist import begin, checklist

__all__ = ["begin", "checklist"]

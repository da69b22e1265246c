"""What the addresses of the coach answer."""

from matchmaking.coaching.views.catalogue import catalogue, entry, export, insert
from matchmaking.coaching.views.panel import panel
from matchmaking.coaching.views.rules import activate, rules

__all__ = ["activate", "catalogue", "entry", "export", "insert", "panel", "rules"]

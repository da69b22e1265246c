"""Saved searches that a person follows, and the alerts they send."""

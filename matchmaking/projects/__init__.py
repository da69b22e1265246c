"""Proposals: what shall change, by which steps, at what cost, written by several hands."""

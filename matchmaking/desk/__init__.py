"""The broker's desk: what to do next, and why; what was tried for a request."""

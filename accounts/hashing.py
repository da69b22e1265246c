"""Secrets that only their owner may know."""

import hashlib


def fingerprint(secret: str) -> str:
    """Return what is kept of a secret; it tells the secret again but does not give it away."""
    return hashlib.sha256(secret.encode()).hexdigest()

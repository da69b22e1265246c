"""What is not told of an extension: slices above know who has a conflict of interest with whom.

A veil is a condition over extensions; veils.register(lambda user: Q(...)) hides what it is true of.
"""

from collections.abc import Callable

from django.db.models import Q

from accounts.selectors import Person

Veil = Callable[[Person], Q]

_VEILS: list[Veil] = []


def register(veil: Veil) -> None:
    """Hide from a person the extensions for which `veil` is true."""
    if veil not in _VEILS:
        _VEILS.append(veil)


def is_told_to(user: Person) -> Q:
    """Return what an extension is like over which there is no veil for `user`."""
    told = Q()
    for veil in _VEILS:
        told &= ~veil(user)
    return told

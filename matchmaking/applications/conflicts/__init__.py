"""Conflicts of interest: what the system finds, and what people say.

Slices further down add finders: conflicts.register("reviews.author", find, _("...")), and people
of whom they know beyond the fund's own: conflicts.register_people(fn).
"""

from matchmaking.applications.conflicts.finding import (
    Found,
    finders,
    found_among,
    people_of,
    register,
    register_people,
    sentence,
)

__all__ = [
    "Found",
    "finders",
    "found_among",
    "people_of",
    "register",
    "register_people",
    "sentence",
]

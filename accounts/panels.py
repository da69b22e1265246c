"""What waits for a person, on their home page; each part of the site tells its own.

def my_drafts(user: User) -> Panel | None: ...
panels.register(my_drafts)          # in the ready() of the app that knows
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise

from accounts.models import User
from accounts.selectors import Person

Text = str | Promise


class Item(NamedTuple):
    """One thing to do or to look at; `badge` is a (status, word) pair."""

    text: Text
    url: str
    badge: tuple[str, Text] | None = None
    note: Text = ""


class Panel(NamedTuple):
    """A titled list, and what to say when it is empty."""

    title: Text
    items: list[Item]
    empty: Text
    url: str = ""
    url_label: Text = ""


Source = Callable[[User], Panel | None]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a panel to the home page; `source` returns None for those it does not concern."""
    if source not in _sources:
        _sources.append(source)
    return source


def panels_for(user: Person) -> list[Panel]:
    """Return the panels that concern `user`, in the order they were registered."""
    if not isinstance(user, User):
        return []
    return [panel for source in _sources if (panel := source(user)) is not None]

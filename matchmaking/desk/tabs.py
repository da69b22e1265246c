"""The sub-navigation of the brokers; slices above the desk add their own pages."""

from typing import NamedTuple

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise


class Tab(NamedTuple):
    """One entry: what it says, where it leads, and whether the page at hand is below it."""

    label: str | Promise
    url: str
    is_current: bool


_TABS: list[tuple[int, str | Promise, str]] = []


def register(label: str | Promise, url_name: str, place: int = 50) -> None:
    """Add a page; small `place` first, equal ones in the order they were registered."""
    _TABS.append((place, label, url_name))
    _TABS.sort(key=lambda tab: tab[0])


def tabs_for(path: str) -> list[Tab]:
    """Return the pages of the brokers; the longest address that `path` begins with is current."""
    found = [(label, url) for _place, label, name in _TABS if (url := _address(name))]
    current = max((url for _, url in found if path.startswith(url)), key=len, default="")
    return [Tab(label, url, url == current) for label, url in found]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""

"""The kinds of notification there are; each part of the site registers its own.

register(Kind(name="need_returned", title=_("..."), text=_("..."), mail=_("...")))   # in ready()
notify("need_returned", recipients=[...], key="need:7:returned:3", ...)              # in a service
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from accounts.notifications.choices import Frequency

__all__ = ["Frequency", "Kind", "all_kinds", "kind_named", "register"]

Text = str | Promise
Params = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """One kind: its wording, and how often it is mailed until a person chooses otherwise.

    `text` is for the app and takes `params`; `mail` is all that an e-mail says, and takes nothing
    but `public`: what any visitor may read. `known` returns which subjects a person may know of
    now, for what has become confidential since. A mandatory kind is always mailed at once; one
    that is chosen elsewhere is not on the page of choices.
    """

    name: str
    title: Text
    text: Text
    mail: Text
    frequency: Frequency = Frequency.AT_ONCE
    is_mandatory: bool = False
    is_chosen_elsewhere: bool = False
    known: Callable[[User, Collection[int]], Iterable[int]] | None = None

    def worded(self, params: Params) -> str:
        """Return what the app says, as plain text; KeyError where a parameter is missing."""
        return str(self.text) % params

    def worded_as_html(self, params: Params) -> SafeString:
        """Return what the app says; each parameter keeps its own direction of writing."""
        isolated = {name: format_html("<bdi>{}</bdi>", value) for name, value in params.items()}
        return mark_safe(conditional_escape(str(self.text)) % isolated)  # noqa: S308 (both are escaped)

    def mailed(self, public: Params) -> str:
        """Return what an e-mail says; KeyError where it asks for more than is public."""
        return str(self.mail) % public


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind; a name that another kind has would change its words, so it is refused."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"Two kinds of news are named {kind.name}.")
    _kinds[kind.name] = kind
    return kind


def kind_named(name: str) -> Kind:
    """Return the kind; LookupError for one that nobody registered."""
    return _kinds[name]


def all_kinds() -> list[Kind]:
    """Return every kind, in the order of registration."""
    return list(_kinds.values())

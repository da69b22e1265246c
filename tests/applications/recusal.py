"""What a recused person must not learn, and every place where they might.

Each slice has a `tests/<slice>/recusal.py` that registers, when imported:

    probe("list of reviews", url=reverse_lazy("reviews:mine"))     # a page or a CSV/JSON file
    probe("ranking", text=lambda user: str(selectors.ranking(user)))    # anything that is read
    stage(lambda application, name: ...)       # what happened before `name` was recused:
                                               # assignments, scores, votes, news, payments
    address(lambda application: [urls])        # pages of it: each answers 404

`name` is "tomas" (an administrator) or "rania" (a reviewer). All probes are read before the
application comes in, and once the person is recused: word for word the same.
"""

import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
# What differs between two readings of one page.
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|X-CSRFToken[^}]*'
    r"|\"csrf[^\"]*\"|\d+(\.\d+)? ?ms|data-now=\"[^\"]*\""
)


@dataclass(frozen=True)
class Probe:
    """One place where something is read."""

    name: str
    url: Any = None
    text: Callable[[Any], str] | None = None
    books: str = ""

    def read(self, user: Any, client: Any) -> str:
        """Return what `user` reads there."""
        return CHANGING.sub("", self.text(user) if self.text else self._page(client))

    def compared(self, words: str) -> str:
        """Return what must be the same: all, except what a fund's books say in total."""
        return re.sub(self.books, "", words, flags=re.DOTALL) if self.books else words

    def _page(self, client: Any) -> str:
        response = client.get(str(self.url))
        assert response.status_code in (200, 403), (self.name, response.status_code)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return f"{response.status_code} {body.decode('utf-8', 'replace')}"


probes: list[Probe] = []
stages: list[Callable[[Any, str], Any]] = []
addresses: list[Callable[[Any], Iterable[str]]] = []


def probe(
    name: str,
    *,
    url: Any = None,
    text: Callable[[Any], str] | None = None,
    books: str = "",
) -> None:
    """Add a place to look at; `books` is the pattern of what it says of a fund's money in all.

    The totals of the books stay true whoever looks; the names must not be there all the same.
    """
    probes.append(Probe(name, url, text, books))


def stage(act: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """Add what happens between the application and the person before they are recused."""
    stages.append(act)
    return act


def address(urls: Callable[[Any], Iterable[str]]) -> None:
    """Add pages of an application."""
    addresses.append(urls)


def load() -> None:
    """Let every slice register what it has."""
    for path in sorted(TESTS.glob("*/recusal.py")):
        if path.parent.name != "applications":
            importlib.import_module(f"tests.{path.parent.name}.recusal")

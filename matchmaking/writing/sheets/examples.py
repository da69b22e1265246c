"""What the slices say of their spreadsheets: an example that everyone understands."""

from collections.abc import Callable, Sequence

from matchmaking.writing.sheets.workbook import Entry

# Made when a template is, in the language of the person.
Example = Callable[[], Sequence[Entry]]

_EXAMPLES: dict[str, Example] = {}


def register(kind: str, example: Example) -> None:
    """Give the example that the template of a kind shows."""
    _EXAMPLES[kind] = example


def example_of(kind: str) -> Sequence[Entry]:
    """Return the example for a kind, nothing where none is known."""
    return _EXAMPLES[kind]() if kind in _EXAMPLES else ()

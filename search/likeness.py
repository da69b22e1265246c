"""What is nearest to a record, among those that pass its conditions.

Not for readers: the matcher asks where there are too many records to compare it with all of them.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.analysis import current_analyser
from search.documents import SortValue, as_number
from search.engines import engine_named
from search.lexicon import code_tokens
from search.models import IndexGeneration
from search.query import ALL_LANGUAGES, Phrase, Request, TextQuery, any_of
from search.sync import drain_own_writes


@dataclass(frozen=True)
class Likeness:
    """What the records wanted should have in common with one: its terms and its codes.

    The more of them a record holds, and the rarer they are, the nearer it is. `codes` are values
    of facets that the builders of its type call telling.
    """

    text: str = ""
    language: str = "en"
    codes: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def query(self) -> TextQuery:
        """The question, in tokens that all languages share."""
        tokens = current_analyser().analyse(self.text, self.language).concepts
        for name, codes in self.codes.items():
            tokens += code_tokens(name, sorted(codes))
        phrases = [Phrase((token,)) for token in tokens]
        return TextQuery(any_of(phrases) if phrases else None, ALL_LANGUAGES)


def nearest(
    like: Likeness,
    *,
    type: str,
    visible_to: frozenset[str],
    filters: Mapping[str, Sequence[str]],
    ranges: Mapping[str, tuple[SortValue, SortValue]],
    most: int,
) -> list[int]:
    """Return the ids of the `most` records nearest to a likeness that pass filters and ranges.

    Where fewer have anything in common with it, the newest of the others follow, so that all are
    returned that pass if these are not more than `most`.
    """
    drain_own_writes(type)
    generation = IndexGeneration.objects.live(type)
    if generation is None or not all(filters.values()):
        return []
    request = Request(
        visible_to=visible_to,
        filters=filters,
        ranges={name: (as_number(low), as_number(high)) for name, (low, high) in ranges.items()},
        limit=most,
    )
    engine = engine_named(generation.engine)
    found = engine.search(generation, replace(request, text=like.query)).ids
    if len(found) < most:
        found += engine.search(generation, request).ids
    return list(dict.fromkeys(found))[:most]

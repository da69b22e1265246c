"""Text to tokens, once, for every engine: stems, concepts, and the words as they are written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from search import lexicon
from search.language import known
from search.lexicon import Lexicon, concept_token
from search.query import TextQuery
from search.reading import read_query
from search.stemming import LANGUAGES, script_of, stop_words, words

# Raise it with every change of rules that gives other tokens: the index must then be rebuilt.
RULES = "3"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as engines see it. Only letters, digits and "_" occur; "_" only in concepts."""

    stems: list[str]
    concepts: list[str]
    surface: list[str]


class Analyser:
    """Turns texts and questions into tokens. Equal versions give equal tokens."""

    def __init__(self, known_concepts: Lexicon | None = None) -> None:
        self.lexicon = known_concepts or Lexicon()
        self.version = f"{RULES}-{_stop_words_version()}-{self.lexicon.version}"

    def analyse(self, text: str, language: str) -> Tokens:
        """Return the tokens of a text written in `language`."""
        language = known(language)
        found = [word for word in words(text, language) if word.stem]
        stems = [word.stem for word in found]
        concepts = [concept_token(code) for code in self._concepts_in(stems, language)]
        surface = [word.surface for word in found if script_of(word.surface) != "han"]
        return Tokens(stems, concepts, surface)

    def _concepts_in(self, stems: list[str], language: str) -> Iterator[str]:
        """Yield each concept once for each place, however many of its labels fit there."""
        named_up_to: dict[str, int] = {}
        for _, end, codes in self.lexicon.find(stems, language):
            for code in codes:
                if named_up_to.get(code, 0) < end:
                    named_up_to[code] = end
                    yield code

    def analyse_query(self, text: str, ui_language: str = "en", mode: str = "mine") -> TextQuery:
        """Return what `text`, typed by a reader of `ui_language`, asks for."""
        return read_query(text, known(ui_language), mode, self.lexicon)


def current_analyser() -> Analyser:
    """Return the analyser of this installation."""
    return _analyser_of(lexicon.current())


@lru_cache(maxsize=1)
def _analyser_of(concepts: Lexicon) -> Analyser:
    return Analyser(concepts)


def _stop_words_version() -> str:
    content = repr([sorted(stop_words(language)) for language in LANGUAGES])
    return hashlib.sha256(content.encode()).hexdigest()[:6]

"""Which of the six languages a text is written in, where its author does not say."""

import threading
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from search.stemming import LANGUAGES, LATIN, script_of

_LONG_ENOUGH = 5_000
_lock = threading.Lock()
_BY_SCRIPT = {"arabic": "ar", "cyrillic": "ru", "han": "zh"}


def detect_language(text: str, default: str = "en") -> str:
    """Return the language of `text`: by its script, and among the Latin ones by its letters."""
    sample = text[:_LONG_ENOUGH]
    counts: dict[str, int] = {}
    for char in sample:
        if char.isalpha():
            script = script_of(char)
            counts[script] = counts.get(script, 0) + 1
    if not counts:
        return default
    # A Chinese character says as much as several letters.
    counts["han"] = counts.get("han", 0) * 3
    script = max(counts, key=lambda name: counts[name])
    return _BY_SCRIPT.get(script) or _among_latin(sample)


def known(language: str) -> str:
    """Return the two-letter code of a language tag; an unknown language keeps its own."""
    code = language.replace("_", "-").split("-")[0].lower()
    return code if code in LANGUAGES else code[:3]


def _among_latin(text: str) -> str:
    with _lock:
        found: str = _identifier().classify(text)[0]
    return found


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LATIN))
    return identifier

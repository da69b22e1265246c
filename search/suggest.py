"""Typing mistakes: the words of the index that a mistyped one may mean.

Each word is kept under its beginning and that beginning with one letter left out; the mistyped
word is looked up in the same way. Whether the reader may know of a word is decided by the caller,
who asks the engine whether there is anything to be found with it.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from django.db import connection
from django.db.models import Model
from rapidfuzz.distance import OSA

from search.models import IndexGeneration, Term, TermDeletion
from search.stemming import unaccented

SHORTEST = 4
LONGEST = 40
BEGINNING = 7
MOST_CANDIDATES = 5
# A short word that differs in two letters is another word.
ONE_MISTAKE_UP_TO = 5
INSERT = 'INSERT INTO {} ("{}", "{}") VALUES '
ROWS_AT_ONCE = 400


def learn(generation: IndexGeneration, words: Collection[str]) -> None:
    """Remember the words that are new. The caller holds the lock on the generation."""
    wanted = {word for word in words if _is_worth_it(word)}
    known = Term.objects.filter(generation=generation, word__in=wanted)
    new = sorted(wanted - set(known.values_list("word", flat=True)))
    _insert(Term, ("generation_id", "word"), [(generation.pk, word) for word in new])
    terms = Term.objects.filter(generation=generation, word__in=new).values_list("pk", "word")
    rows = [(pk, key) for pk, word in terms for key in _keys(word)]
    _insert(TermDeletion, ("term_id", "key"), rows)


def candidates(generation: IndexGeneration, word: str) -> list[str]:
    """Return the words that `word` may have been meant to be, the nearest first."""
    if not _is_worth_it(word):
        return []
    # The generation is compared here: told of it, the database may begin with all its words.
    close = TermDeletion.objects.filter(key__in=_keys(word)).values("term_id")
    terms = Term.objects.filter(pk__in=close).values_list("generation_id", "word")
    near = {other for pk, other in terms if pk == generation.pk and other != word}
    most = 1 if len(word) <= ONE_MISTAKE_UP_TO else 2
    bare = unaccented(word)
    distances = ((_distance(bare, unaccented(other), most), other) for other in near)
    return [other for distance, other in sorted(distances) if distance <= most][:MOST_CANDIDATES]


def _insert(model: type[Model], columns: tuple[str, str], rows: Sequence[tuple[int, str]]) -> None:
    """Write many small rows; made into objects first, they would take most of the indexing."""
    start = INSERT.format(model._meta.db_table, *columns)
    with connection.cursor() as cursor:
        for first in range(0, len(rows), ROWS_AT_ONCE):
            part = rows[first : first + ROWS_AT_ONCE]
            values = ", ".join(["(%s, %s)"] * len(part))
            cursor.execute(start + values, list(chain.from_iterable(part)))


def _distance(word: str, other: str, most: int) -> int:
    """Return how many letters differ; a swap of two counts once."""
    return OSA.distance(word, other, score_cutoff=most)


def _keys(word: str) -> list[str]:
    start = unaccented(word)[:BEGINNING]
    return list(dict.fromkeys([start, *_shortened(start)]))


def _shortened(start: str) -> Iterator[str]:
    for n in range(len(start)):
        yield start[:n] + start[n + 1 :]


def _is_worth_it(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()

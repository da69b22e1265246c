"""A name as words, each with how it sounds: what stays the same however a name is spelt."""

import re
from dataclasses import dataclass
from functools import lru_cache

from matchmaking.clearance.screening.scripts import in_latin, is_arabic
from matchmaking.clearance.screening.variants import ARTICLES, PREFIXES, group_of

WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 24
# What one language writes with these letters another writes with those.
SAME_SOUNDS = (
    (re.compile(r"^(?:mc|mac)(?=[^aeiou])"), "mak"),
    (re.compile("^hs|^x(?=[iu])"), "s"),
    (re.compile("shch|tsch|tch|sch|sh|ch|tsh"), "s"),
    (re.compile("dzh|dj|zh|dsch"), "j"),
    (re.compile("kh"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("gh|ck|cq|q|c|g"), "k"),
    (re.compile("th|dt"), "t"),
    (re.compile("dh"), "d"),
    (re.compile("ts|tz|dz|z|ss"), "s"),
    (re.compile("x"), "ks"),
    (re.compile("w"), "v"),
    (re.compile("ou|oo|ue|oe|[ou]"), "u"),
    (re.compile("ee|ei|ai|ay|ey|ie|ae|[eiy]"), "i"),
    (re.compile(r"(?<=[aiu])h$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
VOWELS = re.compile("[aiu]")
GLIDES = re.compile("[aiuvj]")


@dataclass(frozen=True)
class Word:
    """One word of a name."""

    written: str
    plain: str
    sound: str
    # Consonants only: all that Arabic writes.
    bones: str
    # The family of spellings it belongs to, "" where none is known.
    group: str
    is_arabic: bool = False

    @property
    def is_initial(self) -> bool:
        """Whether only the first letter is given."""
        return len(self.plain) == 1


@dataclass(frozen=True)
class Name:
    """A name as its words, without articles, titles and the like."""

    text: str
    words: tuple[Word, ...]

    @property
    def joined(self) -> frozenset[str]:
        """How the whole sounds without spaces, whichever word comes first."""
        sounds = [word.sound for word in self.words]
        turns = range(len(sounds))
        return frozenset("".join(sounds[turn:] + sounds[:turn]) for turn in turns)


@lru_cache(maxsize=20_000)
def name_of(text: str) -> Name:
    """Read a name: its script, words, prefixes and sounds."""
    words = [_word(*pair) for pair in _spelt(text)][:MOST_WORDS]
    kept = [word for word in words if word.plain not in ARTICLES]
    return Name(text, tuple(kept or words))


def _spelt(text: str) -> list[tuple[str, str]]:
    """Return each word as written and in Latin letters, with what belongs together joined."""
    pairs: list[tuple[str, str]] = []
    for written in WORD.findall(re.sub("['’`ʿʾ]", "", text)):
        plain = WORD.findall(in_latin(written))
        # What is written as one and read as several is shown as it is read.
        pairs += zip(plain if len(plain) > 1 else [written], plain, strict=False)
    return _with_prefixes(pairs)


def _with_prefixes(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join "Abd al-Rahman" and "Abdul Rahman" to one word, as "Abdulrahman" is written."""
    found: list[tuple[str, str]] = []
    waiting = ""
    for written, plain in pairs:
        if plain in PREFIXES:
            waiting = f"{waiting} {written}".strip()
        elif waiting and plain in ARTICLES:
            waiting = f"{waiting} {written}"
        elif waiting:
            found.append((f"{waiting} {written}", f"abd{plain}"))
            waiting = ""
        else:
            found.append((written, _without_article(plain)))
    return [*found, (waiting, in_latin(waiting))] if waiting else found


def _without_article(plain: str) -> str:
    """Read "abdurrahman" and "abdelrahman" as the same: the article differs, not the name."""
    return re.sub(r"^abd[aeiou](?:l|r(?=r)|s(?=s)|l)(?=\w{3})", "abd", plain)


def _word(written: str, plain: str) -> Word:
    sound = sound_of(plain)
    return Word(written, plain, sound, GLIDES.sub("", sound), group_of(plain), is_arabic(written))


@lru_cache(maxsize=50_000)
def sound_of(plain: str) -> str:
    """Return how a word sounds, roughly, in any of the languages that use Latin letters."""
    for pattern, sound in SAME_SOUNDS:
        plain = pattern.sub(sound, plain)
    return plain

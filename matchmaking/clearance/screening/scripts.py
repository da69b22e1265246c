"""Names of any script in Latin letters, as they are usually written in documents of travel.

Arabic writes no short vowels, so that its names come out as little more than consonants; `sounds`
compares those. Chinese and all other scripts come out as `anyascii` reads them (pinyin).
"""

import re
import unicodedata

from anyascii import anyascii

# Two letters stand before one where they make one sound.
ARABIC = {
    **dict(zip("ابتجحدرزسصضطظعفقكلمنهوي", "abtjhdrzssdtzafqklmnhui", strict=True)),
    **{"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh"},
    **dict.fromkeys("أإآٱىة", "a"),
    **dict.fromkeys("ءئؤ", ""),
    **{"پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "i", "ے": "i"},
}
CYRILLIC = {
    **dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziiklmnoprstufye", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya"},
    **{"ъ": "", "ь": "", "і": "i", "ї": "i", "є": "e", "ґ": "g", "ў": "u", "ј": "i", "љ": "l"},
    **{"њ": "n", "ђ": "dj", "ћ": "c", "џ": "dz", "ќ": "k", "ѓ": "g"},
}
LETTERS = ARABIC | CYRILLIC
ARTICLE = re.compile(r"\bال(?=\w{3})")
JOINED_ABD = re.compile(r"\bعبد\s*ال?(?=\w{2})")
_BEFORE_A_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def in_latin(text: str) -> str:
    """Return `text` in small plain Latin letters, its words apart."""
    text = unicodedata.normalize("NFKC", text)
    text = ARTICLE.sub("", JOINED_ABD.sub("عبد", text))
    return "".join(_letters(piece) for piece in _pieces(text)).lower()


def is_arabic(text: str) -> bool:
    """Say whether a word is written in Arabic letters, without its short vowels."""
    return any(letter in ARABIC for letter in text)


def _pieces(text: str) -> list[str]:
    """Cut a text where what we read ourselves begins or ends."""
    return re.findall(r"[\u0400-\u06ff]+|[^\u0400-\u06ff]+", text)


def _letters(piece: str) -> str:
    if "\u0400" <= piece[0] <= "\u06ff":
        marked = (letter for letter in piece if not unicodedata.combining(letter))
        return "".join(
            LETTERS.get(letter, letter if letter.isspace() else " ")
            for letter in ("".join(marked).lower())
        )
    # Pinyin comes as MaoZeDong; its syllables are words of their own.
    plain = anyascii(piece)
    is_plain = piece.isascii() or unicodedata.name(piece.strip()[:1] or "x").startswith("LATIN")
    return plain if is_plain else _BEFORE_A_CAPITAL.sub(" ", plain)

"""Invented names in many spellings, to measure how well they are found.

A list of persons and entities is put together from given names and families of several
languages; each is then written as clerks write it. Everybody else is made of the same given
names with other families: near enough to confuse, and never the same person.
"""

import random
from dataclasses import dataclass
from itertools import product

from matchmaking.clearance.screening import Listed

GIVEN = {
    "arabic": [
        "Muhammad",
        "Ahmad",
        "Husayn",
        "Yusuf",
        "Khalid",
        "Mahmud",
        "Ibrahim",
        "Abdul-Rahman",
        "Tariq",
        "Jamil",
    ],
    "slavic": [
        "Aleksandr",
        "Dmitri",
        "Yuri",
        "Mikhail",
        "Nikolai",
        "Vladimir",
        "Sergei",
        "Andrei",
        "Grigory",
        "Leonid",
    ],
    "latin": [
        "José",
        "François",
        "Miguel",
        "André",
        "Núria",
        "João",
        "Ángel",
        "Éric",
        "Ramón",
        "Benoît",
    ],
    "chinese": [
        "Weiming",
        "Jianguo",
        "Xiaoping",
        "Zhiqiang",
        "Haoran",
        "Mingzhe",
        "Yulan",
        "Guofeng",
        "Tianlei",
    ],
}
SYLLABLES = {
    "arabic": (
        ["Zar", "Qad", "Shar", "Ghal", "Khat", "Tam", "Fay", "Bat"],
        ["qal", "hani", "awi", "rouz", "ishi", "moun", "safi"],
    ),
    "slavic": (
        ["Petr", "Vol", "Grosh", "Zhuk", "Chern", "Lub", "Tver", "Shev"],
        ["enkov", "ovsky", "ichev", "yakin", "oshin", "arov"],
    ),
    "latin": (
        ["Ferr", "Mont", "Garc", "Bel", "Cast", "Lav", "Dur", "Quir"],
        ["érez", "alvo", "eñano", "ières", "açon", "obles"],
    ),
    "chinese": (["Zh", "X", "Q", "Sh", "L", "H"], ["ou", "ian", "uan", "eng", "iao"]),
}
CYRILLIC = dict(
    zip(
        ["shch", "zh", "kh", "ts", "ch", "sh", "yu", "ya", *"abvgdezijklmnoprstufy"],
        ["щ", "ж", "х", "ц", "ч", "ш", "ю", "я", *"абвгдезийклмнопрстуфы"],
        strict=True,
    )
)
ARABIC = dict(
    zip(
        ["sh", "kh", "gh", "aw", "ou", *"abdfhijklmnqrstuwyz"],
        ["ش", "خ", "غ", "او", "و", *"ابدفهيجكلمنقرستووىز"],
        strict=True,
    )
)
IN_ARABIC = dict(
    zip(
        GIVEN["arabic"],
        "محمد أحمد حسين يوسف خالد محمود إبراهيم عبد_الرحمن طارق جميل".replace("_", " ").split(),
        strict=False,
    )
) | {"Abdul-Rahman": "عبد الرحمن", "Tariq": "طارق", "Jamil": "جميل"}
CLERKS = {
    "arabic": [
        ("Muhammad", "Mohamed"),
        ("Ahmad", "Akhmed"),
        ("Husayn", "Hussein"),
        ("Yusuf", "Youssef"),
        ("Khalid", "Khaled"),
        ("Mahmud", "Mahmoud"),
        ("Abdul-Rahman", "Abdelrahmane"),
        ("q", "k"),
        ("ou", "u"),
        ("gh", "g"),
        ("awi", "aoui"),
    ],
    "slavic": [
        ("Aleksandr", "Alexandre"),
        ("Dmitri", "Dimitry"),
        ("Yuri", "Iouri"),
        ("Mikhail", "Michail"),
        ("ov", "ow"),
        ("sh", "ch"),
        ("zh", "j"),
        ("y", "i"),
    ],
    "latin": [("é", "e"), ("ñ", "ny"), ("ç", "s")],
    "chinese": [("Zh", "Ch"), ("X", "Hs"), ("Q", "Ch")],
}
THINGS = ["Maritime", "Holdings", "Minerals", "Logistics", "Agro", "Pharma", "Telecom", "Shipping"]


@dataclass(frozen=True)
class Someone:
    """One of the list, with the language the name comes from."""

    key: str
    given: tuple[str, ...]
    family: str
    tongue: str

    @property
    def name(self):
        return " ".join([*self.given, self.family])


def families(tongue):
    return ["".join(parts) for parts in product(*SYLLABLES[tongue])]


def people(size=240, seed=7):
    """Return the persons of the list, and families that nobody on it has."""
    chance = random.Random(seed)
    own, others = {}, {}
    for tongue in GIVEN:
        names = families(tongue)
        chance.shuffle(names)
        half = max(4, len(names) * 2 // 3)
        own[tongue], others[tongue] = names[:half], names[half:]
    found = {}
    while len(found) < size:
        tongue = chance.choice(list(GIVEN))
        given = tuple(chance.sample(GIVEN[tongue], 1 if tongue == "chinese" else 2))
        found[given, own_family] = (
            (tongue, given, own_family) if (own_family := chance.choice(own[tongue])) else None
        )
    return [
        Someone(f"P{n}", given, family, tongue)
        for n, (tongue, given, family) in enumerate(found.values())
    ], others


def listed(someone):
    return Listed(someone.key, someone.name)


def strangers(others, size=600, seed=11):
    """Return names of people who are not on the list."""
    chance = random.Random(seed)
    names = []
    for _ in range(size):
        tongue = chance.choice(list(GIVEN))
        given = chance.sample(GIVEN[tongue], 1 if tongue == "chinese" else 2)
        names.append(" ".join([*given, chance.choice(others[tongue])]))
    return names


def _typo(text, chance):
    places = [at for at in range(1, len(text) - 1) if text[at].isalpha()]
    at = chance.choice(places)
    return chance.choice([text[:at] + text[at + 1 :], text[: at + 1] + text[at] + text[at + 1 :]])


def _in(letters, text):
    text = text.lower()
    for latin, other in letters.items():
        text = text.replace(latin, other)
    return text


def _arabic(one):
    """Write a name as Arabic does: without its short vowels."""
    family = one.family[0] + one.family[1:].replace("a", "", 1)
    return " ".join([*(IN_ARABIC[given] for given in one.given), _in(ARABIC, family)])


def _spelt(one, chance):
    text = one.name
    for ours, theirs in CLERKS[one.tongue]:
        text = text.replace(ours, theirs)
    return text


VARIANTS = {
    "as listed": lambda one, chance: one.name.upper(),
    "family first": lambda one, chance: f"{one.family}, {' '.join(one.given)}",
    "without a given name": lambda one, chance: f"{one.given[0]} {one.family}",
    "an initial": lambda one, chance: " ".join(
        [*(g[0] + "." for g in one.given[1:]), one.given[0], one.family]
    ),
    "a slip of the pen": lambda one, chance: f"{' '.join(one.given)} {_typo(one.family, chance)}",
    "as other clerks spell it": _spelt,
    "joined": lambda one, chance: " ".join([one.given[0], one.family]).replace("-", ""),
    "in Cyrillic": lambda one, chance: _in(CYRILLIC, one.name) if one.tongue == "slavic" else None,
    "in Arabic": lambda one, chance: _arabic(one) if one.tongue == "arabic" else None,
    "syllables apart": lambda one, chance: (
        one.name.replace("ming", " ming").replace("guo", " guo")
        if one.tongue == "chinese"
        else None
    ),
}


def variants(one, seed=3):
    """Yield each way of writing a name, with what it is."""
    chance = random.Random(f"{seed}{one.key}")
    for how, write in VARIANTS.items():
        text = write(one, chance)
        if text:
            yield how, text


def entities(size=80, seed=5):
    chance = random.Random(seed)
    names = [f for tongue in ("arabic", "slavic") for f in families(tongue)]
    return [
        Listed(f"E{n}", f"{name} {chance.choice(THINGS)} Company", is_entity=True)
        for n, name in enumerate(chance.sample(names, size))
    ]

"""An invented collection in six languages: words as frequent as in real texts, and real terms."""

import csv
import datetime
import random
from itertools import accumulate
from pathlib import Path

from search.documents import SearchDoc
from search.reserved import Reserved
from search.stemming import LANGUAGES

THESAURUS = Path(__file__).parents[2] / "matchmaking" / "vocabulary" / "data" / "thesaurus.csv"
CODES = ("public", "members", "secretariat", *(f"org:{n}" for n in range(8)))
SYLLABLES = {
    "en": "ta re li mo sten der wick for ban gle por nim sav lor chet ding pel",
    "fr": "ma ré li mo teu vin ques pour bon gle lâ nim sau lor chet dou pé",
    "es": "ta ro li mo cion dor ñas por ban gue lla nim sal lor cha don pe",
    "ar": "با ري سل مو تن در وق فر بن جل بر نم صف لر شت دن فل",
    "ru": "та ре ли мо стен дер вик фор бан гле пор ним сав лор чет динг пель",
    "zh": "山 水 木 火 土 金 日 月 人 口 手 心 言 走 车 门 雨 食 马 鱼 鸟 田 目 足 石 竹 米 耳 舟",
}


def rows_of_thesaurus():
    with THESAURUS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Corpus:
    """Makes documents; equal seeds make equal ones."""

    def __init__(self, seed=1, vocabulary=4_000, length=(30, 120)):
        self.seed = seed
        self.chance = random.Random(seed)
        self.length = length
        self.concepts = rows_of_thesaurus()
        self.words = {code: self._vocabulary(code, vocabulary) for code in LANGUAGES}
        self.frequencies = list(accumulate(1 / (n + 8) for n in range(vocabulary)))

    def documents(self, count, type="paper", first=1):
        return [self.document(number, type) for number in range(first, first + count)]

    def document(self, number, type="paper"):
        """Make the document with this number, whichever were made before."""
        chance = self.chance = random.Random(f"{self.seed} {number}")
        language = chance.choices(LANGUAGES, (40, 18, 14, 10, 10, 8))[0]
        concepts = chance.choices(self.concepts, k=chance.randint(1, 3))
        themes = sorted({row["theme"] for row in concepts})
        day = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(900))
        return SearchDoc(
            type=type,
            object_id=number,
            language=language,
            title=self._text(language, chance.randint(3, 7), concepts[:1]),
            text=self._text(language, chance.randint(*self.length), concepts * 2),
            facets={
                "theme": themes,
                "language": [language],
                "country": [f"C{chance.randrange(190):03}"],
                "region": [f"R{n}" for n in chance.sample(range(22), 2)],
                "status": [chance.choice(["open", "open", "open", "met", "expired"])],
                "kind": [f"K{n}" for n in chance.sample(range(30), chance.randint(0, 4))],
                "priority": [chance.choice(["high", "medium", "low"])],
                "budget_band": [f"B{chance.randrange(6)}"],
                "window": [str(chance.randrange(2026, 2032))],
            },
            sort_keys={
                "date": day,
                "budget": chance.choice([None, chance.randrange(1, 900) * 1000]),
            },
            visibility=chance.choices(
                [["public"], ["members"], ["secretariat", f"org:{chance.randrange(8)}"]],
                (80, 12, 8),
            )[0],
            reserved=[
                Reserved(self._text(language, 12, concepts), readers)
                for readers in chance.choices([[], ["members"], ["org:3", "secretariat"]], k=1)
                if readers
            ],
        )

    def label(self, language):
        """Return a term of the field."""
        return self.chance.choice(self.concepts)[f"pref_{language}"]

    def common_word(self, language):
        return self.words[language][self.chance.randrange(60, 200)]

    def frequent_word(self, language):
        return self.words[language][self.chance.randrange(10, 60)]

    def rare_word(self, language):
        return self.words[language][self.chance.randrange(200, len(self.words[language]) // 2)]

    def _text(self, language, count, concepts):
        parts = self.chance.choices(self.words[language], cum_weights=self.frequencies, k=count)
        for row in concepts:
            labels = [row[f"pref_{language}"], *row[f"alt_{language}"].split("; ")]
            parts.insert(self.chance.randrange(len(parts)), self.chance.choice(labels) or labels[0])
        return ("" if language == "zh" else " ").join(parts)

    def _vocabulary(self, language, count):
        syllables, words = SYLLABLES[language].split(), {}
        while len(words) < count:
            size = self.chance.randint(1, 3) if language == "zh" else self.chance.randint(2, 4)
            words["".join(self.chance.choices(syllables, k=size))] = None
        return list(words)

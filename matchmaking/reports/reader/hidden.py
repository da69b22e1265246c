"""Judge whether a sentence tells of a need that nobody asked about."""

from dataclasses import dataclass

from matchmaking.reports.reader import cues
from matchmaking.reports.reader.classify import kinds_in
from matchmaking.reports.reader.labels import plain

THRESHOLD = 0.72
NEAR = 90


@dataclass(frozen=True)
class Verdict:
    """What speaks for a need in a sentence, and how strongly."""

    confidence: float
    why: tuple[str, ...]

    @property
    def is_need(self) -> bool:
        return self.confidence >= THRESHOLD


NO_NEED = Verdict(0.0, ())


def hidden_in(text: str, language: str, after: str = "") -> Verdict:
    """Weigh a sentence: lack and wish speak for a need, received and budgeted against it."""
    lacks = cues.has("lack", text, language)
    wants = cues.has("want", text, language)
    if not (lacks or wants) or _is_settled(text, after, language):
        return NO_NEED
    named = kinds_in(text, language)
    if not (named or lacks) or (wants and _is_duty(text, language)):
        return NO_NEED
    weight = 0.35 * lacks + 0.35 * wants + 0.4 * _beside(text, language)
    why = [name for name, on in (("says_lack", lacks), ("says_wish", wants)) if on]
    return Verdict(min(round(weight, 2), 0.9), (*why, *named))


def _is_settled(text: str, after: str, language: str) -> bool:
    """Tell that the matter was solved, refused or offered, here or in the next sentence."""
    if cues.has("solved", text, language) or cues.has("offer", text, language):
        return True
    return bool(after) and cues.has("solved", after, language) and _points_back(after, language)


def _points_back(after: str, language: str) -> bool:
    folded = plain(after)
    start = cues.cue("back", language).search(folded)
    inside = {
        "en": " those ",
        "fr": " ces ",
        "es": " esos ",
        "ru": " эти ",
        "ar": " هذه ",
        "zh": "这些",
    }
    return bool(start) or inside[language] in f" {folded} "


def _is_duty(text: str, language: str) -> bool:
    """Tell a duty of licence holders and the like from a need of the State."""
    return cues.has("others", text, language)


def _beside(text: str, language: str) -> bool:
    """Tell whether what is lacking stands near the word that says so."""
    folded = plain(text)
    for name in ("lack", "want"):
        for cue in cues.cue(name, language).finditer(folded):
            around = folded[max(cue.start() - NEAR, 0) : cue.end() + NEAR]
            # A bare "no equipment" is a lack; a bare "needs equipment" is too vague to ask for.
            if kinds_in(around, language) or (
                name == "lack" and cues.has("means", around, language)
            ):
                return True
    return False

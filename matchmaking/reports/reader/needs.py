"""Draw candidate needs out of the questions and answers of a form."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from matchmaking.reports.reader import cues, template
from matchmaking.reports.reader.amounts import amount_in
from matchmaking.reports.reader.answers import chosen
from matchmaking.reports.reader.classify import kinds_in, themes_in
from matchmaking.reports.reader.document import Joined, Line, join
from matchmaking.reports.reader.hidden import hidden_in
from matchmaking.reports.reader.labels import plain
from matchmaking.reports.reader.quantities import quantity_in
from matchmaking.reports.reader.splitting import requests_in, sentences
from matchmaking.reports.reader.structure import Item
from matchmaking.reports.reader.types import Candidate

_OPTION = re.compile(r"^[☒☐✔✓✗xX\[\]\s]*(?:[a-z]|[ivx]{1,4}|[а-м]|[أ-ي]|هـ)\s?[).）]\s?\S")
_REFERENCE = re.compile(r"\d{1,2}(?:\.\d{1,2})*")
SURE, LIKELY, DOUBTFUL = 0.95, 0.8, 0.6


@dataclass(frozen=True)
class Frame:
    """What is known of the report while drawing needs from it."""

    language: str
    state: str | None
    items: tuple[Item, ...]


def explicit_needs(frame: Frame) -> list[Candidate]:
    """Draw what is asked for in assistance questions."""
    found: list[Candidate] = []
    for item in frame.items:
        if item.role == "wish":
            found += _of_wish(item, frame)
        elif item.role == "area":
            found += _of_area(item, frame)
        elif item.role == "field" and item.ref in template.wording()["iti_needs"]:
            found += _of_field(item, frame)
    return found


def _of_wish(wish: Item, frame: Frame) -> list[Candidate]:
    what = next((i for i in frame.items if i.parent is wish and i.role == "what"), None)
    said = join([*wish.answer, *(what.answer if what else [])])
    text = "" if cues.has("none", said.text, frame.language) else said.text
    if wish.value == "no" or (not text and wish.value != "yes"):
        return []
    proposal = _proposal(wish, frame)
    if not text:
        return [_empty(wish, what, proposal, frame)]
    if wish.value != "yes" and cues.has("not_yet", text, frame.language):
        return []
    draft = Draft(wish, what or wish, said, explicit=True, proposal=proposal)
    parts = requests_in(said, frame.language)
    target = _referred(said, frame)
    if target is not None:
        parts = [said]
    why = ["ticked_yes"] if wish.value == "yes" else [f"text_beside_{wish.value}"]
    sure = SURE if wish.value == "yes" else DOUBTFUL
    return [draft.candidate(part, frame, sure, why, target) for part in parts]


def _proposal(wish: Item, frame: Frame) -> bool | None:
    item = next((i for i in frame.items if i.parent is wish and i.role == "proposal"), None)
    return {"yes": True, "no": False}.get(item.value) if item else None


def _empty(wish: Item, what: Item | None, proposal: bool | None, frame: Frame) -> Candidate:
    draft = Draft(wish, what or wish, Joined(), explicit=True, proposal=proposal)
    themes = themes_in(wish.asked, frame.language, _prior(wish))
    return draft.plain_candidate(Joined(), themes, LIKELY, ["ticked_yes", "no_text"], wish)


def _referred(said: Joined, frame: Frame) -> Joined | None:
    """Follow "see question 9.3" to the sentence there that tells of a need."""
    match = cues.cue("see", frame.language).search(plain(said.text))
    if not match or len(said.text) > 160:
        return None
    reference = _REFERENCE.search(plain(said.text), match.end())
    if not reference:
        return None
    item = next((i for i in frame.items if i.ref == reference[0]), None)
    if item is None:
        return None
    told = sentences(item.said)
    wanted = [s for s in told if hidden_in(s.text, frame.language).is_need]
    return (wanted or told[-1:] or [item.said])[0]


def _of_area(area: Item, frame: Frame) -> list[Candidate]:
    """Draw a request out of the section on cooperation, where "requested" is ticked."""
    text = " | ".join(line.text for line in [*area.question, *area.answer])
    status = " ".join(line.text for line in [*area.question, *_status_lines(area, frame)])
    if not area.parent or area.parent.role != "received" or not chosen("requested", status):
        return []
    parts = _area_parts(area, frame)
    said = parts["activity"] if parts["activity"].text else parts["nature"]
    draft = Draft(area, area, said, explicit=True, proposal=None, prior=_area_themes(text, frame))
    money = amount_in(parts["money"].text, frame.state, frame.language)
    made = draft.candidate(said, frame, SURE, ["requested_ticked"], None)
    return [draft.with_amount(made, money)]


def _status_lines(area: Item, frame: Frame) -> list[Line]:
    """Give the lines before the description: they say requested or received."""
    kept = []
    for line in area.answer:
        if _label(line.text, frame.language)[0]:
            break
        kept.append(line)
    return kept


def _area_themes(text: str, frame: Frame) -> tuple[str, ...]:
    number = template.area_of(text.split("|")[0], frame.language)
    return tuple(template.wording()["areas"][number]["themes"]) if number else ()


def _area_parts(area: Item, frame: Frame) -> dict[str, Joined]:
    """Part the text of an area by its labels: nature, amount, description, duration, partner."""
    lines: dict[str, list[Line]] = {
        n: [] for n in ("nature", "money", "activity", "duration", "partner", "")
    }
    name = ""
    for line in _split_labels(area.answer, frame.language):
        label, rest = _label(line.text, frame.language)
        if label:
            name, line = label, _shortened(line, rest)
        if line.text:
            lines[name].append(line)
    return {name: join(group) for name, group in lines.items()}


def _shortened(line: Line, rest: str) -> Line:
    return Line(rest, line.page, line.rect, line.style, wrapped=line.wrapped)


def _split_labels(lines: list[Line], language: str) -> list[Line]:
    """Undo "a) Nature: ...; c) Description: ..." written in one cell."""
    found = []
    for line in lines:
        pieces = re.split(r"[;؛；]\s*(?=(?:[a-eа-д]|[أ-ي]|هـ)\s?[).）])", line.text)
        found += [_shortened(line, piece) for piece in pieces]
    return found


def _label(text: str, language: str) -> tuple[str, str]:
    body = re.sub(r"^\s*(?:[a-eа-д]|[أ-ي]|هـ)\s?[).）]\s*", "", text)
    head, colon, rest = re.match(r"([^:：]*)([:：]?)(.*)", body, re.DOTALL).groups()  # type: ignore[union-attr]
    for name in ("activity", "money", "nature", "duration", "partner"):
        names = template.wording()[name].get(language, ())
        if any(fuzz.ratio(plain(n), plain(head)) > 84 for n in names) and (colon or not rest):
            return name, rest.strip()
    return "", text


def _of_field(item: Item, frame: Frame) -> list[Candidate]:
    said = item.said
    if not said.text or cues.has("none", said.text, frame.language):
        return []
    draft = Draft(item, item, said, explicit=True, proposal=None)
    parts = requests_in(said, frame.language)
    return [draft.candidate(part, frame, SURE, ["needs_field"], None) for part in parts]


def hidden_needs(frame: Frame, used: list[str]) -> list[Candidate]:
    """Draw what other answers say is lacking or wished for."""
    found = []
    for item in frame.items:
        if item.role in {"wish", "what", "proposal", "received", "provided", "area"}:
            continue
        if item.role == "field" and item.ref in template.wording()["iti_needs"]:
            continue
        said = _free_text(item)
        told = sentences(said)
        for number, sentence in enumerate(told):
            after = told[number + 1].text if number + 1 < len(told) else ""
            verdict = hidden_in(sentence.text, frame.language, after)
            if verdict.is_need and sentence.text not in used:
                draft = Draft(item, item, said, explicit=False, proposal=None)
                why = list(verdict.why)
                found.append(draft.candidate(sentence, frame, verdict.confidence, why, None))
    return found


def _free_text(item: Item) -> Joined:
    """Give the answer without the options of a list of boxes."""
    return join(line for line in item.answer if not _OPTION.match(line.text))


def _prior(item: Item) -> tuple[str, ...]:
    if item.role == "field":
        return tuple(template.wording()["iti_fields"].get(item.ref, ()))
    section = template.sections().get(item.section)
    return tuple(section["themes"]) if section else ()


@dataclass(frozen=True)
class Draft:
    """A need being drawn: the question it belongs to and the answer it stands in."""

    item: Item
    holder: Item
    said: Joined
    explicit: bool
    proposal: bool | None
    prior: tuple[str, ...] = ()

    def candidate(
        self,
        part: Joined,
        frame: Frame,
        confidence: float,
        why: list[str],
        target: Joined | None,
    ) -> Candidate:
        """Classify one passage."""
        text = target.text if target else part.text
        kinds = kinds_in(text, frame.language)
        made = self.plain_candidate(
            part,
            themes_in(text, frame.language, self.prior or _prior(self.item), kinds),
            confidence,
            why + (["refers_to_another_answer"] if target else []),
            self.item,
        )
        return Candidate(
            **{
                **made.__dict__,
                "kinds": tuple(kinds),
                "quantity": quantity_in(text, frame.language, frame.state, kinds),
                "amount": amount_in(text, frame.state, frame.language),
            }
        )

    def plain_candidate(
        self, part: Joined, themes: list[str], confidence: float, why: list[str], item: Item
    ) -> Candidate:
        """Put a candidate together without reading its text."""
        section = template.sections().get(item.section)
        place = part if part.spans else join(item.question)
        return Candidate(
            ref=self.item.ref,
            answer_ref=self.holder.ref,
            section=section["name"] if section else item.heading,
            question=self.item.asked,
            themes=tuple(themes) or _prior(item) or ("COO.01",),
            kinds=(),
            explicit=self.explicit,
            quote=part.text,
            answer_quote=self.said.text,
            page=place.page,
            page_end=place.page_end,
            rects=place.rects(),
            proposal_developed=self.proposal,
            confidence=round(confidence, 2),
            why=tuple(why),
        )

    @staticmethod
    def with_amount(made: Candidate, money: tuple[float, str] | None) -> Candidate:
        """Add a sum that stands in a field of its own."""
        return Candidate(**{**made.__dict__, "amount": made.amount or money})

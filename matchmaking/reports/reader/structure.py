"""From lines to questions with their answers: by number, wording and look, never number alone."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from matchmaking.reports.reader import template
from matchmaking.reports.reader.answers import inline_value
from matchmaking.reports.reader.document import Joined, Line, join

_NUMBERED = re.compile(
    r"^[(（]?(?:Q|№|n°)?\s?\.?(\d{1,2}(?:\.\d{1,2}){0,4})\s?[.)、．:）]?(?:\s+|(?=[^\d\s.,%/:-]))(.*)$",
    re.DOTALL,
)
_AREA = re.compile(r"^(\d{1,2})\s?[).、）]\s*(\S.*)$")
_ENDED = tuple("?？؟:：.。;")
_BRACKETED = re.compile(r"[\[(（【][^\[\]()（）【】]*[\])）】]")
_OPEN, _CLOSE = "[(（【«", "])）】»"
LOOKAHEAD = 7
FARTHEST = 4


@dataclass
class Item:
    """A question of the form, and what stands in answer to it."""

    ref: str
    role: str
    section: str
    heading: str
    question: list[Line]
    answer: list[Line] = field(default_factory=list)
    marks: tuple[str, ...] = ()
    parent: "Item | None" = None
    has_boxes: bool = False

    @property
    def asked(self) -> str:
        """Give the wording of the question without its number."""
        text = join(self.question).text
        match = _NUMBERED.match(text)
        return (match[2] if match and self.ref else text).strip()

    @property
    def said(self) -> Joined:
        """Give the text of the answer."""
        return join(self.answer)

    @property
    def value(self) -> str:
        """Give yes, no, developing or blank: blank is not no."""
        return self.marks[0] if len(set(self.marks)) == 1 else "blank"

    @property
    def page(self) -> int | None:
        return self.question[0].page if self.question else None


@dataclass
class Outline:
    """The questions found so far while going through the lines."""

    language: str
    lines: Sequence[Line]
    items: list[Item] = field(default_factory=list)
    section: str = ""
    heading: str = ""
    numbers: tuple[int, ...] = (0,)
    current: Item | None = None
    in_areas: Item | None = None
    prologue: list[Line] = field(default_factory=list)
    refs_by_section: dict[str, str] = field(default_factory=dict)

    def read(self) -> "Outline":
        """Go through all lines."""
        for place, line in enumerate(self.lines):
            self._take(place, line)
        for item in self.items:
            _settle(item)
        return self

    def _take(self, place: int, line: Line) -> None:
        if line.is_answer or not line.text:
            self._extend(line)
        elif self._is_heading(line):
            self.current = None
        elif not self._starts(place, line):
            self._extend(line)

    def _is_heading(self, line: Line) -> bool:
        found = template.section_of(line.text)
        if found and (found[0] or found[1]) and not self._in_answer(line):
            third = "infrastructure" in self.refs_by_section or any(
                len(i.ref.split(".")) > 1 and i.role == "wish" for i in self.items
            )
            number = found[1]
            key = found[0] or (template.section_numbered(number, third=third) if number else "")
            self._enter(key or "", line.text)
            return True
        if template.is_block_heading(line.text, self.language):
            return not self._is_open()
        key = (
            template.section_named(line.text, 94) if line.heading or self._is_apart(line) else None
        )
        if key:
            self._enter(key, line.text)
        return bool(key)

    def _is_apart(self, line: Line) -> bool:
        return line.starts_cell and not line.wrapped and not self._is_open()

    def _in_answer(self, line: Line) -> bool:
        """A sentence may begin with "Section 5": a heading does not end like one."""
        return line.text.rstrip().endswith((".", "。", ";")) and bool(self.current)

    def _enter(self, key: str, heading: str) -> None:
        self.section, self.heading = key, heading
        self.refs_by_section.setdefault(key, "")
        self.in_areas = None

    def _is_open(self) -> bool:
        return self.current is not None and not _is_complete(self.current.question)

    def _starts(self, place: int, line: Line) -> bool:
        """Start a question, or an area of cooperation, if the line does."""
        match = _NUMBERED.match(_western(line.text))
        if match and match[2] and self._fits(place, match):
            self._start(match[1], line, self._wording(place, match[2]))
            return True
        area = _AREA.match(_western(line.text)) if self.in_areas else None
        if area and template.area_of(area[2], self.language):
            self._start(f"{self.in_areas.ref}.{area[1]}", line, "")  # type: ignore[union-attr]
            return True
        return self._starts_unnumbered(place, line)

    def _starts_unnumbered(self, place: int, line: Line) -> bool:
        if self._is_open() or (self.current and line.wrapped and not line.starts_cell):
            return False
        name = template.iti_field(line.text)
        if name:
            self.current = Item(name, "field", "", name, [line])
            self.items.append(self.current)
            return True
        role = template.role_of(self._wording(place, line.text), self.language)
        if role == "other":
            return False
        self._start("", line, self._wording(place, line.text))
        return True

    def _wording(self, place: int, first: str) -> str:
        """Read on to where the question ends, to know what it asks."""
        text = first
        for line in self.lines[place + 1 : place + LOOKAHEAD]:
            done = not line.wrapped or line.is_answer or _ends(text)
            if done or _NUMBERED.match(_western(line.text)):
                break
            text = join([Line(text, wrapped=True), line]).text
        return text

    def _fits(self, place: int, match: re.Match[str]) -> bool:
        """Tell whether a number is the next question's, by order and by wording."""
        numbers = tuple(int(part) for part in match[1].split("."))
        follows = self.numbers < numbers and numbers[0] - self.numbers[0] <= FARTHEST
        rest = match[2]
        if len(numbers) == 1 and numbers[0] > 40:
            return False
        asked = self._wording(place, rest)
        if template.role_of(asked, self.language) != "other":
            return numbers != self.numbers
        if not follows or not (rest[0].isalpha() or rest[0] in '¿[«"“(（《'):
            return False
        if rest[0].islower():
            return False
        if len(numbers) > 1 and numbers[0] == self.numbers[0]:
            return True
        return _ends(asked) or self._looks_alike(self.lines[place])

    def _looks_alike(self, line: Line) -> bool:
        asked = [item.question[0] for item in self.items[-6:] if item.ref]
        return bool(asked) and all(_look(line) == _look(other) for other in asked)

    def _start(self, ref: str, line: Line, asked: str) -> None:
        role = self._role(ref, asked)
        self.current = Item(ref, role, self.section, self.heading, [line], marks=line.marks)
        self.items.append(self.current)
        if re.fullmatch(r"\d+(\.\d+)*", ref):
            self.numbers = tuple(int(part) for part in ref.split("."))
        self._relate(self.current)

    def _role(self, ref: str, asked: str) -> str:
        if self.in_areas and ref.startswith(f"{self.in_areas.ref}."):
            return "area"
        return template.role_of(asked, self.language) if asked else "other"

    def _relate(self, item: Item) -> None:
        """Hang sub-questions and areas under the question they belong to."""
        wishes = [other for other in self.items[:-1] if other.role == "wish"]
        if item.role in {"what", "proposal"}:
            item.parent = wishes[-1] if wishes else None
        elif item.role == "area":
            item.parent = self.in_areas
        else:
            self.in_areas = item if item.role in {"received", "provided"} else None

    def _extend(self, line: Line) -> None:
        item = self.current
        if item is None:
            if not self.items:
                self.prologue.append(line)
            return
        item.marks += line.marks
        if not line.text:
            return
        if not (line.is_answer or item.answer or item.role == "area") and _goes_on(item, line):
            item.question.append(line)
        else:
            item.answer.append(line)


def _western(text: str) -> str:
    """Write digits of any script as 0-9 at the start of a line."""
    head = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text[:16])
    return head + text[16:]


def _ends(text: str) -> bool:
    bare = _without_brackets(text)
    return bare.endswith(_ENDED) or template.is_details(text)


def _without_brackets(text: str) -> str:
    return _BRACKETED.sub("", text).rstrip(" \"'»")


def _is_balanced(text: str) -> bool:
    return sum(text.count(c) for c in _OPEN) <= sum(text.count(c) for c in _CLOSE)


def _is_complete(question: Sequence[Line]) -> bool:
    """Tell whether the question's wording has come to its end."""
    text = join(question).text
    match = _NUMBERED.match(text)
    asked = match[2] if match else text
    if not question[-1].wrapped:
        return True
    return _is_balanced(asked) and _ends(asked)


def _goes_on(item: Item, line: Line) -> bool:
    """Tell whether a line still belongs to the question above it."""
    text = line.text.strip()
    if _is_complete(item.question):
        return bool(_BRACKETED.fullmatch(text)) and not inline_value(text)
    if not _is_balanced(join(item.question).text):
        return True
    if inline_value(text) is not None or _look(line) != _look(item.question[0]):
        return False
    short = item.question[-1].fill < 0.62
    return text[0].islower() or not short


def _look(line: Line) -> tuple[str, bool]:
    """Give what sets answers apart: colour and slant, not weight."""
    slanted = any(word in line.style for word in ("Italic", "Oblique", "/True"))
    return line.style.rsplit("/", 1)[-1], slanted


def _settle(item: Item) -> None:
    """Take an answer that is written out of the text of the answer."""
    if item.role == "area" or item.role == "field":
        return
    for group in (item.answer, item.question[-1:]):
        if not group:
            continue
        line = group[0]
        text = line.text if group is item.answer else _tail(line.text)
        found = inline_value(text) if text else None
        if found is None:
            continue
        item.has_boxes = True
        item.marks += (found[0],) if found[0] and not item.marks else ()
        if group is item.answer:
            item.answer = ([replace(line, text=found[1])] if found[1] else []) + item.answer[1:]
        return


def _tail(text: str) -> str:
    """Give what stands after the question mark on the same line."""
    return (
        re.split(r"[?？؟]\s*(?:[\[(（][^\])）]*[\])）])?", text)[-1].strip()
        if re.search(r"[?？؟]", text)
        else ""
    )

"""The readable text of a report in order, for the person who reviews it."""

from matchmaking.reports.reader.document import Line
from matchmaking.reports.reader.structure import Item
from matchmaking.reports.reader.types import Passage


def passages_of(lines: list[Line], items: tuple[Item, ...]) -> tuple[Passage, ...]:
    """Give each line its place, and the question it belongs to."""
    owners = {id(line): item for item in items for line in [*item.question, *item.answer]}
    found: list[Passage] = []
    for line in lines:
        if line.text:
            item = owners.get(id(line))
            found.append(
                Passage(
                    id=len(found) + 1,
                    page=line.page,
                    section=item.heading if item else "",
                    ref=item.ref if item else "",
                    text=line.text,
                    rects=(line.rect,) if line.rect else (),
                )
            )
    return tuple(found)

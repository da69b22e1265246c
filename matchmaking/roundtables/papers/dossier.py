"""The dossier and the agenda of a round table, made for one reader in one language."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from django.utils import timezone
from django.utils.translation import override

from matchmaking.agreements.models import Agreement
from matchmaking.agreements.selectors import NeedFigures, need_figures
from matchmaking.disclosure.choices import Part
from matchmaking.disclosure.selectors import columns_of_part
from matchmaking.matching.models import Suggestion
from matchmaking.needs.choices import Priority
from matchmaking.needs.models import Need, NeedGoal
from matchmaking.roundtables.choices import SlotKind
from matchmaking.roundtables.models import Participant, RoundTable
from matchmaking.roundtables.papers.blocks import (
    Block,
    Facts,
    Heading,
    NewPage,
    Paper,
    Quote,
    Table,
    Text,
    shown_in,
)
from matchmaking.roundtables.papers.readers import Reader
from matchmaking.roundtables.papers.wording import words_in
from matchmaking.roundtables.selectors import (
    Agenda,
    AgendaRow,
    best_offers,
    others_at_work,
    participants_of,
)
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.selectors import labels

# What of a request may be kept back and has a place in a dossier.
PARTS = (Part.INSTITUTION, Part.PLACE, Part.SITE, Part.CONTACT, Part.STOCK)


class Maker:
    """Makes the papers of one round table for one reader, in one language."""

    def __init__(self, table: RoundTable, reader: Reader, language: str, author: str) -> None:
        self.table = table
        self.reader = reader
        self.language = language
        self.author = author
        self.words = words_in(language)
        self.agenda = Agenda(table, reader.person)

    @property
    def needs(self) -> list[Need]:
        """The requests the papers tell of, in the order of the agenda."""
        return [row.need for row in self.agenda.rows if row.need is not None]

    def dossier(self) -> Paper:
        """Return the whole dossier: cover, agenda, participants, a section for each request."""
        with override(shown_in(self.language)):
            blocks = [*self._cover(), *self._agenda(), *self._participants(), *self._requests()]
            return self._paper("dossier", blocks)

    def programme(self) -> Paper:
        """Return the agenda alone, to lay on the table."""
        with override(shown_in(self.language)):
            return self._paper("agenda", [*self._cover(), *self._agenda()])

    def _paper(self, name: str, blocks: list[Block]) -> Paper:
        return Paper(
            language=self.language,
            title=self.table.title,
            subtitle=self.words[name],
            author=self.author,
            notice=self._notice(),
            blocks=blocks,
        )

    def _notice(self) -> str:
        if self.reader.is_everyone:
            return self.words["public_version"]
        if self.reader.organisation is None:
            return self.words["full_version"]
        return f"{self.words['made_for']}: {self.reader.organisation}"

    def _cover(self) -> Iterator[Block]:
        table, words = self.table, self.words
        names = dict(WorkingLanguage.choices)
        yield Facts(
            pairs=tuple(
                (words[name], value)
                for name, value in (
                    ("begins", self._moment(table.begins)),
                    ("ends", self._moment(table.ends)),
                    ("place", table.place),
                    ("link", table.link),
                    ("languages", ", ".join(str(names.get(c, c)) for c in table.languages)),
                    ("answer_by", table.answer_by and self._day(table.answer_by)),
                    ("as_of", self._day(timezone.localdate())),
                )
                if value
            )
        )
        if table.purpose:
            yield Heading(text=words["purpose"])
            yield from (Text(language=table.language, text=p) for p in _paragraphs(table.purpose))

    def _agenda(self) -> Iterator[Block]:
        words = self.words
        rows = [
            (self._time(row.begins), self._item(row), str(row.slot.minutes))
            for row in self.agenda.rows
        ]
        rows.append(("", words["in_all"], str(self.agenda.minutes)))
        yield Heading(text=words["agenda"])
        yield Table(heads=(words["time"], words["item"], words["minutes"]), rows=tuple(rows))

    def _item(self, row: AgendaRow) -> str:
        if row.is_closed:
            return self.words["closed_to_reader"]
        if row.need is not None:
            return f"{row.need.country}: {row.need}"
        fixed = {SlotKind.OPENING: "opening", SlotKind.CLOSING: "closing"}
        kind = SlotKind(row.slot.kind)
        return row.slot.title or self.words[fixed[kind]]

    def _participants(self) -> Iterator[Block]:
        words, found = self.words, participants_of(self.table)
        if not found:
            return
        yield Heading(text=words["participants"])
        heads, rows = [words["organisation"]], [self._participant(one) for one in found]
        if not self.reader.is_everyone:
            heads += [words["names"], words["answer"]]
        yield Table(heads=tuple(heads), rows=tuple(dict.fromkeys(rows)))

    def _participant(self, participant: Participant) -> tuple[str, ...]:
        """Return a row of the list; names of people are for those who sit at the table only."""
        if self.reader.is_everyone:
            return (self._organisation(participant.organisation),)
        names = ", ".join(participant.people) or str(participant.person or "")
        return (
            self._organisation(participant.organisation),
            names,
            self.words[participant.answer],
        )

    def _organisation(self, organisation: Any) -> str:
        """Return its name; a State's in the language of the paper."""
        return labels("country").get(organisation.country_code, "") or str(organisation)

    def _requests(self) -> Iterator[Block]:
        needs = self.needs
        ids = [need.pk for need in needs]
        figures = need_figures(ids)
        offers = best_offers(self.reader.person, ids) if self.table.shows_offers else {}
        others = others_at_work(self.reader.person, needs)
        for need in needs:
            yield NewPage()
            yield Heading(language=need.language, text=str(need))
            yield self._facts_of(need)
            yield from (Text(language=need.language, text=p) for p in _paragraphs(need.description))
            yield from self._figures_of(need, figures[need.pk])
            yield from self._goals_of(need)
            yield from self._passage_of(need)
            yield from self._offers_for(offers.get(need.pk, []))
            yield from self._others_in(others[need.pk])

    def _facts_of(self, need: Need) -> Facts:
        words = self.words
        window = " – ".join(self._day(day) for day in (need.starts_on, need.ends_on) if day)
        priority = str(Priority(need.priority).label) if need.priority else ""
        pairs = [
            (words["number"], str(need.pk)),
            (words["state"], str(need.country)),
            (words["themes"], ", ".join(str(theme) for theme in need.themes.all())),
            (words["priority"], priority),
            (words["wanted"], window),
            *(self._part(need, part) for part in PARTS),
        ]
        return Facts(pairs=tuple((label, value) for label, value in pairs if value))

    def _part(self, need: Need, part: Part) -> tuple[str, str]:
        if part in need.withheld:
            return str(part.label), self.words["kept_back"]
        values = [value for _label, value in columns_of_part(need, part) if value]
        return str(part.label), ", ".join(values)

    def _figures_of(self, need: Need, figures: NeedFigures) -> Iterator[Block]:
        words = self.words
        kinds = labels("kind")
        steps = ("asked", "pledged", "committed", "delivered", "open")
        rows = [
            (
                ": ".join(p for p in (kinds.get(line.kind_id, ""), line.description) if p),
                line.unit,
                *(_number(getattr(line, step)) for step in steps),
            )
            for line in figures.lines
        ]
        money = [getattr(figures, f"{step}_value") for step in steps]
        if any(money):
            rows.append((words["money"], "", *(str(amount or "–") for amount in money)))
        yield Heading(text=words["asked_for"], level=3)
        heads = (words["what"], words["unit"], *(words[step] for step in steps))
        yield Table(heads=heads, rows=tuple(rows))

    def _goals_of(self, need: Need) -> Iterator[Block]:
        goals, words = list(need.goals.all()), self.words
        if goals:
            yield Heading(text=words["goals"], level=3)
            heads = ("goal", "today", "target", "unit", "by")
            rows = tuple(self._goal(goal) for goal in goals)
            yield Table(heads=tuple(words[name] for name in heads), rows=rows)

    def _goal(self, goal: NeedGoal) -> tuple[str, ...]:
        due = self._day(goal.due_on) if goal.due_on else "–"
        return str(goal), _number(goal.baseline), _number(goal.target), goal.unit, due

    def _passage_of(self, need: Need) -> Iterator[Block]:
        if not need.reported_quote:
            return
        words, report = self.words, need.candidate.report if need.candidate else None
        parts = [
            f"{words['report']} {report.year if report else ''}".strip(),
            f"{words['question']} {need.reported_ref}" if need.reported_ref else "",
            f"{words['page']} {need.reported_page}" if need.reported_page else "",
        ]
        yield Heading(text=words["from_report"], level=3)
        yield Quote(
            language=report.language if report else need.language,
            text=need.reported_quote,
            source=", ".join(part for part in parts if part),
        )

    def _offers_for(self, suggestions: list[Suggestion]) -> Iterator[Block]:
        if suggestions:
            words = self.words
            yield Heading(text=words["best_offers"], level=3)
            rows = tuple(
                (
                    str(row.offer),
                    self._organisation(row.offer.organisation),
                    f"{round(100 * row.score)} %",
                )
                for row in suggestions
            )
            yield Table(heads=(words["offer"], words["offered_by"], words["fit"]), rows=rows)

    def _others_in(self, agreements: Iterable[Agreement]) -> Iterator[Block]:
        rows = tuple(
            (self._organisation(one.offer.organisation), str(one.need)) for one in agreements
        )
        if rows:
            words = self.words
            yield Heading(text=words["others"], level=3)
            yield Table(heads=(words["organisation"], words["what"]), rows=rows)

    @property
    def _locale(self) -> str:
        return "en_GB" if self.language == "en" else self.language

    def _day(self, day: datetime.date) -> str:
        return format_date(day, "long", locale=self._locale)

    def _time(self, moment: datetime.datetime) -> str:
        return format_time(moment, "HH:mm", locale=self._locale)

    def _moment(self, moment: datetime.datetime) -> str:
        day = format_date(moment, "full", locale=self._locale)
        offset = format_datetime(moment, "ZZZZ", locale=self._locale)
        return f"{day}, {self._time(moment)} ({self.table.time_zone}, {offset})"


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.splitlines() if part.strip()]


def _number(value: Decimal | None) -> str:
    return "–" if value is None else f"{value.normalize():f}"

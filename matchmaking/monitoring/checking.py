"""What a value may say: numbers are numbers, an answer without one gives a reason, parts add up."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from matchmaking.errors import DomainError
from matchmaking.monitoring.choices import GROUPS, WITHOUT_NUMBER, Answer, Measure
from matchmaking.monitoring.models import Indicator

Parts = Mapping[tuple[str, str], Decimal]  # by dimension and group
Fault = tuple[str, str]  # field, words
MOST = Decimal(10**13)
A_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class ValueData:
    """What somebody says of one indicator at the end of a period."""

    indicator_id: int
    answer: str = Answer.NUMBER
    number: Decimal | None = None
    words: str = ""
    reason: str = ""
    source: str = ""
    quality: str = ""
    parts: Parts = field(default_factory=dict)
    version: int | None = None


class FaultyValues(DomainError):
    """Some values cannot stand; `rows` says by indicator which field, and why."""

    def __init__(self, rows: Mapping[int, list[Fault]]) -> None:
        super().__init__(_("Nothing was saved: some values cannot stand as they are."))
        self.rows = rows


def faults_of(indicator: Indicator, said: ValueData) -> list[Fault]:
    """Return what is wrong with a value; nothing where it can stand."""
    if said.answer in WITHOUT_NUMBER:
        return list(_without_number(said))
    if indicator.measure == Measure.WORDS:
        missing = not said.words.strip()
        return [("words", _("Describe it in words, or choose another answer."))] if missing else []
    if said.answer != Answer.NUMBER or said.number is None:
        words = _("Write the number, or choose “not applicable” or “not known” and say why.")
        return [("number", words)]
    return [*_number_faults(indicator, said.number), *_part_faults(indicator, said)]


def dimensions(indicator: Indicator) -> list[tuple[str, tuple[tuple[str, Promise], ...]]]:
    """Return what a value of this indicator is broken down by, each with its groups."""
    return [(by, GROUPS[by]) for by in indicator.disaggregated_by if by in GROUPS]


def _without_number(said: ValueData) -> Iterator[Fault]:
    if not said.reason.strip():
        yield "reason", _("Say why there is no number.")
    if said.number is not None:
        yield "number", _("A number stands here, although the answer says that there is none.")


def _number_faults(indicator: Indicator, number: Decimal) -> Iterator[Fault]:
    if number < 0:
        yield "number", _("This is less than zero.")
    elif number >= MOST:
        yield "number", _("This figure is too large to be meant.")
    elif indicator.measure == Measure.YESNO and number not in (0, 1):
        yield "number", _("Answer with yes or no.")


def _part_faults(indicator: Indicator, said: ValueData) -> Iterator[Fault]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    whole = said.number or Decimal(0)
    for (by, group), part in said.parts.items():
        sums[by] += part
        if part < 0:
            yield part_name(by, group), _("This is less than zero.")
        if indicator.measure == Measure.PERCENT and part > A_HUNDRED:
            yield part_name(by, group), _("This is more than 100 per cent.")
    if indicator.measure != Measure.UNIT:
        return
    for by, total in sums.items():
        if total != whole:
            words = _("The groups add up to %(sum)s, the number is %(whole)s.")
            figures = {"sum": number_format(total), "whole": number_format(whole.normalize())}
            yield f"part-{by}", words % figures


def part_name(by: str, group: str) -> str:
    """Return the name of the field of one group."""
    return f"part-{by}-{group}"

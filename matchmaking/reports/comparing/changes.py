"""What became different between a request and the passage that asks for it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from matchmaking.reports.comparing.likeness import Likeness
from matchmaking.reports.comparing.types import Ask

# Below this share of common words, two texts on one matter do not ask for the same any more.
OTHER_WORDS = 0.4
NEAR_CONCEPTS = 0.75
WHOLE, ADDED = 0.9, 0.75


@dataclass(frozen=True)
class Change:
    """One thing that is different: "quantity", "amount", "theme", "kind" or "wording"."""

    name: str
    old: str
    new: str


def changes_between(old: Ask, new: Ask, like: Likeness) -> Iterator[Change]:
    """Yield what is different; what one side does not say is not different."""
    if _counts(new) and not set(new.quantities) & set(old.quantities):
        yield Change("quantity", _numbers(old.quantities), _numbers(new.quantities))
    if new.amount and new.amount != old.amount:
        yield Change("amount", _money(old.amount), _money(new.amount))
    if _families(old.themes) and not _families(old.themes) & _families(new.themes):
        yield Change("theme", ";".join(old.themes), ";".join(new.themes))
    if old.kinds and new.kinds and not _families(old.kinds) & _families(new.kinds):
        yield Change("kind", ";".join(old.kinds), ";".join(new.kinds))
    if _says_other_things(like) or _says_more(like):
        yield Change("wording", old.text.words, new.text.words)


def is_reworded(like: Likeness) -> bool:
    """Say whether other words are used than before, in the same language."""
    return like.words is not None and like.words < OTHER_WORDS


def _says_other_things(like: Likeness) -> bool:
    return is_reworded(like) and (like.concepts or 0) < NEAR_CONCEPTS and (like.kind or 0) < 1


def _says_more(like: Likeness) -> bool:
    """Say whether the passage repeats the request whole and adds something to it."""
    return not like.crosses_languages and like.covered >= WHOLE and like.covering < ADDED


def _counts(ask: Ask) -> set[Decimal]:
    """Return the quantities that tell something: "one" or "a" is hardly ever a count."""
    return set(ask.quantities) - {Decimal(1)}


def _families(codes: tuple[str, ...]) -> set[str]:
    return {code.partition(".")[0] for code in codes}


def _numbers(values: tuple[Decimal, ...]) -> str:
    return ", ".join(f"{value.normalize():f}" for value in values)


def _money(amount: tuple[Decimal, str] | None) -> str:
    return f"{amount[1]} {amount[0].normalize():f}" if amount else ""

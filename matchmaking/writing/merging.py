"""Two people changed a record at once: put together what can be, name what must be chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from matchmaking.writing.records import LINES, RecordKind

Contents = Mapping[str, Any]
Row = Mapping[str, Any]
Unit = tuple[str, ...]
MINE, THEIRS, BOTH, NEITHER = "mine", "theirs", "both", ""


@dataclass(frozen=True)
class Merge:
    """What came of it. A unit is fields that are read together, so kept or left together."""

    said: dict[str, Any]
    mine: list[Unit]  # taken from me
    theirs: list[Unit]  # taken from them
    conflicts: list[Unit]  # both changed these, and no choice is made yet


def merge(
    kind: RecordKind[Any],
    *,
    base: Contents | None,
    mine: Contents,
    theirs: Contents,
    chosen: Mapping[str, str],
) -> Merge:
    """Put `mine` and `theirs` together, which both began as `base` (None: that is not known).

    `chosen` says MINE or THEIRS of units that both changed, by their first field.
    """
    for name in (LINES, *kind.rows):
        if base and (rows := _rows_together(name, base, mine, theirs)) is not None:
            mine, base = {**mine, name: rows}, {**base, name: theirs[name]}
    taken: dict[str, list[Unit]] = {MINE: [], THEIRS: [], BOTH: [], NEITHER: []}
    for unit in _units(kind, mine, theirs):
        side = _changed_by(unit, base, mine, theirs)
        choice = chosen.get(unit[0]) if side == BOTH else side
        taken[choice if choice in (MINE, THEIRS) else side].append(unit)
    said = {**theirs, **{name: mine[name] for unit in taken[MINE] for name in unit}}
    return Merge(said, taken[MINE], taken[THEIRS], taken[BOTH])


def same(one: Any, other: Any) -> bool:
    """Say whether two values read alike: line ends, outer spaces and the order of codes aside."""
    return bool(_comparable(one) == _comparable(other))


def _units(kind: RecordKind[Any], mine: Contents, theirs: Contents) -> Iterator[Unit]:
    """Yield every field once, with those it is read with; amounts of lines go by the currency."""
    together = [set(group) for group in kind.together]
    if mine["currency"] != theirs["currency"]:
        together = [group | {LINES} if "currency" in group else group for group in together]
    seen: set[str] = set()
    for name in kind.fields:
        group = next((group for group in together if name in group), {name})
        if name not in seen:
            yield tuple(field for field in kind.fields if field in group)
        seen |= group


def _changed_by(unit: Unit, base: Contents | None, mine: Contents, theirs: Contents) -> str:
    def differ(one: Contents, other: Contents) -> bool:
        return any(not same(one.get(name), other.get(name)) for name in unit)

    if not differ(mine, theirs):
        return NEITHER
    if base is None or (differ(mine, base) and differ(theirs, base)):
        return BOTH
    return MINE if differ(mine, base) else THEIRS


def _rows_together(name: str, base: Contents, mine: Contents, theirs: Contents) -> list[Row] | None:
    """Return the rows of both; None where both touched the same one, or only one did anything."""
    said = (base, mine, theirs)
    if name == LINES and len({one["currency"] for one in said}) > 1:
        return None
    sides = [{row["pk"]: row for row in one.get(name, ())} for one in said]
    old, own, other = sides
    touched = [{pk for pk in old if side.get(pk) != old[pk]} for side in (own, other)]
    added = [row for row in mine.get(name, ()) if row["pk"] not in old]
    if touched[0] & touched[1] or not (touched[0] or added) or theirs.get(name) == base.get(name):
        return None
    kept = [own.get(pk) if pk in touched[0] else row for pk, row in other.items()]
    return [*(row for row in kept if row), *added]


def _comparable(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return sorted(value)
    return value

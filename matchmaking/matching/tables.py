"""The list of reasons that ships, and how a line of it is read."""

from pathlib import Path

from matchmaking.matching.models import Reason
from matchmaking.vocabulary.services.cells import Cells
from matchmaking.vocabulary.services.tables import OTHER_LANGUAGES, Table, Values

DATA = Path(__file__).parent / "data"
FLAGS = ("for_rejecting", "for_declining", "for_ending", "needs_words")


def _reason(cells: Cells) -> Values:
    names = {f"name_{language}": cells.text(f"name_{language}") for language in OTHER_LANGUAGES}
    place = cells.required("sort")
    if not place.isdecimal():
        raise ValueError(f"sort must be a whole number, not '{place}'")
    return {
        "code": cells.required("code"),
        "sort": int(place),
        **{flag: cells.flag(flag) for flag in FLAGS},
        "name_en": cells.required("name_en"),
        **names,
    }


TABLES = (Table("reasons.csv", Reason, ("code",), _reason),)

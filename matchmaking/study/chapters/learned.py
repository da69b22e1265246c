"""The lessons that were published in the period."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from matchmaking.lessons.choices import LessonKind
from matchmaking.study.chapters.parts import Chapter, Grid

Said = Mapping[str, Any]


def learned(contents: Said) -> Chapter:
    """Return the chapter on lessons."""
    said = contents["lessons"]
    worked, did_not = (
        said["kinds"].get(kind, 0) for kind in (LessonKind.WORKED, LessonKind.DID_NOT)
    )
    numbers = {"worked": worked, "did_not": did_not}
    rows = tuple((one["title"], str(LessonKind(one["kind"]).label)) for one in said["newest"])
    grid = Grid("lessons", _("The newest lessons"), (_("Lesson"), _("Kind")), rows)
    return Chapter(
        code="lessons",
        title=_("Lessons"),
        paragraphs=(
            _(
                "Lessons published in this time: %(worked)s of what worked, %(did_not)s of what "
                "did not."
            )
            % numbers,
        ),
        grids=(grid,) if rows else (),
    )

"""What a study found, as figures and codes that can be kept and read in any language."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from matchmaking.study import selectors

LAYOUT = 1  # of what is kept; a reader of an older one would have to know
Say = Callable[[int], None]


def contents(since: datetime.date, until: datetime.date, say: Say) -> dict[str, Any]:
    """Return the contents of the study of a period (both days included).

    `say` hears the percentage that is done. Only what is public is read, so that every reader
    may have all of it.
    """
    say(5)
    adequacy = selectors.adequacy(since.isoformat(), until.isoformat())
    say(35)
    effectiveness = selectors.effectiveness(since, until, lambda part: say(35 + int(45 * part)))
    say(80)
    sustainability = selectors.sustainability(since, until)
    scores = selectors.scores(since, until)
    say(95)
    return {
        "layout": LAYOUT,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "as_of": timezone.now().isoformat(),
        "adequacy": adequacy,
        "effectiveness": effectiveness,
        "sustainability": sustainability,
        "scores": scores,
        "lessons": selectors.lessons(since, until),
    }

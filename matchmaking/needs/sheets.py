"""The example that the spreadsheet for requests shows."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.needs.choices import Priority
from matchmaking.vocabulary.fields import readers_language
from matchmaking.writing.sheets import examples
from matchmaking.writing.sheets.answers import Answers
from matchmaking.writing.sheets.workbook import Entry


def example() -> list[Entry]:
    """Return a request with two lines, in the reader's language."""
    ends_on = datetime.date(timezone.localdate().year + 1, 12, 31)
    answers: Answers = {
        "title": [_("Marking machines for the police")],
        "language": [readers_language()],
        "description": [
            _("The police hold 5,000 unmarked weapons in 47 counties. Two teams will mark them.")
        ],
        "themes": ["MRK.02", "MRK"],
        "priority": [Priority.HIGH],
        "rank": ["1"],
        "ends_on": [ends_on.isoformat()],
        "institution": [_("Ministry of the Interior")],
        "currency": ["USD"],
        "budget": ["120000"],
        "working_languages": [readers_language()],
    }
    lines = [
        {
            "kind": ["EQP.MARK"],
            "description": [_("Dot-peen marking machines, portable")],
            "quantity": ["2"],
            "cost": ["60000"],
        },
        {"kind": ["TRN.COURSE"], "description": [_("Training of operators")], "quantity": ["12"]},
    ]
    return [Entry(answers, lines)]


examples.register("need", example)

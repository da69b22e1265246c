"""The example that the spreadsheet for offers shows."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from matchmaking.offers.choices import Channel
from matchmaking.vocabulary.choices import CountryGroup
from matchmaking.vocabulary.fields import readers_language
from matchmaking.writing.sheets import examples
from matchmaking.writing.sheets.answers import Answers
from matchmaking.writing.sheets.workbook import Entry


def example() -> list[Entry]:
    """Return an offer with two lines, in the reader's language."""
    closes_on = datetime.date(timezone.localdate().year + 1, 12, 31)
    answers: Answers = {
        "title": [_("Marking machines with training")],
        "language": [readers_language()],
        "description": [_("Portable machines, delivered and installed, with a week of training.")],
        "themes": ["MRK.02"],
        "channel": [Channel.BILATERAL],
        "closes_on": [closes_on.isoformat()],
        "delivery_languages": ["en", "fr"],
        "eligible_groups": [CountryGroup.LDC],
        "aftercare_training": [_("One week for twelve operators")],
        "aftercare_maintenance": [_("By the maker, for three years")],
        "aftercare_spare_parts": [_("Needles for 10,000 weapons")],
        "currency": ["EUR"],
        "value": ["90000"],
    }
    lines = [
        {"kind": ["EQP.MARK"], "description": [_("Marking machines")], "capacity": ["4"]},
        {"kind": ["EQP.MARKSUP"], "description": [_("Consumables")], "capacity": ["20"]},
    ]
    return [Entry(answers, lines)]


examples.register("offer", example)

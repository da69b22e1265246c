"""What the books say in the reader's language."""

from django.utils.translation import gettext as _

from matchmaking.ledger.facts import EarmarkData
from matchmaking.ledger.models import Contribution, Posting
from matchmaking.vocabulary import selectors as vocabulary


def earmark_words(earmark: EarmarkData, call: object = None) -> str:
    """Return what money may be used for; `call` is the one it names."""
    if earmark.is_free:
        return _("Anything the fund does")
    named = [
        *vocabulary.labels("theme", earmark.themes).values(),
        *vocabulary.labels("region", earmark.regions).values(),
        *vocabulary.labels("country", earmark.countries).values(),
    ]
    return "; ".join(sorted(named) + ([str(call)] if earmark.call_id else []))


def about(posting: Posting) -> str:
    """Return what a posting is about: a project, a contribution, or the fund as a whole."""
    subject = posting.application or posting.contribution
    return str(subject) if subject else _("The fund as a whole")


def rates_words(posting: Posting, *, with_source: bool = False) -> list[str]:
    """Return the rates a posting was booked at, with their day, and who says so."""
    short = _("1 %(currency)s = %(rate)s %(own)s on %(day)s")
    whole = _("1 %(currency)s = %(rate)s %(own)s on %(day)s (%(source)s)")
    return [
        (whole if with_source else short)
        % {
            "currency": currency,
            "rate": said["rate"],
            "own": posting.fund.currency,
            "day": said["on"],
            "source": said["source"],
        }
        for currency, said in sorted(posting.rates.items())
    ]


def contribution_words(contribution: Contribution) -> str:
    """Return a contribution with what was pledged."""
    return f"{contribution} ({contribution.pledged})"

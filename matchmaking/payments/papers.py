"""The papers around the money: the funding agreement to sign, and the receipt for a contribution.

They are set with the pieces of the notes verbales.
"""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from matchmaking.ledger.models import Contribution
from matchmaking.money import Money
from matchmaking.payments.budget import said_lines
from matchmaking.payments.choices import Side, Tie
from matchmaking.payments.models import Project, Tranche
from matchmaking.payments.selectors.contributions import Instalment, earmark_words
from matchmaking.writing.notes.letter import Letter

TO_SIGN = "……………………………………"


def agreement_of(project: Project) -> Letter:
    """Return the funding agreement of a project, in the reader's language."""
    proposal = project.application.proposal
    fund = project.application.call.fund
    words = {"fund": fund, "carrier": project.carrier, "amount": project.amount}
    signed = {row.side: row for row in project.signatures.all()}
    names = {Side.FUND: fund.organisation, Side.IMPLEMENTER: project.carrier}
    return _letter(
        fund=fund,
        sender=_("%(fund)s and %(carrier)s") % words,
        heading=_("Funding agreement"),
        reference=_("Number %(number)s") % {"number": project.number},
        opening=_("%(fund)s gives %(carrier)s up to %(amount)s for the project:") % words,
        title=str(proposal),
        facts=[
            (_("State"), str(proposal.country)),
            (_("Starts"), _day(project.starts_on)),
            (_("Ends"), _day(project.ends_on)),
            *(
                (_("Report %(number)s") % {"number": row.number}, row.in_words())
                for row in project.reports.all()
            ),
            *(
                (_("Tranche %(number)s") % {"number": row.number}, _tranche(row, project))
                for row in project.tranches.all()
            ),
            *(
                (_("Signed for %(party)s") % {"party": names[side]}, _signature(signed.get(side)))
                for side in Side
            ),
        ],
        line_heads=[_("Line of the budget"), _("Amount")],
        lines=[
            [text, str(Money(asked, project.currency))] for _key, text, asked in said_lines(project)
        ],
        place_and_day=_day(project.signed_on),
    )


def receipt_of(contribution: Contribution, instalment: Instalment) -> Letter:
    """Return the receipt for money that arrived, in the reader's language."""
    fund = contribution.fund
    words = {"fund": fund, "donor": contribution.donor, "amount": instalment.amount}
    return _letter(
        fund=fund,
        sender=str(fund),
        heading=_("Receipt"),
        reference=_("Number %(number)s") % {"number": instalment.number},
        opening=_("%(fund)s has received %(amount)s from %(donor)s, with thanks.") % words,
        title=str(contribution.donor),
        facts=[
            (_("Reference"), contribution.reference or str(contribution.pk)),
            (_("Received on"), _day(instalment.posting.booked_on)),
            (_("Amount"), str(instalment.amount)),
            (_("Worth in the books of the fund"), str(instalment.worth)),
            *_rate(instalment),
            (_("Pledged"), str(contribution.pledged)),
            (_("May be used"), earmark_words(contribution)),
        ],
        line_heads=[],
        lines=[],
        place_and_day=_day(instalment.posting.booked_on),
    )


def _letter(*, fund: Any, **parts: Any) -> Letter:
    """Return a letter of a fund; an example says on every paper that it is one."""
    language = get_language() or "en"
    example = _("Example, not the rules of any real fund.") if fund.is_example else ""
    return Letter(
        language=language.partition("-")[0],
        is_rtl=bool(get_language_info(language)["bidi"]),
        address=[],
        emblem=b"",
        restricted=example,
        description=[],
        closing="",
        **parts,
    )


def _rate(instalment: Instalment) -> list[tuple[str, str]]:
    if instalment.rate is None:
        return []
    words = {**instalment.rate, "currency": instalment.amount.currency}
    return [
        (
            _("Exchange rate"),
            _("1 %(currency)s = %(rate)s, of %(on)s (%(source)s)") % words,
        )
    ]


def _tranche(row: Tranche, project: Project) -> str:
    tie = row.report.in_words() if row.tie == Tie.REPORT and row.report else row.get_tie_display()
    amount = Money(row.amount_minor, project.currency)
    return _("%(amount)s, paid when: %(tie)s") % {"amount": amount, "tie": tie}


def _signature(row: Any) -> str:
    return f"{row.name}, {_day(row.signed_on)}" if row else TO_SIGN


def _day(day: Any) -> str:
    return date_format(day) if day else ""

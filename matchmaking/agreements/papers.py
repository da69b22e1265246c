"""An agreement on paper, ready to be signed: set with the pieces of the notes verbales."""

from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from matchmaking.agreements import policies
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.selectors import LineView
from matchmaking.agreements.terms import counted, label_of, readable, said_in
from matchmaking.introductions.choices import Side
from matchmaking.writing.notes.letter import Letter

COLUMNS = ("need_line", "offer_line", "quantity", "amount", "ends_on", "deliverer", "conditions")


def letter_of(agreement: Agreement, lines: list[LineView]) -> Letter:
    """Return the agreement as it is set in any format, in the reader's language."""
    language = get_language() or "en"
    return Letter(
        language=language.partition("-")[0],
        is_rtl=bool(get_language_info(language)["bidi"]),
        sender=_("%(giver)s and %(state)s")
        % {"giver": agreement.offer.organisation, "state": agreement.need.country},
        address=[],
        emblem=b"",
        heading=_("Agreement"),
        reference=_("Number %(number)s, version %(version)s, %(status)s")
        % {
            "number": agreement.pk,
            "version": agreement.version,
            "status": agreement.get_status_display(),
        },
        restricted="",
        opening=_("The two sides agree on what is given toward the request:"),
        title=str(agreement.need),
        description=[part for part in agreement.terms.splitlines() if part.strip()],
        facts=_facts(agreement),
        line_heads=[*map(label_of, COLUMNS), _("Delivered")],
        lines=[_line(view) for view in lines],
        closing="",
        place_and_day=date_format(agreement.signed_at) if agreement.signed_at else "",
    )


def _facts(agreement: Agreement) -> list[tuple[str, str]]:
    signed = {row.side: row for row in policies.standing_signatures(agreement)}
    names = {Side.GIVER: agreement.offer.organisation, Side.RECIPIENT: agreement.need.country}
    return [
        (_("Offer"), str(agreement.offer)),
        *(
            (
                _("Signed for %(party)s") % {"party": names[side]},
                _signature(str(signed[side].name), signed[side].signed_at)
                if side in signed
                else "……………………………………",
            )
            for side in Side
        ),
    ]


def _signature(name: str, moment: object) -> str:
    return f"{name}, {date_format(moment)}"  # type: ignore[arg-type]


def _line(view: LineView) -> list[str]:
    said = said_in(view.line)
    cells = [readable(column, said[column]) for column in COLUMNS]
    cells[COLUMNS.index("quantity")] = counted(
        view.line.quantity, view.line.need_line.unit, grouped=True
    )
    return [*cells, view.delivered]

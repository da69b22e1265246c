"""What was promised to others of a line stays promised, whatever the owner edits."""

from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.offers.services.lines import LineData
from matchmaking.writing.figures import figures_of


def keep_promises(offer: Offer, lines: list[LineData]) -> None:
    """Refuse lines that take back what is committed of the lines before them."""
    replaced = {data.pk: data for data in reversed(lines)}
    named = _named_in_agreements(offer)
    for line in OfferLine.objects.filter(offer=offer).with_remaining():
        if line.pk in replaced:
            _refuse_broken_promise(line, replaced[line.pk])
        elif line.pk in named:
            raise DomainError(
                _("“%(line)s” cannot be removed: an agreement names it.") % {"line": line},
                field="lines",
            )
        elif line.uses.exists():
            raise DomainError(
                _("“%(line)s” cannot be removed: some of it was committed.") % {"line": line},
                field="lines",
            )


def _named_in_agreements(offer: Offer) -> set[int]:
    known = figures_of("offer", [offer.pk]).get(offer.pk)
    return {line.line_id for line in known.lines if line.is_named} if known else set()


def _refuse_broken_promise(line: OfferLine, data: LineData) -> None:
    """Keep what others were promised: the kind, and at least what is committed of it."""
    if not line.used:
        return
    if data.kind_id != line.kind_id:
        raise DomainError(
            _("A part of “%(line)s” is committed: its kind can no longer change.") % {"line": line},
            field="lines",
        )
    if data.unit != line.unit:
        raise DomainError(
            _("A part of “%(line)s” is committed: its unit can no longer change.") % {"line": line},
            field="lines",
        )
    if data.capacity is not None and data.capacity < line.used:
        raise DomainError(
            _("%(used)s of “%(line)s” are committed: offer at least as many.")
            % {"used": f"{line.used.normalize():f}", "line": line},
            field="lines",
        )

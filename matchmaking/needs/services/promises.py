"""What others have agreed to give stays asked for, whatever the State edits."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.needs.models import Need
from matchmaking.needs.services.lines import LineData
from matchmaking.writing.figures import LineFigures, figures_of


def keep_agreements(need: Need, lines: list[LineData]) -> None:
    """Refuse lines that take back what is agreed on the lines before them."""
    replaced = {data.pk: data for data in reversed(lines)}
    known = figures_of("need", [need.pk]).get(need.pk)
    for line in known.lines if known else ():
        if line.is_named and line.line_id not in replaced:
            _refuse(_("“%(line)s” cannot be removed: an agreement names it."), line)
        if line.is_named:
            _refuse_broken_agreement(line, replaced[line.line_id])


def _refuse_broken_agreement(line: LineFigures, data: LineData) -> None:
    """Keep what is agreed on: the kind, the unit, and at least what is committed."""
    if not line.committed and not line.committed_value:
        return
    if data.kind_id != line.kind_id or data.unit != line.unit:
        _refuse(_("A part of “%(line)s” is agreed: its kind and unit can no longer change."), line)
    if data.quantity is not None and data.quantity < line.committed:
        _refuse(_("%(committed)s of “%(line)s” are agreed: ask for at least as many."), line)


def _refuse(message: str | Promise, line: LineFigures) -> None:
    words = {"line": line.name, "committed": f"{line.committed.normalize():f}"}
    raise DomainError(message % words, field="lines")

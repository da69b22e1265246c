"""What can be asked of a statement, and what its files hold."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from files.export import Column
from files.rows import RowFilterSet, Sort
from matchmaking.ledger.choices import Cause
from matchmaking.ledger.models import Posting
from matchmaking.ledger.selectors.periods import Shown
from matchmaking.ledger.selectors.statements import Line
from matchmaking.ledger.selectors.trial import TrialRow
from matchmaking.ledger.wording import about, rates_words
from matchmaking.money import Money


def _day(label: Any, lookup: str) -> django_filters.DateFilter:
    widget = forms.DateInput(attrs={"type": "date"})
    return django_filters.DateFilter(
        field_name="booked_on", lookup_expr=lookup, label=label, widget=widget
    )


class StatementFilterSet(RowFilterSet):
    """The period and the cause; newest first unless asked otherwise."""

    sorts = (
        Sort("newest", _("Newest"), ("-booked_on", "-number")),
        Sort("oldest", _("Oldest"), ("booked_on", "number")),
    )
    start = _day(_("From"), "gte")
    end = _day(_("Until"), "lte")
    cause = django_filters.ChoiceFilter(
        label=_("Cause"), choices=Cause.choices, empty_label=_("All causes")
    )

    class Meta:
        model = Posting
        fields: list[str] = []


class FileRow(NamedTuple):
    """A row of a file: a line of the statement, or what there was before and after."""

    words: str
    line: Line | None
    running: list[Money]


def rows_of(shown: Shown, lines: Iterator[Line]) -> Iterator[FileRow]:
    """Yield the opening, every line, and the closing of a statement."""
    yield FileRow(str(_("Opening balance")), None, shown.opening)
    for line in lines:
        yield FileRow("", line, line.running)
    yield FileRow(str(_("Closing balance")), None, shown.closing)


def statement_columns(shown: Shown, *, with_words: bool) -> list[Column]:
    """Return the columns of a statement as a file; who booked and why only for the fund's own."""
    columns = [
        Column("booked_on", _("Booked on"), lambda row: row.line and row.line.posting.booked_on),
        Column("reference", _("Reference"), lambda row: row.line and row.line.posting.reference),
        Column("cause", _("Cause"), lambda row: row.words or row.line.posting.get_cause_display()),
        Column("about", _("About"), lambda row: row.line and about(row.line.posting)),
        Column("words", _("Reason"), lambda row: row.line and row.line.posting.words),
        Column("actor", _("Booked by"), lambda row: row.line and str(row.line.posting.actor or "")),
        Column(
            "rates",
            _("Rates"),
            lambda row: row.line and "; ".join(rates_words(row.line.posting, with_source=True)),
        ),
        Column("currency", _("Currency"), lambda _row: shown.statement.currency),
    ]
    if not with_words:
        columns = [column for column in columns if column.key not in ("words", "actor")]
    for index, measure in enumerate(shown.statement.measures):
        columns += [_change(index, measure), _running(index, measure)]
    return columns + example_column(shown.statement.fund)


def example_column(fund: Any) -> list[Column]:
    """Return the column that says of an example fund what it is."""
    words = _("example, not a real fund")
    return [Column("label", _("Label"), lambda _row: str(words))] if fund.is_example else []


def _change(index: int, measure: Any) -> Column:
    heading = _("%(measure)s, change") % {"measure": measure.label}
    return Column(
        f"{measure.name}_change", heading, lambda row: row.line and row.line.changes[index].amount
    )


def _running(index: int, measure: Any) -> Column:
    return Column(measure.name, measure.label, lambda row: row.running[index].amount)


def trial_columns(fund: Any) -> list[Column]:
    """Return the columns of a trial balance as a file."""
    return [
        Column("account", _("Account"), lambda row: row.label),
        Column("currency", _("Currency"), lambda row: row.held.currency),
        Column("debit", _("Debit"), lambda row: _amount(row.debit)),
        Column("credit", _("Credit"), lambda row: _amount(row.credit)),
        Column("worth_debit", _("Debit in %(own)s") % {"own": fund.currency}, _worth_debit),
        Column("worth_credit", _("Credit in %(own)s") % {"own": fund.currency}, _worth_credit),
        *example_column(fund),
    ]


def _worth_debit(row: TrialRow) -> Any:
    return _amount(row.worth_debit)


def _worth_credit(row: TrialRow) -> Any:
    return _amount(row.worth_credit)


def _amount(money: Money | None) -> Any:
    return money.amount if money else None

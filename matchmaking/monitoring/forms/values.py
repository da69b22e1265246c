"""The values of a period as rows of one table, each with its answer, groups and quality."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.documents.scanning import ENDINGS
from matchmaking.monitoring.checking import Fault, ValueData, dimensions, part_name
from matchmaking.monitoring.choices import EDITABLE, Answer, Measure
from matchmaking.monitoring.models import Indicator, Value
from matchmaking.monitoring.selectors import IndicatorRow

ANSWERS = (Answer.NUMBER, Answer.NOT_APPLICABLE, Answer.NOT_KNOWN)
NOT_A_NUMBER = _("Write a number here. “Not applicable” and “not known” are answers of their own.")
PLAIN = ("words", "reason", "source", "quality")


def _figure(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=18,
        decimal_places=4,
        error_messages={"invalid": NOT_A_NUMBER},
        widget=forms.TextInput(attrs={"inputmode": "decimal", "dir": "ltr", "size": 10}),
    )


class ValueForm(forms.Form):
    """What is said of one indicator; a row in which nothing is written says nothing."""

    answer = forms.ChoiceField(label=_("Answer"), required=False)
    number = _figure(_("Number"))
    words = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    reason = forms.CharField(
        label=_("Why there is no number"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    source = forms.CharField(
        label=_("Where the figure comes from"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    quality = forms.CharField(
        label=_("How good the figure is"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, row: IndicatorRow, value: Value | None, may_write: bool
    ) -> None:
        self.row, self.value, self.may_write = row, value, may_write
        self.indicator: Indicator = row.indicator
        super().__init__(
            data if may_write else None,
            prefix=f"v{self.indicator.pk}",
            initial=_initial(self.indicator, value),
        )
        self._fit_answer()
        for by, groups in dimensions(self.indicator):
            for group, label in groups:
                self.fields[part_name(by, group)] = _figure(label)

    def _fit_answer(self) -> None:
        """Ask for what this indicator is measured in: a figure, yes or no, or words."""
        measure = self.indicator.measure
        first = _("In words") if measure == Measure.WORDS else _("Number")
        labels = {Answer.NUMBER: first}
        choices = [(code, labels.get(code, code.label)) for code in ANSWERS]
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]
        if measure == Measure.WORDS:
            del self.fields["number"]
        else:
            del self.fields["words"]
            self.fields["number"].label = _with_unit(self.indicator)
        if measure == Measure.YESNO:
            self.fields["number"] = forms.TypedChoiceField(
                label=_("Yes or no"),
                choices=[("", "–"), ("1", _("Yes")), ("0", _("No"))],
                coerce=Decimal,
                empty_value=None,
                required=False,
            )

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the groups."""
        return [field for field in self if field.name.startswith("part-")]

    def said(self) -> ValueData | None:
        """Return the row as data; None where it says nothing, or nothing new."""
        found = self.cleaned_data
        parts = {
            key: found[name]
            for key, name in _part_names(self.indicator).items()
            if found.get(name) is not None
        }
        answer = found.get("answer") or Answer.NUMBER
        texts = {name: found.get(name) or "" for name in PLAIN}
        number = found.get("number")
        is_said = number is not None or parts or any(texts.values()) or answer != Answer.NUMBER
        if not self.may_write or not (is_said or self.value) or not self.has_changed():
            return None
        return ValueData(
            self.indicator.pk,
            answer=answer,
            number=number,
            parts=parts,
            version=found.get("version"),
            **texts,
        )

    def blame(self, faults: Iterable[Fault]) -> None:
        """Say what is wrong beside the field it is about."""
        for name, words in faults:
            known = [field for field in self.fields if field.startswith(name)]
            self.add_error(known[0] if known else None, words)


class ValuesEditor:
    """All rows of a period: those that may be written, and what the others say."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        rows: Iterable[IndicatorRow],
        number: int,
        writable: frozenset[int],
    ) -> None:
        self.forms = [
            ValueForm(
                data,
                row=row,
                value=row.values.get(number),
                may_write=row.indicator.pk in writable,
            )
            for row in rows
        ]

    @property
    def writable(self) -> list[ValueForm]:
        """The rows that may be written."""
        return [form for form in self.forms if form.may_write]

    def is_valid(self) -> bool:
        """Say whether every row can be read, each with its own message where not."""
        faulty = [form for form in self.writable if not form.is_valid()]
        return not faulty

    def said(self) -> list[ValueData]:
        """Return the rows that say something new."""
        return [found for form in self.writable if (found := form.said())]

    def blame(self, faults: Mapping[int, list[Fault]]) -> None:
        """Put what is wrong beside its fields."""
        for form in self.writable:
            form.blame(faults.get(form.indicator.pk, ()))


class EvidenceForm(forms.Form):
    """A file that shows a value."""

    file = forms.FileField(
        label=_("Document or photo"),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
        help_text=_(
            "Up to 25 MB, read only by those who know of this project or agreement. The place "
            "where a JPEG or PNG photo was taken is removed before it is kept."
        ),
    )
    words = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class WorkbookForm(forms.Form):
    """The workbook of a period that comes back."""

    file = forms.FileField(
        label=_("Filled-in workbook"),
        help_text=_("The workbook of this period (.xlsx), up to 10 MB. Nothing is saved yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )


def writable_rows(
    rows: Iterable[IndicatorRow], number: int, is_open: bool, own: frozenset[int]
) -> frozenset[int]:
    """Return the indicators whose value may be written: none yet, or an own one not handed in."""
    if not is_open:
        return frozenset()
    found = ((row.indicator.pk, row.values.get(number)) for row in rows)
    return frozenset(
        pk for pk, value in found if value is None or (value.pk in own and value.status in EDITABLE)
    )


def _with_unit(indicator: Indicator) -> Any:
    words = {"unit": indicator.unit}
    return gettext("Number (%(unit)s)") % words if indicator.unit else _("Number")


def _part_names(indicator: Indicator) -> dict[tuple[str, str], str]:
    return {
        (by, group): part_name(by, group)
        for by, groups in dimensions(indicator)
        for group, _label in groups
    }


def _initial(indicator: Indicator, value: Value | None) -> dict[str, Any]:
    if value is None:
        return {"answer": Answer.NUMBER, "source": indicator.source}
    answer = Answer.NUMBER if value.answer == Answer.WORDS else value.answer
    said: dict[str, Any] = {name: getattr(value, name) for name in (*PLAIN, "version")}
    said |= {"answer": answer, "number": _shown(indicator, value.number)}
    for part in value.parts.all():
        said[part_name(part.by, part.group)] = part.number.normalize()
    return said


def _shown(indicator: Indicator, number: Decimal | None) -> Any:
    if number is None:
        return None
    return str(int(number)) if indicator.measure == Measure.YESNO else f"{number.normalize():f}"

"""The forms in which records are written. Nothing is compulsory while one is a draft."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.errors import DomainError
from matchmaking.vocabulary.fields import (
    WRITTEN_IN,
    BaseRowFormSet,
    CodesField,
    CurrencyField,
    RowForm,
    TickGroups,
    minor_units,
    readers_language,
    whole_units,
)
from matchmaking.vocabulary.selectors import kind_tree, theme_choices
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.services import IncompleteRecord
from matchmaking.writing.traces import LONGEST_COMMENT

PREFIX = "lines"
CHOOSE = ("", _("Choose one"))


class StartForm(forms.Form):
    """The first step: for which organisation, under which title, in which language."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label=None)
    title = forms.CharField(label=_("Title"), max_length=200)
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [organisation.pk for organisation in organisations]
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=ids).order_by("name")  # type: ignore[attr-defined]
        field.initial = ids[0]
        self.fields["language"].initial = readers_language()


class RecordForm(forms.ModelForm):
    """Everything a record says, except its lines."""

    kind: ClassVar[RecordKind[Any]]
    amounts: ClassVar[tuple[str, ...]]

    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    themes = CodesField("theme", theme_choices, label=_("Themes"), widget=TickGroups)
    currency = CurrencyField(label=_("Currency"))

    def __init__(self, data: QueryDict | None, *, instance: Record) -> None:
        super().__init__(data, instance=instance)
        self.initial["currency"] = instance.currency
        for name in self.amounts:
            money = getattr(instance, name)
            self.initial[name] = money.amount if money else None
        for name in self.kind.link_fields:
            self.initial[name] = self._linked(name) if instance.pk else []
            self.fields[name].keep(self.initial[name])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check what concerns two answers at once."""
        said = super().clean() or self.cleaned_data
        amounts = {f"{name}_minor": said.get(name) for name in self.amounts}
        for field, message in self.kind.contradictions({**said, **amounts}).items():
            self.add_error(field, str(message))
        return said

    def as_fields(self) -> dict[str, Any]:
        """Return the valid answers in the words of the services."""
        said = {name: _with_plain_line_ends(value) for name, value in self.cleaned_data.items()}
        for columns in self.kind.together:
            group = {column.removesuffix("_minor") for column in columns}
            if self.errors.keys() & group:
                said = {name: value for name, value in said.items() if name not in group}
        for name in said.keys() & set(self.amounts):
            said[f"{name}_minor"] = minor_units(said.pop(name), said["currency"])
        return said

    def _linked(self, name: str) -> list[Any]:
        return [row.pk for row in getattr(self.instance, name).all()]


def _with_plain_line_ends(value: Any) -> Any:
    """Browsers send other line ends than are kept, which would read as a change."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class LineForm(RowForm):
    """One thing asked for or given. A row left empty is no line."""

    record_kind: ClassVar[RecordKind[Any]]

    kind = forms.ChoiceField(
        label=_("Kind of assistance"),
        error_messages={"required": _("Choose the kind of assistance, or empty this line.")},
    )
    description = forms.CharField(label=_("Description"), max_length=500, required=False)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=60,
        required=False,
        help_text=_("Left empty, it is the usual unit of the kind."),
    )

    def as_line(self, currency: str) -> Any:
        """Return the row in the words of the services."""
        said, kind = self.cleaned_data, self.record_kind
        values = {
            kind.quantity: said[kind.quantity],
            f"{kind.amount}_minor": minor_units(said[kind.amount], currency),
        }
        return kind.line(
            pk=said["line"],
            kind_id=said["kind"],
            description=said["description"],
            unit=said["unit"] or usual_units().get(said["kind"], ""),
            **values,
        )


class CommentForm(forms.Form):
    """A word to one's colleagues."""

    text = forms.CharField(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Write @ and a name to tell a colleague."),
        error_messages={"required": _("Write your comment first.")},
    )


class RecordEditor:
    """A record's form and the rows of its lines, as one."""

    kind: ClassVar[RecordKind[Any]]
    form_class: ClassVar[type[RecordForm]]
    row_class: ClassVar[type[LineForm]]

    def __init__(self, record: Record, data: QueryDict | None = None) -> None:
        self.posted = QueryDict() if data is None else data
        self.form = self.form_class(data, instance=record)
        rows = self._rows(record) if data is None and record.pk else None
        formset: Callable[..., BaseRowFormSet] = forms.formset_factory(  # type: ignore[assignment]
            self.row_class, formset=BaseRowFormSet, extra=1, can_delete=True
        )
        self.lines = formset(data, prefix=PREFIX, initial=rows)

    def is_valid(self) -> bool:
        """Check the form, its rows, and that amounts name their currency."""
        valid = [self.form.is_valid(), self.lines.is_valid()]
        if self._lacks_currency and "currency" not in self.form.errors:
            self.form.add_error("currency", _("Choose the currency of the amounts."))
        return all(valid) and not self.form.errors

    @property
    def fields(self) -> dict[str, Any]:
        """The valid answers, for the services."""
        said = self.form.as_fields()
        if self.line_data is None and said.get("currency") != self.form.initial["currency"]:
            # The lines stay as they were, and so does the currency of their amounts.
            money = {"currency", *(f"{name}_minor" for name in self.form.amounts)}
            return {name: said[name] for name in said if name not in money}
        return said

    @property
    def line_data(self) -> list[Any] | None:
        """The lines, for the services; None where they cannot stand as they are."""
        if not self.lines.is_valid() or self._lacks_currency:
            return None
        currency = self.form.cleaned_data.get("currency", "")
        if currency != self.form.as_fields().get("currency", self.form.initial["currency"]):
            return None  # another currency was chosen, but cannot be kept
        return [row.as_line(currency) for row in self.lines.kept_rows]

    def saved_numbers(self, record: Record) -> dict[str, str]:
        """Return the numbers that the rows have since `record` was saved from this editor."""
        if self.line_data is None:
            return {}
        return self.lines.numbers_of(record.lines.order_by("position", "pk"))

    def add_refusal(self, refusal: DomainError) -> None:
        """Show a refusal of the services beside the fields it concerns."""
        one = {refusal.field or "": refusal.message}
        errors = refusal.errors if isinstance(refusal, IncompleteRecord) else one
        for field, message in errors.items():
            self.form.add_error(field if field in self.form.fields else None, str(message))

    @property
    def _lacks_currency(self) -> bool:
        amount = self.kind.amount
        amounts = any(row.cleaned_data.get(amount) for row in self.lines if row.is_valid())
        return amounts and not self.form.cleaned_data.get("currency")

    def _rows(self, record: Record) -> list[dict[str, Any]]:
        quantity, amount = self.kind.quantity, self.kind.amount
        return [
            {
                "line": line.pk,
                "kind": line.kind_id,
                "description": line.description,
                quantity: getattr(line, quantity),
                "unit": line.unit,
                amount: whole_units(getattr(line, f"{amount}_minor"), record.currency),
            }
            for line in record.lines.order_by("position", "pk")
        ]


_EDITORS: dict[str, type[RecordEditor]] = {}


def register(editor: type[RecordEditor]) -> None:
    """Make the editor of a kind known to all that works on records."""
    _EDITORS[editor.kind.name] = editor


def editor_of(kind: RecordKind[Any]) -> type[RecordEditor]:
    """Return the editor in which records of that kind are written."""
    return _EDITORS[kind.name]


def usual_units() -> dict[str, str]:
    """Return the unit in which each kind of assistance is counted."""
    return {kind.code: kind.unit for top in kind_tree() for kind in (top, *top.children)}

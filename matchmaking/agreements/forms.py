"""The forms in which agreements are written, amended, confirmed and signed on paper."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.agreements.limits import FaultyLines, Room
from matchmaking.agreements.models import AgreementLine, Delivery
from matchmaking.agreements.services import Statement
from matchmaking.agreements.terms import TermsData, counted
from matchmaking.introductions.choices import Side
from matchmaking.matching.models import Reason
from matchmaking.offers.choices import Channel
from matchmaking.vocabulary.fields import (
    AmountField,
    BaseRowFormSet,
    CurrencyField,
    DayInput,
    RowForm,
    minor_units,
    whole_units,
)
from matchmaking.writing.figures import LineFigures, OfferLineFigures

PREFIX = "lines"
CHOOSE = ("", _("Choose one"))
SCANS = ".pdf,.jpg,.jpeg,.png,.tif,.tiff"
Choices = list[tuple[Any, Any]]


class WordsForm(forms.Form):
    """What is agreed beside the lines."""

    terms = forms.CharField(
        label=_("What else is agreed"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("For example ownership, reporting, after-care. Both sides sign these words."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AmendmentForm(WordsForm):
    """Why a signed agreement should change."""

    why = forms.CharField(
        label=_("Why it should change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The other side reads this before it signs."),
    )
    field_order = ("why", "terms", "version")


class LineForm(RowForm):
    """One line: which part of the request, from which part of the offer, how much, how."""

    need_line = forms.TypedChoiceField(label=_("Part of the request"), coerce=int)
    offer_line = forms.TypedChoiceField(label=_("Part of the offer"), coerce=int)
    quantity = forms.DecimalField(
        label=_("Quantity"),
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=_("In the unit of the request. Empty where only a sum of money is agreed."),
    )
    taken = forms.DecimalField(
        label=_("Taken from the offer"),
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=_("Only where the offer counts in another unit than the request."),
    )
    amount = AmountField(
        label=_("Amount"), help_text=_("The sum agreed, or what the goods are worth.")
    )
    currency = CurrencyField(label=_("Currency"))
    starts_on = forms.DateField(label=_("Delivered from"), required=False, widget=DayInput())
    ends_on = forms.DateField(label=_("Delivered until"), required=False, widget=DayInput())
    channel = forms.ChoiceField(
        label=_("How it is given"), choices=[CHOOSE, *Channel.choices], required=False
    )
    deliverer = forms.CharField(label=_("Who delivers"), max_length=250, required=False)
    conditions = forms.CharField(
        label=_("Conditions"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    def __init__(self, *args: Any, room: Room, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["need_line"].choices = [CHOOSE, *map(_asked, room.need.lines)]  # type: ignore[attr-defined]
        self.fields["offer_line"].choices = [CHOOSE, *map(_given, room.offer.lines)]  # type: ignore[attr-defined]

    def as_terms(self) -> TermsData:
        """Return the row in the words of the services."""
        said = dict(self.cleaned_data)
        currency = said.pop("currency")
        amount = minor_units(said.pop("amount"), currency or "USD")
        names = ("quantity", "taken", "starts_on", "ends_on", "channel", "deliverer", "conditions")
        return TermsData(
            pk=said["line"],
            need_line_id=said["need_line"],
            offer_line_id=said["offer_line"],
            amount_minor=amount,
            currency=currency if amount is not None else "",
            **{name: said[name] for name in names},
        )


class LinesEditor:
    """The rows of an agreement or an amendment, with the words beside them, as one."""

    def __init__(self, form: forms.Form, room: Room, rows: Iterable[TermsData], data: Any) -> None:
        self.form = form
        make: Callable[..., BaseRowFormSet] = forms.formset_factory(  # type: ignore[assignment]
            LineForm, formset=BaseRowFormSet, extra=1, can_delete=True
        )
        initial = None if data is not None else [_row_of(room, row) for row in rows]
        self.lines = make(data, prefix=PREFIX, initial=initial, form_kwargs={"room": room})

    def is_valid(self) -> bool:
        """Check the words and every row."""
        return all([self.form.is_valid(), self.lines.is_valid()])

    @property
    def data(self) -> list[TermsData]:
        """The rows in the words of the services."""
        return [row.as_terms() for row in self.lines.kept_rows]

    def add_faults(self, refusal: FaultyLines) -> None:
        """Show what is wrong with a line beside the field it concerns."""
        for position, faults in refusal.errors.items():
            row = self.lines.kept_rows[position]
            for field, message in faults.items():
                row.add_error(field if field in row.fields else None, str(message))


class DeliveryForm(forms.Form):
    """What has been delivered of one line so far; a row left empty says nothing."""

    quantity = forms.DecimalField(
        label=_("Delivered so far, in all"), max_digits=14, decimal_places=2, required=False
    )
    on = forms.DateField(label=_("Last delivered on"), required=False, widget=DayInput())
    note = forms.CharField(
        label=_("Note"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        widget=forms.FileInput(attrs={"accept": SCANS}),
        help_text=_("A delivery note or acceptance protocol: PDF or picture, up to 25 MB."),
    )

    def __init__(
        self, *args: Any, line: AgreementLine, words: Mapping[str, Delivery], **kwargs: Any
    ) -> None:
        kwargs["prefix"] = f"line-{line.pk}"
        super().__init__(*args, **kwargs)
        self.line, self.words = line, words
        if line.quantity is None:
            self.fields["quantity"].label = _("Paid so far, in all")
        self.fields["quantity"].help_text = _("Agreed: %(agreed)s") % {"agreed": self.agreed}
        self.fields["on"].initial = timezone.localdate()

    @property
    def agreed(self) -> str:
        """What the line says."""
        if self.line.quantity is None:
            return str(self.line.amount)
        return counted(self.line.quantity, self.line.need_line.unit, grouped=True)

    @property
    def said(self) -> list[tuple[str, Delivery]]:
        """What the sides last said of the line, with the name of the side."""
        return [(str(Side(side).label), self.words[side]) for side in Side if side in self.words]

    def clean(self) -> dict[str, Any]:
        """Ask for the day where something is said."""
        said = super().clean() or self.cleaned_data
        if said.get("quantity") is not None and not said.get("on") and "on" not in self.errors:
            self.add_error("on", gettext("Say on which day."))
        if said.get("quantity") is None and said.get("evidence"):
            self.add_error("quantity", gettext("Say how much this is evidence of."))
        return said

    def as_statement(self) -> Statement | None:
        """Return what is said, in the words of the services; None where nothing is."""
        said = self.cleaned_data
        if said.get("quantity") is None:
            return None
        amount = minor_units(said["quantity"], self.line.currency)
        is_counted = self.line.quantity is not None
        return Statement(
            line_id=self.line.pk,
            on=said["on"],
            quantity=said["quantity"] if is_counted else None,
            amount_minor=None if is_counted else amount,
            note=said["note"],
            evidence=said["evidence"],
        )


class LetterForm(forms.Form):
    """The signed letter that came back: it is the signature of a side."""

    side = forms.ChoiceField(label=_("Signed by"), choices=[])
    name = forms.CharField(label=_("Name and office of who signed"), max_length=250)
    reference = forms.CharField(label=_("Reference of the letter"), max_length=100)
    signed_on = forms.DateField(label=_("Date of the letter"), widget=DayInput())
    file = forms.FileField(
        label=_("Scan of the signed letter"),
        help_text=_("PDF, JPEG, PNG or TIFF, up to 25 MB."),
        widget=forms.FileInput(attrs={"accept": SCANS}),
    )

    def __init__(self, *args: Any, sides: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = sides  # type: ignore[attr-defined]

    def clean_signed_on(self) -> Any:
        """Refuse a day that is still to come."""
        day = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(gettext("A signed letter is not dated in the future."))
        return day


class EndForm(forms.Form):
    """Why an agreement ends."""

    reason = forms.ModelChoiceField(
        Reason.objects.none(), label=_("Reason"), empty_label=_("Choose a reason")
    )
    words = forms.CharField(
        label=_("In words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("The other side and the secretariat read this; it stays in the history."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].queryset = Reason.objects.usable("ending")  # type: ignore[attr-defined]


def _asked(line: LineFigures) -> tuple[int, str]:
    return line.line_id, _with_rest(line.name, line.open, line.unit, line.open_value)


def _given(line: OfferLineFigures) -> tuple[int, str]:
    return line.line_id, _with_rest(line.name, line.left, line.unit, None)


def _with_rest(name: str, rest: Decimal | None, unit: str, money: Any) -> str:
    """Return "Marking machines – 7 item" so that nobody has to look up what there is."""
    said = counted(rest, unit, grouped=True) or str(money or "")
    return f"{name} – {said}" if said else name


def _row_of(room: Room, row: TermsData) -> dict[str, Any]:
    asked, given = room.need_lines.get(row.need_line_id), room.offer_lines.get(row.offer_line_id)
    is_same_unit = bool(asked and given and asked.unit == given.unit)
    return {
        "line": row.pk,
        "need_line": row.need_line_id,
        "offer_line": row.offer_line_id,
        "quantity": row.quantity,
        "taken": None if is_same_unit and row.quantity is not None else row.taken,
        "amount": whole_units(row.amount_minor, row.currency),
        "currency": row.currency,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "channel": row.channel,
        "deliverer": row.deliverer,
        "conditions": row.conditions,
    }

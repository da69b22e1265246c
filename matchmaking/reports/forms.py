"""What a person types about a report and about a candidate."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.money import Money
from matchmaking.reports.models import CandidateNeed
from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage
from matchmaking.vocabulary.models import Currency, Kind, Theme

FIRST_YEAR = 2001  # the Programme of Action was adopted that year
LARGEST_AMOUNT = Decimal("999999999999")
ACCEPTED_FILES = ".pdf,.docx,.xlsx,.html,.htm,.txt"
LANGUAGES = [(code, WorkingLanguage(code).label) for code in UN_LANGUAGES]
FILE_HELP = _(
    "PDF, Word (.docx), Excel (.xlsx), a web page (.html) or plain text, up to 25 MB. "
    "The file needs its text: a scan that holds only pictures cannot be read."
)


def _short(value: Decimal) -> str:
    """Return a number without the zeros that say nothing."""
    return f"{value.normalize():f}"


def file_field() -> forms.FileField:
    """Return the field for a report's file."""
    return forms.FileField(
        label=_("File"),
        help_text=FILE_HELP,
        widget=forms.FileInput(attrs={"accept": ACCEPTED_FILES}),
    )


class UploadForm(forms.Form):
    """A report to be read: whose it is, and the file."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("State"), empty_label=None
    )
    file = file_field()
    year = forms.IntegerField(
        label=_("Reporting year"),
        required=False,
        min_value=FIRST_YEAR,
        help_text=_("Leave it empty to take the year that the report itself names."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the report"),
        required=False,
        choices=[("", _("Find out from the text")), *LANGUAGES],
    )

    def __init__(
        self, *args: Any, states: Iterable[Organisation], acting: Organisation | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        states = list(states)
        field = self.fields["organisation"]
        ids = [state.pk for state in states]
        field.queryset = Organisation.objects.filter(pk__in=ids).order_by("name")  # type: ignore[attr-defined]
        field.initial = acting.pk if acting in states else ids[0]

    def clean_year(self) -> int | None:
        """Refuse years to come, but one: reports are filed ahead of the meeting."""
        year: int | None = self.cleaned_data["year"]
        latest = datetime.datetime.now(tz=datetime.UTC).year + 1
        if year and year > latest:
            raise forms.ValidationError(
                _("Give a year up to %(latest)s.") % {"latest": latest}, code="too_late"
            )
        return year


class FileForm(forms.Form):
    """Another file for the same report."""

    file = file_field()


class GroupedIterator(forms.models.ModelChoiceIterator):
    """The rows of a two-level taxonomy, each under the name of its parent."""

    def __iter__(self) -> Any:
        rows = list(self.queryset)
        for top in (row for row in rows if row.parent_id is None):
            below = [self.choice(row) for row in rows if row.parent_id == top.pk]
            yield str(top), [self.choice(top), *below]


class GroupedField(forms.ModelMultipleChoiceField):
    """Tick several of a two-level taxonomy."""

    iterator = GroupedIterator
    widget = forms.CheckboxSelectMultiple


class CandidateForm(forms.ModelForm):
    """What may be corrected of a candidate; the quotation may not."""

    themes = GroupedField(Theme.objects.none(), label=_("Themes"), required=False)
    kinds = GroupedField(Kind.objects.none(), label=_("Kinds of assistance"), required=False)
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=0, max_value=LARGEST_AMOUNT
    )
    proposal_developed = forms.TypedChoiceField(
        label=_("Does a project proposal exist?"),
        choices=[("", _("Not stated")), (True, _("Yes")), (False, _("No"))],
        required=False,
        coerce=lambda value: value == "True",
        empty_value=None,
    )

    class Meta:
        model = CandidateNeed
        fields = ["title", "themes", "kinds", "quantity", "unit", "currency", "proposal_developed"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2, "dir": "auto"})}

    def __init__(self, data: QueryDict | None = None, *, instance: CandidateNeed) -> None:
        super().__init__(data, instance=instance)
        if instance.amount_minor is not None and instance.currency:
            self.initial["amount"] = _short(Money(instance.amount_minor, instance.currency).amount)
        if instance.quantity is not None:
            self.initial["quantity"] = _short(instance.quantity)
        if instance.proposal_developed is not None:
            self.initial["proposal_developed"] = str(instance.proposal_developed)
        self._offer("themes", Theme.objects.order_by("code"))
        self._offer("kinds", Kind.objects.order_by("code"))
        codes = Currency.objects.order_by("code").values_list("code", flat=True)
        known = dict.fromkeys([*codes, instance.currency] if instance.currency else codes)
        self.fields["currency"] = forms.ChoiceField(
            label=_("Currency"),
            choices=[("", "–"), *((code, code) for code in known)],
            required=False,
        )

    def clean_title(self) -> str:
        """Keep the title on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """Ask for the currency of an amount."""
        said = super().clean() or self.cleaned_data
        if said.get("amount") is not None and not said.get("currency"):
            self.add_error("currency", _("Choose the currency of the amount."))
        return said

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        """Offer the rows in use, and the retired ones that this candidate already names."""
        named = getattr(self.instance, name).values("pk")
        queryset = rows.filter(Q(retired_on=None) | Q(pk__in=named))
        self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def as_fields(self) -> dict[str, Any]:
        """Return the valid answers in the words of the services."""
        said = dict(self.cleaned_data)
        amount = said.pop("amount", None)
        if "currency" in said and "amount" not in self.errors:
            currency = said["currency"] if amount is not None else ""
            said["currency"] = currency
            said["amount_minor"] = Money.of(amount, currency).minor if currency else None
        return said


class SplitForm(forms.Form):
    """The quotation with each request on a line of its own."""

    parts = forms.CharField(
        label=_("One request on each line"),
        help_text=_(
            "Press Enter where one request ends and the next begins. Words may be left out "
            "but not changed: they stay as reported."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class AddForm(forms.Form):
    """Words of the report that the reader did not take for a request."""

    quote = forms.CharField(
        label=_("Words of the report"),
        help_text=_("Exactly as printed; line breaks and hyphens do not matter."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

"""Form fields that speak the shared words: days, languages, money, themes, kinds, rows of lines."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from matchmaking.money import Money
from matchmaking.vocabulary import selectors
from matchmaking.vocabulary.choices import UN_LANGUAGES, WorkingLanguage

LARGEST_AMOUNT = Decimal("999999999999")
WRITTEN_IN = [(code, WorkingLanguage(code).label) for code in UN_LANGUAGES]


class DayInput(forms.DateInput):
    """The browser's own calendar, which reads ISO dates only, whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class AmountField(forms.DecimalField):
    """An amount of money in whole units; its currency is a field of its own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{"min_value": 0, "max_value": LARGEST_AMOUNT, "required": False, **options}
        )


class LanguagesField(forms.MultipleChoiceField):
    """Several of the languages in which assistance is given."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": WorkingLanguage.choices, "required": False, **options})


class CurrencyField(forms.ChoiceField):
    """The currency of the amounts of a record."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"choices": _currencies, "required": False, **options})


class CodesField(forms.MultipleChoiceField):
    """Several rows of the reference data by code, named in the reader's language.

    `what` is the word of `selectors.labels`: "theme", "country", "region" or "body".
    """

    def __init__(self, what: str, choices: Any, **options: Any) -> None:
        self.what = what
        super().__init__(**{"choices": choices, "required": False, **options})

    def keep(self, codes: Iterable[str]) -> None:
        """Offer the codes a record already names too, though they may be retired."""
        missing = [code for code in codes if not self.valid_value(code)]
        if missing:
            names = selectors.labels(self.what, missing)
            offered: list[Any] = list(self.choices)  # type: ignore[arg-type]
            self.choices = [*offered, *((code, names.get(code, code)) for code in missing)]


class TickGroups(forms.CheckboxSelectMultiple):
    """Boxes to tick, folded away by first level; what holds a tick is open."""

    template_name = "vocabulary/tick_groups.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the groups as (name, options, whether one of them is ticked)."""
        context = super().get_context(name, value, attrs)
        context["widget"]["groups"] = [
            (group, _in_general(group, options), any(option["selected"] for option in options))
            for group, options, _index in context["widget"]["optgroups"]
        ]
        return context


class RowForm(forms.Form):
    """One line of a record; a row left empty is no line."""

    line = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_changed(self) -> bool:
        """Say whether anything but the hidden number of the line was filled in."""
        return any(name != "line" for name in self.changed_data)


class BaseRowFormSet(forms.BaseFormSet):
    """The lines of a record; an emptied row is a deleted one."""

    def initial_form_count(self) -> int:
        """Treat every posted row alike, so that emptying one asks for nothing."""
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def kept_rows(self) -> list[Any]:
        """The rows that were filled in and not deleted."""
        filled = [row for row in self.forms if row.has_changed() and row.is_valid()]
        return [row for row in filled if not row.cleaned_data.get("DELETE")]

    def numbers_of(self, saved: Iterable[Model]) -> dict[str, str]:
        """Return the hidden number of each kept row, by input, now that it is saved as a line.

        A page that is not loaded anew needs them, or its new lines would be new at every save.
        """
        rows = zip(self.kept_rows, saved, strict=True)
        return {row.add_prefix("line"): str(line.pk) for row, line in rows}


def with_one_more_row(posted: QueryDict, prefix: str) -> QueryDict:
    """Return what was posted with room for one more line, for those without scripts."""
    data = posted.copy()
    total = data.get(f"{prefix}-TOTAL_FORMS", "0")
    data[f"{prefix}-TOTAL_FORMS"] = str(int(total) + 1 if total.isdecimal() else 1)
    return data


def readers_language() -> str:
    """Return the reader's language as a code of the United Nations languages."""
    code = (get_language() or "en").split("-")[0]
    return code if code in UN_LANGUAGES else "en"


def minor_units(amount: Decimal | None, currency: str) -> int | None:
    """Return `amount` in the smallest unit of `currency`; without one there is no amount."""
    return None if amount is None or not currency else Money.of(amount, currency).minor


def whole_units(minor: int | None, currency: str) -> Decimal | None:
    """Return what a form shows of an amount kept in the smallest units of `currency`."""
    return None if minor is None or not currency else Money(minor, currency).amount


def _in_general(group: str | None, options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Name the first level itself so that it is not read as its own part."""
    label = _("In general")
    return [option | {"label": label} if option["label"] == group else option for option in options]


def _currencies() -> list[tuple[str, str | Promise]]:
    return [("", _("Choose one")), *selectors.currency_choices()]

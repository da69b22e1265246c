"""Reasons and changes of a comparison, as sentences in the reader's language."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matchmaking.money import Money
from matchmaking.vocabulary.choices import WorkingLanguage
from matchmaking.vocabulary.selectors import labels

REASONS: dict[str, str | Promise] = {
    "same_words": _("The words are the same."),
    "like_words": _("%(percent)s %% of the telling words are the same."),
    "other_words": _("Other words are used, but they name the same things."),
    "other_language": _("The new report is in another language (%(language)s): terms compared."),
    "same_theme": _("The themes are the same."),
    "same_kind": _("The kind of assistance is the same."),
    "same_figures": _("The quantity or the sum is the same."),
    "merged": _("One passage asks for several earlier requests together."),
    "split": _("The request stands in %(count)s passages now."),
    "received": _("The report says that this was received or done."),
    "also_received": _("The report also says: “%(quote)s”"),
    "partly_received": _("Perhaps only in part: less was received than was asked for."),
    "nothing_alike": _("No passage is alike enough; the nearest one by %(percent)s %%."),
}
CHANGES: dict[str, str | Promise] = {
    "quantity": _("Quantity"),
    "amount": _("Amount"),
    "theme": _("Themes"),
    "kind": _("Kinds of assistance"),
    "wording": _("Wording"),
}


class Difference(NamedTuple):
    """One change, ready to be read."""

    name: str
    label: str | Promise
    old: str
    new: str


def reasons_in_words(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return why the system suggests what it suggests; codes of another version are left out."""
    return [
        str(REASONS[r["code"]]) % _details(r["details"]) for r in reasons if r["code"] in REASONS
    ]


def changes_in_words(changes: Iterable[Mapping[str, str]]) -> list[Difference]:
    """Return what changed, with both values as a person reads them."""
    return [
        Difference(name, CHANGES[name], _value(name, change["old"]), _value(name, change["new"]))
        for change in changes
        if (name := change["name"]) in CHANGES
    ]


def _details(details: Mapping[str, Any]) -> dict[str, Any]:
    names = {code: str(label) for code, label in WorkingLanguage.choices}
    language = details.get("language", "")
    return {**details, "language": names.get(language, language)}


def _value(name: str, value: str) -> str:
    if not value:
        return gettext("not stated")
    if name in ("theme", "kind"):
        names = labels(name)
        return ", ".join(names.get(code, code) for code in value.split(";"))
    if name == "amount":
        currency, _space, amount = value.partition(" ")
        return str(Money.of(amount, currency))
    if name == "quantity":
        return ", ".join(number_format(part) for part in value.split(", "))
    return value

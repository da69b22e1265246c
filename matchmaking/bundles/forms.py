"""What a broker says of a bundle: how many parties, who covers which line, how much."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from matchmaking.bundles import choices, selectors
from matchmaking.bundles.selectors import Combination, PartData, Workbench
from matchmaking.matching.engine import Asked
from matchmaking.matching.engine.bundles import Key, Link, Part, fill
from matchmaking.offers.models import Offer

MOST_ROWS = 12  # offers for one line
LEAST_AMOUNT = 0.01


class FindForm(forms.Form):
    """What a combination may be made of."""

    parties = forms.TypedChoiceField(
        label=_("At most so many parties"),
        choices=[
            (n, ngettext_lazy("%(n)d party", "%(n)d parties", "n") % {"n": n})
            for n in range(choices.FEWEST_PARTIES, choices.MOST_PARTIES + 1)
        ],
        coerce=int,
        initial=choices.USUAL_PARTIES,
    )
    givers = forms.MultipleChoiceField(
        label=_("Who may take part"),
        choices=selectors.GIVERS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("No tick: anybody."),
    )

    def __init__(self, data: Any, *, offers: Mapping[int, Offer], keep: Iterable[str]) -> None:
        # An address without an answer asks the usual question.
        super().__init__(data if "parties" in data else None)
        named = [pk for pk in map(str, offers) if pk in set(keep)]
        if named:
            self.fields["keep"] = forms.MultipleChoiceField(
                label=_("Must take part"),
                choices=[(pk, offers[int(pk)]) for pk in named],
                required=False,
                initial=named,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def said(self) -> dict[str, Any]:
        """What was asked for, as the workbench takes it."""
        found = self.cleaned_data if self.is_bound else self.get_initial_said()
        return {
            "parties": found["parties"],
            "givers": found["givers"],
            "keep": [int(pk) for pk in found.get("keep", [])],
        }

    def get_initial_said(self) -> dict[str, Any]:
        """Return the usual question; offers named in the address are kept."""
        keep = self.fields["keep"].initial if "keep" in self.fields else []
        return {"parties": choices.USUAL_PARTIES, "givers": [], "keep": keep}


class DetailsForm(forms.Form):
    """What a bundle is called, and what should be known of it."""

    name = forms.CharField(
        label=_("Name of the bundle"),
        max_length=200,
        error_messages={"required": _("Give it a name that colleagues will recognise.")},
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ProposeForm(forms.Form):
    """What both sides of every introduction read."""

    message = forms.CharField(
        label=_("Message to both sides"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The same with every introduction of the bundle."),
    )


class PartForm(forms.Form):
    """One offer for one line, and how much of it."""

    link = forms.ChoiceField(label=_("Offer"), required=False)
    amount = forms.DecimalField(
        label=_("Amount"),
        required=False,
        min_value=LEAST_AMOUNT,
        max_digits=14,
        decimal_places=2,
        error_messages={"min_value": _("The amount must be more than 0.")},
    )

    def __init__(self, *args: Any, links: list[Link], bench: Workbench, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links = {_value(link.key): link for link in links}
        self.fields["link"].choices = [("", "---------"), *_grouped(links, bench)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the offer where an amount is given."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("amount") and not said.get("link") and "link" not in self.errors:
            self.add_error("link", _("Say whose offer this amount comes from."))
        return said

    @property
    def part(self) -> Part | None:
        """The part that the row says; None for an empty or removed row, and for a wrong one."""
        said = getattr(self, "cleaned_data", {})
        if self.errors or said.get("DELETE") or not said.get("link"):
            return None
        amount = said.get("amount")
        return Part(self.links[said["link"]].key, None if amount is None else float(amount))


class LineRows:
    """The rows of one line of the request."""

    def __init__(self, bench: Workbench, asked: Asked, data: Any, parts: Iterable[Part]) -> None:
        self.line = bench.lines[int(asked.id)]
        self.links = [one for one in bench.problem.links.values() if one.asked.id == asked.id]
        quantity = asked.quantity
        self.open_amount = "" if quantity is None else selectors.in_words(quantity, self.line)
        factory = forms.formset_factory(PartForm, extra=1, max_num=MOST_ROWS, can_delete=True)
        self.formset: BaseFormSet[PartForm] = factory(
            data,
            prefix=f"line{asked.id}",
            initial=[_initial(part) for part in parts if part.key.asked == asked.id],
            form_kwargs={"links": self.links, "bench": bench},
        )


class BundleEditor:
    """The whole editor: details, and the rows of every open line."""

    def __init__(
        self,
        bench: Workbench,
        data: Any = None,
        *,
        parts: Iterable[Part] = (),
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.bench = bench
        self.is_bound = data is not None
        # Only saving asks for a name.
        said = data if data is not None and "save" in data else None
        typed = {name: data[name] for name in DetailsForm.base_fields if name in (data or {})}
        self.details = DetailsForm(said, initial={**(initial or {}), **typed})
        self.start = tuple(parts)
        self.lines = [LineRows(bench, asked, data, self.start) for asked in bench.problem.asked]

    @property
    def formsets(self) -> list[BaseFormSet[PartForm]]:
        """The rows of all lines, for the summary of errors."""
        return [line.formset for line in self.lines]

    @cached_property
    def raw_parts(self) -> list[Part]:
        """What the rows say that can be understood, read before amounts are judged."""
        if not self.is_bound:
            return list(self.start)
        parts = {part.key: part for form in self._rows() if (part := form.part)}
        return list(parts.values())

    @property
    def parts(self) -> tuple[Part, ...]:
        """The same, blanks filled with what is open and left."""
        return fill(self.bench.problem, self.raw_parts)

    def with_fresh_rows(self) -> "BundleEditor":
        """Return the editor as it stands, with a new empty row under every line."""
        return BundleEditor(self.bench, parts=self.raw_parts, initial=self.details.initial)

    @property
    def combination(self) -> Combination:
        """What the parts cover as they stand."""
        return selectors.combination(self.bench, [part for part in self.parts if part.amount != 0])

    @property
    def data(self) -> list[PartData]:
        """The parts as the service takes them."""
        return [selectors.as_data(part) for part in self.parts]

    def check_rows(self) -> bool:
        """Point out, beside the field, what cannot be: twice the same, or more than is left."""
        self.raw_parts  # noqa: B018 (too much of an offer still counts, so that it shows)
        seen: set[Key] = set()
        for form in self._rows():
            part = form.part
            if part and part.key in seen:
                form.add_error("link", _("This line of the offer is named above already."))
            elif part:
                seen.add(part.key)
        if not any(form.errors for form in self._rows()):
            self._check_amounts()
        return not any(form.errors for form in self._rows())

    @property
    def problems(self) -> list[str]:
        """What is wrong with the rows, in one list for whoever looks at the coverage."""
        return [
            f"{line.line}: {message}"
            for line in self.lines
            for form in line.formset.forms
            for messages in form.errors.values()
            for message in messages
        ]

    def is_valid(self) -> bool:
        """Say whether the bundle can be saved."""
        has_rows = self.check_rows()
        if self.details.is_valid() and has_rows and not self.parts:
            self.details.add_error(None, _("Choose at least one offer."))
        return has_rows and not self.details.errors

    def _check_amounts(self) -> None:
        filled = {part.key: part for part in self.parts}
        overdrawn = {
            (over.offer, over.given.id): over for over in self.combination.coverage.overdrafts
        }
        for form in self._rows():
            if not (part := form.part):
                continue
            over = overdrawn.get(part.key[:2])
            if over:
                words = selectors.overdraft_in_words(self.bench, over)
                form.add_error("amount", words)
            elif filled[part.key].amount == 0:
                form.add_error(
                    "amount", _("Nothing is open here, or nothing of the offer is left.")
                )

    def _rows(self) -> Iterator[PartForm]:
        for line in self.lines:
            line.formset.is_valid()
            yield from line.formset.forms


def _value(key: Key) -> str:
    return f"{key.offer}-{key.given}"


def _initial(part: Part) -> dict[str, Any]:
    amount = None if part.amount is None else f"{part.amount:.2f}".rstrip("0").rstrip(".")
    return {"link": _value(part.key), "amount": amount}


def _grouped(links: Iterable[Link], bench: Workbench) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the offers of a line by who gives, the best match first."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for link in links:
        offer = bench.offers[int(link.key.offer)]
        label = f"{offer}: {selectors.link_in_words(bench, link)}"
        groups.setdefault(str(offer.organisation), []).append((_value(link.key), label))
    return list(groups.items())

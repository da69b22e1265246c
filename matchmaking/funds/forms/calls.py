"""What people type about a call: its window and places, changes, more time, questions."""

import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from matchmaking.funds.models import Call
from matchmaking.funds.terms import Terms
from matchmaking.vocabulary.fields import (
    WRITTEN_IN,
    AmountField,
    CodesField,
    CurrencyField,
    DayInput,
    TickGroups,
    minor_units,
    whole_units,
)
from matchmaking.vocabulary.selectors import country_choices, region_choices, theme_choices

LAST_MINUTE = datetime.time(23, 59)
AMOUNTS = {"ceiling": "ceiling_minor", "minimum": "minimum_minor", "budget": "budget_minor"}
DAYS = ("opens", "closes", "questions")
PLAIN = (
    "title",
    "summary",
    "guidance",
    "language",
    "timezone",
    "is_rolling",
    "currency",
    "starts_after",
    "ends_before",
)
SETS = ("themes", "regions", "countries")
COLUMN_OF_DAY = {"opens": "opens_at", "closes": "closes_at", "questions": "questions_until"}


@cache
def time_zones() -> list[tuple[str, str]]:
    """Return the time zones by the name of a city, Coordinated Universal Time first."""
    places = sorted(zone for zone in available_timezones() if "/" in zone)
    cities = [zone for zone in places if not zone.startswith(("Etc/", "SystemV/", "US/"))]
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in cities)]


def _long(label: Any, rows: int = 6, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=20000, widget=widget, **more)


def _time(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=False, widget=widget, **more)


class CallForm(forms.Form):
    """What a call is for, from when to when, and how much there is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = _long(_("What it is for"))
    guidance = _long(_("Further guidance"), required=False)
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    timezone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("In which the deadline is meant.")
    )
    opens_on = forms.DateField(label=_("Opens on"), widget=DayInput())
    opens_time = _time(_("Opens at"), help_text=_("Empty: at the beginning of the day."))
    is_rolling = forms.BooleanField(
        label=_("Rolling, for urgent cases"),
        required=False,
        help_text=_("Open all year round; a deadline is not needed."),
    )
    closes_on = forms.DateField(label=_("Closes on"), required=False, widget=DayInput())
    closes_time = _time(_("Closes at"), help_text=_("Empty: at the end of the day."))
    questions_on = forms.DateField(
        label=_("Questions are taken until"),
        required=False,
        widget=DayInput(),
        help_text=_("This day included; empty: until the deadline."),
    )
    themes = CodesField("theme", theme_choices, label=_("Themes"), widget=TickGroups)
    regions = CodesField(
        "region", region_choices, label=_("Regions"), widget=forms.SelectMultiple(attrs={"size": 8})
    )
    countries = CodesField(
        "country",
        country_choices,
        label=_("States"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Besides the regions. Nothing chosen: for all States."),
    )
    currency = CurrencyField(label=_("Currency"), required=True)
    ceiling = AmountField(label=_("Most for one project"))
    minimum = AmountField(label=_("Least for one project"))
    budget = AmountField(label=_("Available in all"))
    starts_after = forms.DateField(
        label=_("Projects begin on or after"), required=False, widget=DayInput()
    )
    ends_before = forms.DateField(label=_("Projects end by"), required=False, widget=DayInput())

    @classmethod
    def of(cls, call: Call, data: Any = None) -> "CallForm":
        """Return the form filled with what is said of a call."""
        form = cls(data, initial=_of_call(call))
        for name in SETS:
            field: Any = form.fields[name]
            field.keep(form.initial[name])
        return form

    @classmethod
    def new(cls, terms: Terms, data: Any = None) -> "CallForm":
        """Return the form with the amounts of the rules in force."""
        known: dict[str, Any] = {"currency": terms.currency, "timezone": "UTC", "language": "en"}
        for name, column in AMOUNTS.items():
            known[name] = whole_units(getattr(terms, column, None), terms.currency)
        return cls(data, initial=known)

    def clean(self) -> dict[str, Any]:
        """Ask for a deadline, and for days in the order in which they come."""
        said = super().clean() or {}
        if not said.get("is_rolling") and not said.get("closes_on"):
            self.add_error("closes_on", _("Give a deadline, or make the call a rolling one."))
        moments = _moments(said)
        opens, closes, asked = (moments.get(COLUMN_OF_DAY[name]) for name in DAYS)
        if opens and closes and closes <= opens:
            self.add_error("closes_on", _("This is before the call opens."))
        if asked and closes and asked > closes:
            self.add_error("questions_on", _("This is after the deadline."))
        least, most = said.get("minimum"), said.get("ceiling")
        if least is not None and most is not None and least > most:
            self.add_error("minimum", _("The least amount is above the most."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What was said, for the service."""
        said = self.cleaned_data
        amounts = {c: minor_units(said[name], said["currency"]) for name, c in AMOUNTS.items()}
        kept = {name: said[name] for name in (*PLAIN, *SETS)}
        return {**kept, **amounts, "closes_at": None, "questions_until": None, **_moments(said)}


def _moments(said: dict[str, Any]) -> dict[str, datetime.datetime]:
    """Return the moments that are meant, on the clock of the call."""
    zone = ZoneInfo(said.get("timezone") or "UTC")
    found = {}
    for name, empty in zip(DAYS, (datetime.time(), LAST_MINUTE, LAST_MINUTE), strict=True):
        day, time = said.get(f"{name}_on"), said.get(f"{name}_time") or empty
        if day:
            there = datetime.datetime.combine(day, time, zone)
            found[COLUMN_OF_DAY[name]] = there.astimezone(datetime.UTC)
    return found


def _of_call(call: Call) -> dict[str, Any]:
    known = {name: getattr(call, name) for name in PLAIN}
    for name, column in AMOUNTS.items():
        known[name] = whole_units(getattr(call, column), call.currency)
    for name in SETS:
        known[name] = [row.pk for row in getattr(call, name).all()]
    for name, column in COLUMN_OF_DAY.items():
        there = getattr(call, column) and getattr(call, column).astimezone(call.zone)
        known |= {f"{name}_on": there and there.date(), f"{name}_time": there and there.time()}
    return known


class ChangeForm(forms.Form):
    """What may change after a call is published, and why."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = _long(_("What it is for"))
    guidance = _long(_("Further guidance"), required=False)
    budget = AmountField(label=_("Available in all"))
    reason = _long(_("Why"), rows=3, help_text=_("Everybody reads this on the page of the call."))

    @classmethod
    def of(cls, call: Call, data: Any = None) -> "ChangeForm":
        """Return the form filled with what is said of a call."""
        known = {name: getattr(call, name) for name in ("title", "summary", "guidance")}
        return cls(data, initial=known | {"budget": whole_units(call.budget_minor, call.currency)})

    def said(self, call: Call) -> dict[str, Any]:
        """Return what was said, for the service."""
        said = {name: self.cleaned_data[name] for name in ("title", "summary", "guidance")}
        return said | {"budget_minor": minor_units(self.cleaned_data["budget"], call.currency)}


class ExtensionForm(forms.Form):
    """A later deadline, for whom, and why."""

    day = forms.DateField(label=_("New deadline, day"), widget=DayInput())
    time = _time(_("New deadline, time"), help_text=_("Empty: at the end of the day."))
    applicant = forms.ModelChoiceField(
        label=_("For"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Everybody"),
        help_text=_("More time for one organisation is told to it alone."),
    )
    reason = _long(_("Why"), rows=3)

    def __init__(self, data: Any = None, *, call: Call) -> None:
        there = call.closes_at and call.closes_at.astimezone(call.zone)
        super().__init__(data, initial={"time": there and there.time()})
        self.call = call
        places = Organisation.objects.exclude(kind=OrganisationKind.SECRETARIAT)
        field: Any = self.fields["applicant"]
        field.queryset = places.exclude(pk=call.fund.organisation_id).order_by("name")

    @property
    def said(self) -> dict[str, Any]:
        """What was said, for the service."""
        said = self.cleaned_data
        there = datetime.datetime.combine(said["day"], said["time"] or LAST_MINUTE, self.call.zone)
        return {
            "closes_at": there.astimezone(datetime.UTC),
            "applicant_id": said["applicant"] and said["applicant"].pk,
            "reason": said["reason"],
        }


class QuestionForm(forms.Form):
    """A question about a call."""

    text = _long(
        _("Your question"),
        rows=4,
        help_text=_("The answer is for everybody; nobody reads who asked."),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)


class AnswerForm(forms.Form):
    """The answer to a question."""

    answer = _long(_("Answer"))
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)

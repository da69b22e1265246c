"""What people type about a round table."""

import datetime
import re
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.selectors import Person
from matchmaking.matching.models import Reason
from matchmaking.offers.models import Offer
from matchmaking.roundtables import selectors
from matchmaking.roundtables.choices import NEED_MINUTES, OutcomeKind, ParticipantAnswer
from matchmaking.roundtables.models import WRITTEN_IN, Participant, RoundTable
from matchmaking.roundtables.services import Seat
from matchmaking.vocabulary.fields import DayInput, LanguagesField

LONGEST_MEETING = 24 * 60
ASKING, OFFERING = "asking", "offering"


@cache
def time_zones() -> list[tuple[str, str]]:
    """Return the time zones by the name of a city, Coordinated Universal Time first."""
    places = sorted(zone for zone in available_timezones() if "/" in zone)
    cities = [zone for zone in places if not zone.startswith(("Etc/", "SystemV/", "US/"))]
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in cities)]


class RoundTableForm(forms.Form):
    """What is said of a round table: title, time, place, languages."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("For example “Friends of marking in …”.")
    )
    purpose = forms.CharField(
        label=_("Purpose"), required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Title and purpose are written in"), choices=WRITTEN_IN)
    day = forms.DateField(label=_("Day"), widget=DayInput())
    time = forms.TimeField(
        label=_("Begins at"), widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=time_zones, help_text=_("Of the place where it is held.")
    )
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=1, max_value=LONGEST_MEETING, initial=120
    )
    place = forms.CharField(label=_("Place"), max_length=250, required=False)
    link = forms.URLField(
        label=_("Link to take part from afar"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only those who are invited see it."),
    )
    languages = LanguagesField(label=_("Languages of the meeting"))
    answer_by = forms.DateField(label=_("Answers wanted by"), required=False, widget=DayInput())
    shows_offers = forms.BooleanField(
        label=_("Name the offers that fit best in the dossier"), required=False
    )

    @classmethod
    def of(cls, table: RoundTable, data: Any = None) -> "RoundTableForm":
        """Return the form filled with what is said of a round table."""
        names = ("title", "purpose", "language", "time_zone", "minutes", "place", "link")
        known = {name: getattr(table, name) for name in (*names, "languages", "answer_by")}
        known |= {"day": table.begins.date(), "time": table.begins.time()}
        return cls(data, initial=known | {"shows_offers": table.shows_offers})

    def clean(self) -> dict[str, Any]:
        """Refuse answers that are wanted after the meeting."""
        said = super().clean() or {}
        day, answer_by = said.get("day"), said.get("answer_by")
        if day and answer_by and answer_by > day:
            self.add_error("answer_by", _("This is after the meeting."))
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What was said, for the service."""
        said = dict(self.cleaned_data)
        day, time = said.pop("day"), said.pop("time")
        begins = datetime.datetime.combine(day, time, ZoneInfo(said["time_zone"]))
        return said | {"starts_at": begins.astimezone(datetime.UTC)}


class NumbersForm(forms.Form):
    """Requests by their numbers, and how long each is talked about."""

    numbers = forms.CharField(
        label=_("Numbers of requests"), max_length=300, help_text=_("For example: 12, 15, 40")
    )
    minutes = forms.IntegerField(
        label=_("Minutes for each"), min_value=1, max_value=600, initial=NEED_MINUTES
    )

    def clean_numbers(self) -> list[int]:
        """Return the numbers that were typed, in whatever digits."""
        typed = re.findall(r"\d+", self.cleaned_data["numbers"])
        if not typed or any(len(number) > 9 for number in typed):
            raise forms.ValidationError(_("Write the numbers of requests, for example 12, 15."))
        return [int(number) for number in typed]


class ItemForm(forms.Form):
    """Another item of the agenda."""

    title = forms.CharField(label=_("Item"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=600, initial=10)


class SeatForm(forms.Form):
    """Who else is invited: one from the list, or those the agenda itself suggests."""

    seat = forms.ChoiceField(label=_("Invite"))

    def __init__(self, data: Any = None, *, table: RoundTable, person: Person) -> None:
        super().__init__(data)
        self.table, self.person = table, person
        field: Any = self.fields["seat"]
        field.choices = [
            ("", _("Choose …")),
            (ASKING, _("The States whose requests are on the agenda")),
            (OFFERING, _("Those whose offers fit best")),
            *(_group(place, people) for place, people in selectors.seats_to_choose(table)),
        ]

    @property
    def seats(self) -> list[Seat]:
        """The seats that were chosen."""
        chosen: str = self.cleaned_data["seat"]
        needs = selectors.Agenda(self.table, self.person).needs
        if chosen == ASKING:
            return [Seat(need.organisation_id) for need in needs.values()]
        if chosen == OFFERING:
            best = selectors.best_offers(self.person, list(needs))
            return [Seat(row.offer.organisation_id) for rows in best.values() for row in rows]
        place, _sep, person = chosen.partition("-")
        return [Seat(int(place), int(person) if person else None)]


def _group(place: Organisation, people: list[User]) -> tuple[str, list[tuple[str, Any]]]:
    everyone = (str(place.pk), _("%(organisation)s as a whole") % {"organisation": place})
    return str(place), [everyone, *((f"{place.pk}-{one.pk}", str(one)) for one in people)]


class AnswerForm(forms.Form):
    """Whether somebody comes, and who."""

    answer = forms.ChoiceField(
        label=_("Do you take part?"),
        choices=[
            (ParticipantAnswer.YES, _("Yes, we take part")),
            (ParticipantAnswer.NO, _("No, we do not take part")),
        ],
        widget=forms.RadioSelect,
    )
    names = forms.CharField(
        label=_("Who comes"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Name and function, one in each line. All who take part can read them."),
    )
    note = forms.CharField(
        label=_("Note to the secretariat"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )

    @classmethod
    def of(cls, participant: Participant, data: Any = None) -> "AnswerForm":
        """Return the form filled with the answer that was given before."""
        given = participant.answer if participant.answered_at else None
        known = {"answer": given, "names": participant.names, "note": participant.note}
        return cls(data, initial=known)


class OutcomeForm(forms.Form):
    """One thing that came of a request."""

    kind = forms.ChoiceField(
        label=_("What came of it"), choices=OutcomeKind.choices, widget=forms.RadioSelect
    )
    organisation = forms.ModelChoiceField(
        label=_("Whose interest"), queryset=Organisation.objects.none(), required=False
    )
    offer = forms.ModelChoiceField(
        label=_("With the offer"),
        queryset=Offer.objects.none(),
        required=False,
        help_text=_("With an offer, the introduction can be proposed at once."),
    )
    person = forms.ModelChoiceField(
        label=_("Who follows up"), queryset=User.objects.none(), required=False
    )
    due_on = forms.DateField(label=_("Until"), required=False, widget=DayInput())
    reason = forms.ModelChoiceField(
        label=_("Why there is no interest"), queryset=Reason.objects.none(), required=False
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, data: Any = None, *, table: RoundTable) -> None:
        super().__init__(data)
        invited = Organisation.objects.filter(pk__in=table.participants.values("organisation"))
        fields: dict[str, Any] = dict(self.fields)
        fields["organisation"].queryset = invited.order_by("name")
        fields["offer"].queryset = selectors.offers_to_choose(table)
        fields["offer"].label_from_instance = lambda offer: f"{offer.organisation}: {offer}"
        fields["person"].queryset = selectors.people_to_follow_up(table)
        fields["reason"].queryset = Reason.objects.usable("declining")


class DoneForm(forms.Form):
    """What was done."""

    note = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class PaperForm(forms.Form):
    """In which language a paper is made, and for whom."""

    language = forms.ChoiceField(label=_("Language of the headings"), choices=WRITTEN_IN)
    reader = forms.ChoiceField(label=_("Made for"))

    def __init__(self, data: Any = None, *, readers: list[tuple[str, str]]) -> None:
        language = (get_language() or "en").split("-")[0]
        super().__init__(data, initial={"language": language, "reader": readers[0][0]})
        field: Any = self.fields["reader"]
        field.choices = readers

    @classmethod
    def of(cls, said: QueryDict, *, readers: list[tuple[str, str]]) -> "PaperForm":
        """Return the form as it was sent, with what is usual where nothing was chosen."""
        usual = cls(readers=readers).initial
        return cls({name: said.get(name) or usual[name] for name in usual}, readers=readers)

"""What a section asks beside its rows: its text, and the columns of the proposal it writes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from matchmaking.projects.choices import GenderMarker
from matchmaking.projects.models import Proposal
from matchmaking.projects.sections import Section
from matchmaking.projects.services.saving import MOST_MONTHS, implementers
from matchmaking.vocabulary.fields import (
    WRITTEN_IN,
    CodesField,
    CurrencyField,
    DayInput,
    TickGroups,
)
from matchmaking.vocabulary.selectors import country_choices, theme_choices

LONGEST = 30_000
SHORT_NOTE = _("Anything to add. May stay empty.")


class TextForm(forms.Form):
    """The text of a section."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"}),
    )

    def __init__(self, *args: Any, proposal: Proposal, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        text = self.fields["text"]
        text.widget.attrs["lang"] = proposal.language
        if section.kind != "text":
            text.label, text.help_text = _("Explanation"), SHORT_NOTE
            text.widget.attrs["rows"] = 5

    def said(self) -> dict[str, Any]:
        """Return the answers as the services take them."""
        return dict(self.cleaned_data)


class BasicsForm(TextForm):
    """Title, countries, themes, time, language and money of the whole proposal."""

    title = forms.CharField(
        label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    starts_on = forms.DateField(label=_("Begins on"), required=False, widget=DayInput())
    months = forms.IntegerField(
        label=_("Length in months"), required=False, min_value=1, max_value=MOST_MONTHS
    )
    themes = CodesField("theme", theme_choices, label=_("Themes"), widget=TickGroups)
    countries = CodesField(
        "country",
        country_choices,
        label=_("Other countries"),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Only those that gain from it too, beside the State that signs."),
    )
    language = forms.ChoiceField(label=_("Written in"), choices=WRITTEN_IN)
    currency = CurrencyField(
        label=_("Currency"),
        required=True,
        help_text=_("Of every amount. It cannot change once the budget has lines."),
    )
    field_order = (
        "title",
        "starts_on",
        "months",
        "themes",
        "countries",
        "language",
        "currency",
        "text",
    )


class GenderForm(TextForm):
    """The marker, and why."""

    gender_marker = forms.TypedChoiceField(
        label=_("Gender marker"),
        choices=GenderMarker.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    field_order = ("gender_marker", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.label, text.help_text = _("Why it is marked so"), ""
        text.widget.attrs["rows"] = 10


class PartnerForm(TextForm):
    """Who carries the project out, and why they can."""

    implementer = forms.ModelChoiceField(
        label=_("Implementing partner"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Choose one"),
        help_text=_("Its programme officer signs the proposal."),
    )
    field_order = ("implementer", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["implementer"]
        field.queryset = implementers(self.proposal.country_id)
        text = self.fields["text"]
        text.label, text.help_text = _("What they have done before, and who is in charge"), ""
        text.widget.attrs["rows"] = 10

    def said(self) -> dict[str, Any]:
        """Return the answers, the partner as its number."""
        said = super().said()
        partner = said["implementer"]
        return {**said, "implementer": partner.pk if partner else None}


FORMS: dict[str, type[TextForm]] = {
    "basics": BasicsForm,
    "gender": GenderForm,
    "partner": PartnerForm,
}

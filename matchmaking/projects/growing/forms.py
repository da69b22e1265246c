"""How a proposal that grows out of requests is called, whose it is, and in which language."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from matchmaking.needs.models import Need
from matchmaking.projects.models import Proposal
from matchmaking.vocabulary.models import Country
from matchmaking.vocabulary.selectors import currency_choices

DOLLARS = "USD"


class StartForm(forms.Form):
    """What nobody can carry over."""

    title = forms.CharField(label=_("Title of the project"), max_length=200)
    applicant = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Lead applicant"), empty_label=None
    )
    country = forms.ModelChoiceField(
        Country.objects.none(),
        label=_("State"),
        empty_label=None,
        help_text=_("The State that signs. Those of the other requests are named beside it."),
    )
    language = forms.ChoiceField(label=_("Written in"), help_text=_("Words are not translated."))
    currency = forms.ChoiceField(
        label=_("Currency"), help_text=_("Amounts in another one are converted at today's rate.")
    )

    def __init__(
        self, data: Any = None, *, applicants: Sequence[Organisation], needs: Sequence[Need]
    ) -> None:
        super().__init__(data, initial=_initial(applicants, needs))
        fields: Any = self.fields
        places = {place.pk for place in applicants}
        fields["applicant"].queryset = Organisation.objects.filter(pk__in=places).order_by("name")
        states = {need.country_id for need in needs}
        fields["country"].queryset = Country.objects.filter(pk__in=states)
        fields["language"].choices = Proposal._meta.get_field("language").choices
        fields["currency"].choices = currency_choices()

    def said(self, name: str) -> str:
        """Return what was chosen, or what is usual while nothing was."""
        chosen = self.data.get(name) if self.is_bound else None
        known = {code for code, _label in self.fields[name].choices}  # type: ignore[attr-defined]
        return str(chosen if chosen in known else self.initial[name])


def _initial(applicants: Sequence[Organisation], needs: Sequence[Need]) -> dict[str, Any]:
    currencies = Counter(need.currency for need in needs if need.currency)
    own = {place.country_code for place in applicants if place.kind == OrganisationKind.STATE}
    states = [need.country_id for need in needs]
    return {
        "title": needs[0].title if len(needs) == 1 else "",
        "applicant": applicants[0].pk,
        "country": next((code for code in states if code in own), states[0] if states else None),
        "language": needs[0].language if needs else "en",
        "currency": currencies.most_common(1)[0][0] if currencies else DOLLARS,
    }

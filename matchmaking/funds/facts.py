"""What is known of a request or a proposal, as the rules of calls ask for it."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from matchmaking.funds.eligibility import Conditions, Facts, Party
from matchmaking.funds.models import Call
from matchmaking.money import Money
from matchmaking.needs.models import Need
from matchmaking.projects import completeness, figures
from matchmaking.projects.choices import Side
from matchmaking.projects.contents import contents
from matchmaking.projects.coordination.choices import GIVEN
from matchmaking.projects.models import Proposal
from matchmaking.vocabulary.models import Body, Country
from matchmaking.vocabulary.selectors import converted, regions_of
from matchmaking.vocabulary.selectors.memory import remembered

Said = Mapping[str, Any]
UN = "un"  # an entity of the United Nations; the vocabulary says which bodies are


@dataclass(frozen=True)
class Subject:
    """A request or a proposal, ready to be held against any number of calls."""

    facts: Facts
    asked: Money | None = None
    total: Money | None = None
    applicant_id: int | None = None
    said: Said | None = None

    def before(self, call: Call) -> Facts:
        """Return the facts as this call asks for them: in its currency, with what it requires."""
        facts = replace(
            self.facts,
            asked_minor=_minor(self.asked, call.currency),
            total_minor=_minor(self.total, call.currency),
        )
        if self.said is None:
            return facts
        terms = call.terms
        gaps = completeness.missing(self.said, terms.sections, terms.annexes)
        there = {row["kind"] for row in self.said["annexes"]}
        lacking = [gap.section for gap in gaps if gap.is_blocking and gap.field != "annexes"]
        return replace(
            facts,
            missing_sections=tuple(dict.fromkeys(lacking)),
            missing_annexes=tuple(kind for kind in terms.annexes if kind not in there),
        )


def conditions_of(call: Call, applicant_id: int | None = None) -> Conditions:
    """Return what a call asks, with the deadline that holds for an applicant."""
    return Conditions(
        terms=call.terms,
        opens_at=call.opens_at,
        deadline=call.deadline_of(applicant_id),
        is_closed=call.status != "open",
        themes=frozenset(theme.pk for theme in call.themes.all()),
        regions=frozenset(region.pk for region in call.regions.all()),
        countries=frozenset(country.pk for country in call.countries.all()),
        starts_after=call.starts_after,
        ends_before=call.ends_before,
    )


def of_need(need: Need) -> Subject:
    """Return what a request says; who will apply with it, nobody knows yet."""
    asked = need.budget
    if asked and need.cofinancing:
        asked = Money(max(0, asked.minor - need.cofinancing.minor), asked.currency)
    facts = Facts(
        now=timezone.now(),
        has_government=True,
        themes=frozenset(theme.pk for theme in need.themes.all()),
        is_reported=_comes_from_report(need) or None,
        **_places({need.country_id}),
    )
    return Subject(facts, asked=asked, total=need.budget)


def of_proposal(proposal: Proposal, said: Said | None = None) -> Subject:
    """Return what a proposal says, now or in the words of a submission."""
    said = contents(proposal) if said is None else said
    head, needs = said["proposal"], list(proposal.needs.all())
    starts_on = head["starts_on"] and datetime.date.fromisoformat(head["starts_on"])
    facts = Facts(
        now=timezone.now(),
        applicant=_party(proposal.applicant),
        parties=_parties(proposal),
        has_government=_is_signed_by_state(proposal),
        themes=frozenset(head["themes"]),
        months=head["months"],
        starts_on=starts_on or None,
        ends_on=completeness.ends_on(said),
        shares=_shares(said),
        is_reported=any(map(_comes_from_report, needs)) or (None if needs else False),
        is_endorsed=proposal.endorsements.filter(status__in=GIVEN).exists(),
        **_places({head["country"], *head["countries"]}),
    )
    costs = said["budget"] or None
    return Subject(
        facts,
        asked=costs and figures.asked(said),
        total=costs and figures.total(said),
        applicant_id=proposal.applicant_id,
        said=said,
    )


def _comes_from_report(need: Need) -> bool:
    return bool(need.candidate_id or need.reported_ref or need.reported_quote)


def _places(countries: Collection[str]) -> dict[str, Any]:
    groups = _groups()
    return {
        "countries": frozenset(countries),
        "regions": {code: frozenset(regions_of(code)) for code in countries},
        "groups": {code: groups.get(code, frozenset()) for code in countries},
    }


def _parties(proposal: Proposal) -> tuple[Party, ...]:
    """Return who takes part: applicant, implementer and those whose people write with them."""
    team = proposal.team.filter(left_at=None).select_related("organisation")
    found = [proposal.applicant, proposal.implementer, *(member.organisation for member in team)]
    return tuple({place.pk: _party(place) for place in found if place}.values())


def _party(place: Organisation) -> Party:
    is_un = place.kind != OrganisationKind.STATE and place.body_code in _un_bodies()
    return Party(place.name, frozenset({place.kind, UN} if is_un else {place.kind}))


def _is_signed_by_state(proposal: Proposal) -> bool:
    return proposal.signatures.filter(side=Side.STATE, voided_at=None).exists()


def _shares(said: Said) -> dict[str, float] | None:
    total = figures.total(said).minor
    if not total:
        return None
    costs = figures.cost_by_category(said).items()
    return {category: money.minor * 100 / total for category, money in costs}


def _minor(money: Money | None, currency: str) -> int | None:
    there = money and converted(money, currency)
    return there.minor if there else None


@remembered
def _groups() -> dict[str, frozenset[str]]:
    return {country.pk: frozenset(country.groups) for country in Country.objects.all()}


@remembered
def _un_bodies() -> frozenset[str]:
    return frozenset(Body.objects.filter(kind__startswith="UN").values_list("pk", flat=True))

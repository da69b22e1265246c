"""The facts that are looked for when an application comes in, and before anybody reads it."""

import datetime
from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.audit import doers
from accounts.choices import OrganisationKind
from accounts.models import Membership, Organisation
from matchmaking.applications.choices import Ground
from matchmaking.applications.conflicts.finding import Found, register
from matchmaking.applications.models import Application, Interest
from matchmaking.projects.models import Proposal, Signature, TeamMember

# Work for an organisation binds for some time after it ended.
BINDS_FOR = datetime.timedelta(days=3 * 365)
People = Collection[int]


def donors_of(proposal: Proposal) -> list[Organisation]:
    """Return who gives to the project: by the agreements it names, or as a co-financer."""
    offers = Q(offers__introductions__agreements__proposals=proposal)
    names = proposal.budgetline_rows.exclude(cofinancer="").values_list("cofinancer", flat=True)
    named = Q(pk__in=[])
    for name in set(names):
        named |= Q(name__iexact=name.strip())
    return list(Organisation.objects.filter(offers | named).distinct().order_by("name"))


def of_nationality(application: Application, people: People) -> Iterator[Found]:
    """Find who works for a State concerned, or is its national."""
    states = _states(application.proposal)
    rows = _bound(people).filter(
        organisation__kind=OrganisationKind.STATE, organisation__country_code__in=states
    )
    for row in rows:
        yield Found(row.user_id, f"m{row.pk}", {"what": str(row.organisation)})
    for said in _interests(people).filter(country__in=states).select_related("country"):
        yield Found(said.person_id, f"i{said.pk}", {"what": str(said.country)})


def of_parties(application: Application, people: People) -> Iterator[Found]:
    """Find who works, or worked until lately, for the applicant or the implementer."""
    proposal = application.proposal
    parties = [pk for pk in (proposal.applicant_id, proposal.implementer_id) if pk]
    yield from _working_for(parties, people)


def of_donors(application: Application, people: People) -> Iterator[Found]:
    """Find who works, or worked until lately, for a donor of the project."""
    yield from _working_for([donor.pk for donor in donors_of(application.proposal)], people)


def of_writers(application: Application, people: People) -> Iterator[Found]:
    """Find who wrote or signed the proposal."""
    proposal = application.proposal
    team = TeamMember.objects.filter(proposal=proposal, user__in=people)
    signed = Signature.objects.filter(proposal=proposal, signed_by__in=people)
    writers = {*team.values_list("user", flat=True), *signed.values_list("signed_by", flat=True)}
    if proposal.created_by_id in people:
        writers.add(proposal.created_by_id)
    for person_id in sorted(writers):
        yield Found(person_id, str(proposal.pk))


def of_earlier_work(application: Application, people: People) -> Iterator[Found]:
    """Find who worked on the requests or agreements that the proposal grew out of."""
    proposal = application.proposal
    agreements = list(proposal.agreements.select_related("introduction"))
    talks = [agreement.introduction for agreement in agreements]
    for record, person_id in doers([*proposal.needs.all(), *agreements, *talks], people):
        name = record._meta.model_name
        yield Found(person_id, f"{name}-{record.pk}", {"what": str(record)})


def _states(proposal: Proposal) -> set[str]:
    return {proposal.country_id, *proposal.countries.values_list("pk", flat=True)}


def _working_for(organisations: Collection[int], people: People) -> Iterator[Found]:
    for row in _bound(people).filter(organisation__in=organisations):
        yield Found(row.user_id, f"m{row.pk}", {"what": str(row.organisation)})
    said = _interests(people).filter(organisation__in=organisations)
    for interest in said.select_related("organisation"):
        yield Found(interest.person_id, f"i{interest.pk}", {"what": str(interest.organisation)})


def _bound(people: People) -> QuerySet[Membership]:
    lately = timezone.now() - BINDS_FOR
    rows = Membership.objects.filter(Q(ended_at=None) | Q(ended_at__gte=lately), user__in=people)
    return rows.select_related("organisation")


def _interests(people: People) -> QuerySet[Interest]:
    return Interest.objects.filter(person__in=people, ended_at=None)


register("nationality", Ground.NATIONALITY, of_nationality, _("Works for, or is of, %(what)s"))
register("party", Ground.ORGANISATION, of_parties, _("Works or worked for %(what)s"))
register("donor", Ground.DONOR, of_donors, _("Works or worked for a donor: %(what)s"))
register("writer", Ground.EARLIER_WORK, of_writers, _("Wrote or signed the proposal"))
register("work", Ground.EARLIER_WORK, of_earlier_work, _("Worked on: %(what)s"))

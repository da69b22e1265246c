"""Whose undertaking it is: who asked, who gives, who carries it out, which fund pays."""

from dataclasses import dataclass, field

from accounts.choices import OrganisationKind
from accounts.models import Organisation
from matchmaking.ledger.models import Account
from matchmaking.monitoring.models import Undertaking
from matchmaking.needs.models import Need
from matchmaking.payments.models import Project


@dataclass(frozen=True)
class Parties:
    """Ids of organisations by what they have to do with it; `fund` is that of its organisation."""

    recipient: list[int] = field(default_factory=list)
    donor: list[int] = field(default_factory=list)
    implementer: list[int] = field(default_factory=list)
    fund: int | None = None

    @property
    def everybody(self) -> frozenset[int]:
        """All of them: nobody who belongs to one of these is independent."""
        found = {*self.recipient, *self.donor, *self.implementer}
        return frozenset(found | ({self.fund} if self.fund else set()))


def needs_of(undertaking: Undertaking) -> list[Need]:
    """Return the requests that an undertaking serves."""
    if undertaking.agreement is not None:
        return [undertaking.agreement.need]
    project = undertaking.project
    return list(project.application.proposal.needs.order_by("pk")) if project else []


def parties(undertaking: Undertaking) -> Parties:
    """Return whose undertaking it is."""
    if undertaking.agreement is not None:
        pair = undertaking.agreement.introduction
        return Parties([pair.need.organisation_id], [pair.offer.organisation_id])
    return _of_project(undertaking.project) if undertaking.project else Parties()


def _of_project(project: Project) -> Parties:
    proposal = project.application.proposal
    states = Organisation.objects.filter(
        kind=OrganisationKind.STATE, country_code=proposal.country_id
    )
    recipient = set(states.values_list("pk", flat=True))
    recipient |= set(proposal.needs.values_list("organisation", flat=True))
    # The contributions out of which it is paid.
    paid_from = Account.objects.filter(application=project.application_id)
    donors = set(paid_from.values_list("contribution__donor", flat=True))
    carriers = {proposal.applicant_id, proposal.implementer_id} - {None} - recipient
    return Parties(
        sorted(recipient),
        sorted(donors),
        sorted(pk for pk in carriers if pk is not None),
        project.application.call.fund.organisation_id,
    )

"""Beginning a proposal, with its lead and its empty sections."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.agreements.models import Agreement
from matchmaking.errors import DomainError
from matchmaking.needs.models import Need
from matchmaking.projects import policies
from matchmaking.projects.choices import TeamRole
from matchmaking.projects.models import Proposal, SectionText, TeamMember
from matchmaking.projects.sections import CODES
from matchmaking.projects.services.common import keep_version
from matchmaking.vocabulary.models import Country


@transaction.atomic
def begin_proposal(
    *,
    actor: User,
    applicant: Organisation,
    country: Country,
    title: str,
    language: str = "en",
    currency: str = "USD",
    needs: Iterable[Need] = (),
    agreements: Iterable[Agreement] = (),
) -> Proposal:
    """Begin a proposal of `applicant` for a State; who begins it leads its team."""
    if not policies.begins_for(actor, applicant.pk):
        raise PermissionDenied
    if not title.strip():
        raise DomainError(_("Give the project a title."), field="title")
    proposal = Proposal.objects.create(
        title=title.strip(),
        applicant=applicant,
        country=country,
        language=language,
        currency=currency,
        created_by=actor,
    )
    proposal.needs.set(needs)
    proposal.agreements.set(agreements)
    SectionText.objects.bulk_create(SectionText(proposal=proposal, code=code) for code in CODES)
    TeamMember.objects.create(
        proposal=proposal, user=actor, organisation=applicant, role=TeamRole.LEAD
    )
    audit.record(proposal, "create", actor=actor)
    keep_version(proposal, actor)
    return proposal

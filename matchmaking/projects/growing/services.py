"""Beginning a proposal out of requests and agreements, with all that they say."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.choices import OrganisationKind
from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.projects import policies
from matchmaking.projects.growing import selectors
from matchmaking.projects.growing.harvest import Harvest, Piece
from matchmaking.projects.growing.models import Carried
from matchmaking.projects.growing.wording import NEED
from matchmaking.projects.models import Proposal
from matchmaking.projects.services import begin_proposal, save_section
from matchmaking.vocabulary.models import Country

Ids = Collection[int]


@transaction.atomic
def grow_proposal(
    *,
    actor: User,
    applicant: Organisation,
    country: Country,
    title: str,
    language: str,
    currency: str,
    need_ids: Ids,
    agreement_ids: Ids = (),
) -> Proposal:
    """Begin a proposal with the words and figures of requests and agreements, each with its source.

    Requests and agreements that `actor` may not know of are left aside as if they were not there.
    """
    if not policies.begins_for(actor, applicant.pk):
        raise PermissionDenied
    needs = selectors.chosen_needs(actor, need_ids)
    if not needs:
        raise DomainError(_("Choose at least one assistance request: help is given upon request."))
    if country.pk not in {need.country_id for need in needs}:
        raise DomainError(_("Choose a State of one of the requests."), field="country")
    known = selectors.agreements_about(actor, [need.pk for need in needs])
    agreements = [one for one in known if one.pk in set(agreement_ids)]
    proposal = begin_proposal(
        actor=actor,
        applicant=applicant,
        country=country,
        title=title,
        language=language,
        currency=currency,
        needs=needs,
        agreements=agreements,
    )
    sources = selectors.sources_of(needs, agreements, language)
    found = selectors.harvest_of(
        sources, language=language, currency=currency, today=timezone.localdate()
    )
    others = {need.country_id for need in needs} - {country.pk}
    _add_basics(found, others, applicant)
    for code, said in found.sections.items():
        save_section(proposal_id=proposal.pk, code=code, said=said, actor=actor)
    _keep_sources(proposal, found, actor)
    return proposal


@transaction.atomic
def note_sources(*, proposal_id: int, actor: User) -> int:
    """Take note of what the sources say today: from now on only later changes are shown."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    if not policies.writes(actor, proposal):
        raise PermissionDenied
    rows = list(Carried.objects.filter(proposal=proposal))
    known = {
        (source.kind, source.pk): source.parts for source in selectors.sources_behind(actor, rows)
    }
    changed = []
    for row in rows:
        parts = known.get(selectors.place_of(row))
        if parts is not None and row.said != parts.get(row.part, {}):
            row.said = dict(parts.get(row.part, {}))
            changed.append(row)
    Carried.objects.bulk_update(changed, ["said"])
    if changed:
        audit.record(proposal, "note_sources", actor=actor)
    return len(changed)


def _keep_sources(proposal: Proposal, found: Harvest, actor: User) -> None:
    Carried.objects.bulk_create(_carried(proposal, piece) for piece in found.pieces)
    audit.record(proposal, "carry", actor=actor, changes=_told(found))
    proposal.refresh_from_db()


def _add_basics(found: Harvest, others: set[str], applicant: Organisation) -> None:
    """Name the other countries; who is no State carries out what it applies for."""
    basics = found.sections.setdefault("basics", {})
    if others:
        basics["countries"] = sorted(others)
    if not basics:
        del found.sections["basics"]
    if applicant.kind in (OrganisationKind.NGO, OrganisationKind.BODY):
        found.sections["partner"] = {"implementer": applicant.pk}


def _carried(proposal: Proposal, piece: Piece) -> Carried:
    source = piece.source
    is_need = source.kind == NEED
    return Carried(
        proposal=proposal,
        section=piece.section,
        row=piece.row,
        need_id=source.pk if is_need else None,
        agreement_id=None if is_need else source.pk,
        part=piece.part,
        said=dict(source.parts[piece.part]),
    )


def _told(found: Harvest) -> audit.Changes:
    names = dict.fromkeys(piece.source.name for piece in found.pieces)
    return {"sources": ("", ", ".join(names))}

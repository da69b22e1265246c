"""Documents of a proposal: attached, replaced by a newer one, withdrawn; never overwritten."""

from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState, ReasonMissing
from matchmaking.projects import policies as team
from matchmaking.projects.models import Annex, Proposal
from matchmaking.projects.rows import new_key
from matchmaking.projects.services.common import settle, to_write

ANNEXES = "annexes"
MOST_ANNEXES = 40


@transaction.atomic
def add_annex(*, proposal_id: int, kind: str, title: str, file: File[bytes], actor: User) -> Annex:
    """Attach a document; what was signed before is void, as with every change."""
    proposal = to_write(proposal_id, ANNEXES, actor)
    standing = Annex.objects.filter(proposal=proposal, replaced_by=None, withdrawn_at=None)
    if standing.count() >= MOST_ANNEXES:
        words = _("A proposal has at most %(most)s annexes. Withdraw one first.")
        raise DomainError(words % {"most": MOST_ANNEXES}, field="file")
    last = Annex.objects.filter(proposal=proposal).aggregate(last=Max("position"))["last"]
    annex = _keep(proposal, actor, file, kind=kind, title=title, position=(last or 0) + 1)
    settle(proposal, ANNEXES, actor, changes={str(annex): ("", str(annex.attachment))})
    return annex


@transaction.atomic
def replace_annex(*, annex_id: int, file: File[bytes], actor: User) -> Annex:
    """Let a newer document take the place of one; the older one stays on record."""
    old = _standing(annex_id, actor)
    proposal = old.proposal
    new = _keep(
        proposal,
        actor,
        file,
        kind=old.kind,
        title=old.title,
        position=old.position,
        number=old.number + 1,
    )
    old.replaced_by = new
    old.save(update_fields=["replaced_by"])
    changes = {str(new): (str(old.attachment), str(new.attachment))}
    settle(proposal, ANNEXES, actor, changes=changes)
    return new


@transaction.atomic
def withdraw_annex(*, annex_id: int, reason: str, actor: User) -> Annex:
    """Take a document out of the proposal, saying why; it stays on record."""
    annex = _standing(annex_id, actor)
    if not reason.strip():
        raise ReasonMissing
    annex.withdrawn_by, annex.withdrawn_at = actor, timezone.now()
    annex.reason = reason.strip()
    annex.save(update_fields=["withdrawn_by", "withdrawn_at", "reason"])
    changes = {str(annex): (str(annex.attachment), annex.reason)}
    settle(annex.proposal, ANNEXES, actor, changes=changes)
    return annex


def _standing(annex_id: int, actor: User) -> Annex:
    annex = Annex.objects.select_for_update(of=("self",)).select_related("attachment")
    found = annex.get(pk=annex_id)
    found.proposal = to_write(found.proposal_id, ANNEXES, actor)
    if not found.stands:
        raise NotInThisState
    return found


def _keep(proposal: Proposal, actor: User, file: File[bytes], **values: Any) -> Annex:
    place = team.place_of(actor, proposal)
    organisation = place.organisation if place else proposal.applicant
    attachment = store_attachment(
        organisation=organisation, file=file, actor=actor, is_exchanged=True
    )
    return Annex.objects.create(
        proposal=proposal, key=new_key(), attachment=attachment, added_by=actor, **values
    )

"""Taking a budget workbook in: looked at first, taken over as a whole or not at all."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.documents.scanning import refuse_infected, refuse_unfit
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.projects import policies
from matchmaking.projects.contents import contents, section_of
from matchmaking.projects.merging import prints
from matchmaking.projects.models import BudgetUpload, Proposal
from matchmaking.projects.papers.budget.changes import BUDGET, Preview, preview
from matchmaking.projects.papers.budget.making import Maker
from matchmaking.projects.papers.budget.reading import read_budget
from matchmaking.projects.sections import section_named
from matchmaking.projects.services import save_section
from matchmaking.projects.services.common import locked
from matchmaking.writing.sheets.refusals import SheetRefused


class UnfitBudget(DomainError):
    """Something in the workbook stands in the way, or it changes nothing any more."""

    def __init__(self) -> None:
        super().__init__(
            _("This workbook cannot be taken over as it is. Below it says what stands in the way.")
        )


def budget_workbook(proposal: Proposal) -> bytes:
    """Return the budget of a proposal as a workbook, in the reader's language."""
    said = contents(proposal)
    was = prints(section_of(said, section_named(BUDGET)))
    return Maker(said, proposal.title, proposal.pk, was).make()


@transaction.atomic
def receive_budget(*, proposal_id: int, file: File[bytes], actor: User) -> BudgetUpload:
    """Keep a workbook that can be read; nothing of it is taken over yet."""
    proposal = Proposal.objects.get(pk=proposal_id)
    place = _place(actor, proposal)
    if PurePath(file.name or "").suffix.lower() != ".xlsx":
        raise SheetRefused(_("Upload the workbook itself, saved as “Excel workbook (.xlsx)”."))
    refuse_unfit(file)
    refuse_infected(file)
    read_budget(file, contents(proposal), proposal.pk)
    file.seek(0)
    attachment = store_attachment(
        organisation=place.organisation, file=file, actor=actor, is_exchanged=True
    )
    return BudgetUpload.objects.create(proposal=proposal, attachment=attachment, uploaded_by=actor)


def preview_of(upload: BudgetUpload) -> Preview:
    """Return what a workbook would change in the budget as it stands now."""
    said = contents(upload.proposal)
    with upload.attachment.file.open("rb") as file:
        return preview(said, read_budget(file, said, upload.proposal_id))


@transaction.atomic
def take_budget(*, upload_id: int, actor: User) -> BudgetUpload:
    """Take a workbook over: all of it, or UnfitBudget and nothing."""
    upload = BudgetUpload.objects.select_for_update().get(pk=upload_id)
    upload.proposal = locked(upload.proposal_id)
    _place(actor, upload.proposal)
    if upload.taken_at is not None:
        raise NotInThisState
    found = preview_of(upload)
    if not found.is_fit:
        raise UnfitBudget
    said = {BUDGET: found.section[BUDGET]}
    save_section(proposal_id=upload.proposal_id, code=BUDGET, said=said, actor=actor)
    upload.taken_by, upload.taken_at = actor, timezone.now()
    upload.save(update_fields=["taken_by", "taken_at"])
    changes: dict[str, Any] = {"file": ("", str(upload.attachment))}
    audit.record(upload.proposal, "import_budget", actor=actor, changes=changes)
    return upload


def _place(actor: User, proposal: Proposal) -> Any:
    """Return the place in the team of somebody who writes the budget, or refuse."""
    place = policies.place_of(actor, proposal)
    if place is None or not policies.writes_section(actor, proposal, BUDGET):
        raise PermissionDenied
    if not proposal.is_editable:
        raise NotInThisState
    return place

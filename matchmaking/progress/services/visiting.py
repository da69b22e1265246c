"""Field visits: written as a draft with photos and papers, then filed for good."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from matchmaking import audit
from matchmaking.documents.photos import is_photo, stripped
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.progress import notices, policies
from matchmaking.progress.choices import VisitStatus
from matchmaking.progress.models import Visit, VisitPaper
from matchmaking.progress.services.common import locked, refuse_future
from matchmaking.progress.workflow import VISIT_WORKFLOW
from matchmaking.workflow import compare_and_set

MOST_PAPERS = 20


@dataclass(frozen=True)
class VisitData:
    """What is said of a visit."""

    visited_on: datetime.date
    place: str
    findings: str
    ended_on: datetime.date | None = None
    present: str = ""
    recommendations: str = ""


@transaction.atomic
def draft_visit(
    *, undertaking_id: int, actor: User, said: VisitData, files: Iterable[File[bytes]] = ()
) -> Visit:
    """Begin the note of a visit; only its author reads it until it is filed."""
    undertaking = locked(undertaking_id)
    home = policies.visits_for(actor, undertaking)
    if home is None:
        raise PermissionDenied
    _refuse_days(said)
    visit = Visit.objects.create(
        undertaking=undertaking, written_by=actor, organisation=home, **asdict(said)
    )
    _add(visit, files, home, actor)
    audit.record(visit, "create", actor=actor)
    return visit


@transaction.atomic
def edit_visit(
    *,
    visit_id: int,
    actor: User,
    said: VisitData,
    files: Iterable[File[bytes]] = (),
    version: int | None = None,
) -> Visit:
    """Change the draft of a visit and add papers to it."""
    visit = _draft(visit_id, actor, version)
    _refuse_days(said)
    compare_and_set(visit, **asdict(said))
    _add(visit, files, visit.organisation, actor)
    audit.record(visit, "edit", actor=actor)
    return visit


@transaction.atomic
def drop_paper(*, paper_id: int, actor: User) -> Visit:
    """Take a paper out of the draft of a visit; the file stays on record."""
    paper = VisitPaper.objects.get(pk=paper_id)
    visit = _draft(paper.visit_id, actor, None)
    audit.record(visit, "detach", actor=actor, reason=str(paper))
    paper.delete()
    return visit


@transaction.atomic
def delete_visit(*, visit_id: int, actor: User) -> None:
    """Throw the draft of a visit away."""
    _draft(visit_id, actor, None).delete()


@transaction.atomic
def file_visit(*, visit_id: int, actor: User, version: int | None = None) -> Visit:
    """File the note: all who know of the undertaking read it, and it changes no more."""
    visit = _locked(visit_id, version)
    visit.filed_at = timezone.now()
    visit.save(update_fields=["filed_at"])
    VISIT_WORKFLOW.move(visit, "file_visit", actor=actor)
    notices.tell_of_visit(visit, actor)
    return visit


def _add(visit: Visit, files: Iterable[File[bytes]], home: Organisation, actor: User) -> None:
    found = list(files)
    if visit.papers.count() + len(found) > MOST_PAPERS:
        raise DomainError(
            _("At most %(most)s papers and photos.") % {"most": MOST_PAPERS}, field="papers"
        )
    for file in found:
        clean: File[bytes] = stripped(file) if is_photo(file.name or "") else file
        attachment = store_attachment(organisation=home, file=clean, actor=actor, is_exchanged=True)
        VisitPaper.objects.create(visit=visit, attachment=attachment, caption="")


def _refuse_days(said: VisitData) -> None:
    refuse_future(said.visited_on, "visited_on")
    refuse_future(said.ended_on, "ended_on")
    if said.ended_on and said.ended_on < said.visited_on:
        raise DomainError(_("It ended before it began."), field="ended_on")


def _locked(visit_id: int, version: int | None) -> Visit:
    visit: Visit = Visit.objects.select_related("organisation").get(pk=visit_id)
    visit.undertaking = locked(visit.undertaking_id)
    if version is not None:
        visit.version = version
    return visit


def _draft(visit_id: int, actor: User, version: int | None) -> Visit:
    visit = _locked(visit_id, version)
    if not policies.writes_visit(actor, visit):
        raise PermissionDenied
    if visit.status != VisitStatus.DRAFT:
        raise NotInThisState
    return visit

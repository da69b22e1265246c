"""Asking for a study, and making it."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from matchmaking import audit
from matchmaking.errors import DomainError
from matchmaking.study.choices import StudyStatus
from matchmaking.study.contents import contents
from matchmaking.study.models import Study
from matchmaking.study.policies import asks_for_studies

# Nobody waits longer for one; the machine may have stopped in between.
LOST_AFTER = datetime.timedelta(minutes=30)
Day = datetime.date


@transaction.atomic
def ask_for_study(*, since: Day, until: Day, actor: User) -> tuple[Study, bool]:
    """Ask for the study of a period; say whether it is new or already being made."""
    if not asks_for_studies(actor):
        raise PermissionDenied
    _check(since, until)
    recent = timezone.now() - LOST_AFTER
    running = Study.objects.under_way().filter(since=since, until=until, asked_at__gte=recent)
    if (study := running.first()) is not None:
        return study, False
    study = Study.objects.create(since=since, until=until, asked_by=actor)
    audit.record(study, "ask_for_study", actor=actor)
    return study, True


def make_study(*, study_id: int) -> Study:
    """Read the records and keep what they say; whatever goes wrong is kept as a failure.

    One that a worker left half made, or that failed, is made anew; one that is ready stays.
    """
    open_still = Study.objects.filter(pk=study_id).exclude(status=StudyStatus.READY)
    if not open_still.update(status=StudyStatus.WORKING, progress=0):
        return Study.objects.get(pk=study_id)
    study = Study.objects.get(pk=study_id)
    try:
        study.contents = contents(study.since, study.until, lambda done: _say(study_id, done))
    except Exception:
        Study.objects.filter(pk=study_id).update(status=StudyStatus.FAILED)
        raise
    study.status, study.progress, study.made_at = StudyStatus.READY, 100, timezone.now()
    study.save(update_fields=["contents", "status", "progress", "made_at"])
    return study


def is_lost(study: Study) -> bool:
    """Say whether it has been in the making for longer than it can take."""
    return study.asked_at < timezone.now() - LOST_AFTER


def _check(since: Day, until: Day) -> None:
    if until < since:
        raise DomainError(_("Choose a last day that is not before the first."), field="until")
    if until > timezone.localdate():
        raise DomainError(_("Choose a last day that is not in the future."), field="until")


def _say(study_id: int, done: int) -> None:
    Study.objects.filter(pk=study_id).update(progress=done)

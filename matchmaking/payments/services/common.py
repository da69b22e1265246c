"""What every act on a project does: lock it, keep a paper, refuse what is dated wrongly."""

import datetime
from functools import partial
from typing import Any

from django.core.files import File
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from matchmaking.documents.models import Attachment
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError
from matchmaking.money import Money
from matchmaking.payments.models import Project
from matchmaking.payments.querysets import ProjectQuerySet


def projects() -> ProjectQuerySet:
    """Return projects with what names them."""
    return Project.objects.with_parties()


def locked(project_id: int, version: int | None = None) -> Project:
    """Return a project for writing, as its reader last saw it.

    All that moves the money of one project stands in one line: only then is it sure what is left.
    """
    project = projects().select_for_update(of=("self",)).get(pk=project_id)
    if version is not None:
        project.version = version
    return project


def keep(file: File[bytes], owner: Organisation, actor: User) -> Attachment:
    """Keep a paper that came with an act; of a known type, and nothing that runs."""
    return store_attachment(organisation=owner, file=file, actor=actor, is_exchanged=True)


def fund_of(project: Project) -> Organisation:
    """Return the organisation that runs the fund."""
    return project.application.call.fund.organisation


def announce(signal: Signal, project: Project, **ids: Any) -> None:
    """Tell the slices further down, once it is certain."""
    send = partial(signal.send_robust, sender=Project, project_id=project.pk, **ids)
    transaction.on_commit(send)


def refuse_future(day: datetime.date, field: str) -> None:
    """Raise DomainError where something is said to have happened on a day to come."""
    if day > timezone.localdate():
        raise DomainError(_("This day has not come yet."), field=field)


def refuse_nothing(amount: Money, field: str = "amount") -> None:
    """Raise DomainError where no money is named."""
    if amount.minor <= 0:
        raise DomainError(_("Say how much: more than nothing."), field=field)

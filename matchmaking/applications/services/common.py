"""What every act on an application does: lock, number, announce."""

from functools import partial

from django.db import transaction
from django.db.models import F
from django.dispatch import Signal
from django.utils import timezone

from matchmaking.applications.models import Application, Numbering

JOINED = ("call__fund__organisation", "proposal__applicant", "proposal__implementer")


def locked(application_id: int, version: int | None = None) -> Application:
    """Return an application for writing, as its reader last saw it."""
    application = Application.objects.held().select_related(*JOINED).get(pk=application_id)
    if version is not None:
        application.version = version
    return application


def next_number() -> str:
    """Return the next number of this year: "2026-0007"; two at once wait for each other."""
    year = timezone.localdate().year
    Numbering.objects.get_or_create(year=year)
    Numbering.objects.filter(year=year).update(last=F("last") + 1)
    return f"{year}-{Numbering.objects.get(year=year).last:04d}"


def stamp(application: Application, *columns: str) -> None:
    """Write that these moments are now, and that the application moved."""
    now = timezone.now()
    names = ("moved_at", *columns)
    for name in names:
        setattr(application, name, now)
    application.save(update_fields=names)


def announce(signal: Signal, application: Application, **ids: int) -> None:
    """Tell the slices further down, once it is certain."""
    send = partial(signal.send_robust, sender=Application, application_id=application.pk, **ids)
    transaction.on_commit(send)


def reread(application: Application) -> None:
    """See the proposal as its own slice has moved it."""
    application.proposal.refresh_from_db(fields=["status", "version"])

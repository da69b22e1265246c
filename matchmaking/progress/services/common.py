"""What every act on the progress of an undertaking does: lock it, refuse, keep a paper."""

import datetime

from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from matchmaking.documents.models import Attachment
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.monitoring.models import Undertaking


def locked(undertaking_id: int) -> Undertaking:
    """Return an undertaking for writing: all that is written of one stands in one line."""
    rows = Undertaking.objects.select_for_update(of=("self",)).with_parties()
    return rows.get(pk=undertaking_id)


def refuse_closed(undertaking: Undertaking) -> None:
    """Raise NotInThisState once the project or agreement is over."""
    if not undertaking.is_open:
        raise NotInThisState


def refuse_future(day: datetime.date | None, field: str) -> None:
    """Raise DomainError where something is said to have happened on a day to come."""
    if day and day > timezone.localdate():
        raise DomainError(_("This day has not come yet."), field=field)


def keep(file: File[bytes] | None, owner: Organisation, actor: User) -> Attachment | None:
    """Keep a paper that came with an act; of a known type, and nothing that runs."""
    if file is None:
        return None
    return store_attachment(organisation=owner, file=file, actor=actor, is_exchanged=True)


def reporter(undertaking: Undertaking) -> Organisation:
    """Return who reports: of a project its carrier, of an agreement who gives."""
    if undertaking.project is not None:
        return undertaking.project.carrier
    if undertaking.agreement is None:  # the database holds one of the two
        raise LookupError(undertaking.pk)
    return undertaking.agreement.offer.organisation

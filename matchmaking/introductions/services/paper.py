"""A signed letter that makes a move for the side that answers on paper."""

import datetime
from dataclasses import dataclass

from django.core.files import File
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError
from matchmaking.introductions.models import Introduction, Letter
from matchmaking.introductions.workflow import BY_LETTER
from matchmaking.writing.notes.scans import refuse_unfit_scan


@dataclass(frozen=True)
class Paper:
    """The scan of a letter: its reference, its day, and the side that signed it."""

    file: File[bytes]
    reference: str
    signed_on: datetime.date
    side: str = ""  # empty: the secretariat's own letter

    def in_words(self) -> str:
        """Return what the history says of it."""
        day = date_format(self.signed_on)
        return _("Letter %(reference)s of %(day)s") % {"reference": self.reference, "day": day}


def verb(name: str, paper: Paper | None) -> str:
    """Return the name of a move, which on paper is a move of its own."""
    return name + BY_LETTER if paper else name


def keep_letter(
    introduction: Introduction,
    kind: str,
    paper: Paper,
    organisation: Organisation,
    actor: User,
) -> Letter:
    """Keep the scan beside the introduction."""
    if paper.signed_on > timezone.localdate():
        raise DomainError(_("A signed letter is not dated in the future."), field="signed_on")
    refuse_unfit_scan(paper.file)
    return Letter.objects.create(
        introduction=introduction,
        kind=kind,
        organisation=organisation,
        reference=paper.reference.strip(),
        signed_on=paper.signed_on,
        attachment=store_attachment(organisation=organisation, file=paper.file, actor=actor),
        recorded_by=actor,
    )

"""Refusals, worded for the person who reads them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Refuse an act; `message` says what is wrong and what to do, `field` where to look."""

    message: str | Promise = _("This cannot be done.")

    def __init__(self, message: str | Promise | None = None, *, field: str | None = None) -> None:
        self.message = message or self.message
        self.field = field
        super().__init__(str(self.message))


class NotInThisState(DomainError):
    """The record has moved on, or is not there yet."""

    message = _("This step is not open now: the record has another status. Reload the page.")


class ChangedMeanwhile(DomainError):
    """Somebody else changed the record between reading and writing."""

    message = _(
        "Somebody else changed this record a moment ago. Reload the page to see their changes; "
        "your text has been kept in the form."
    )


class ReasonMissing(DomainError):
    """The step needs a reason that the others can read."""

    message = _("Say why, in a sentence that the other side can understand.")

    def __init__(self) -> None:
        super().__init__(field="reason")

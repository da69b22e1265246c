"""Refusals of the ledger."""

from django.utils.translation import gettext_lazy as _

from matchmaking.errors import DomainError
from matchmaking.money import Money


class AppendOnlyError(TypeError):
    """Somebody's code tried to change what is in the ledger."""

    def __init__(self) -> None:
        super().__init__("The ledger is never edited: reverse the posting and make a new one.")


class InsufficientFunds(DomainError):
    """Less is left, of the money that may be used for it, than is needed."""

    def __init__(self, needed: Money, left: Money) -> None:
        self.needed, self.left = needed, left
        super().__init__(
            _("%(needed)s are needed, and %(left)s are left that may be used for it.")
            % {"needed": needed, "left": left},
            field="amount",
        )


class KeyTaken(DomainError):
    """The request key stands for another posting."""

    message = _("This was already booked otherwise. Open the page again and book anew.")


class RateMissing(DomainError):
    """No rate is known for a currency on or before the day."""

    def __init__(self, currency: str) -> None:
        super().__init__(
            _("No exchange rate of %(currency)s is known for this day. Enter one first.")
            % {"currency": currency},
        )

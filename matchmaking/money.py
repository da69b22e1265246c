"""Money in integer minor units; never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from babel.numbers import format_currency, get_currency_precision
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from matchmaking.errors import DomainError


@dataclass(frozen=True, order=True)
class Money:
    """An amount: `minor` units (cents) of the ISO 4217 `currency`."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __str__(self) -> str:
        whole = self.minor % 10 ** get_currency_precision(self.currency) == 0
        locale = to_locale(get_language() or "en")
        # "USD 12,000" reads the same in every language and names one dollar among many.
        pattern = "¤¤ #,##0" if whole else "¤¤ #,##0.00"
        return format_currency(
            self.amount, self.currency, pattern, locale=locale, currency_digits=not whole
        )

    @property
    def amount(self) -> Decimal:
        """The amount in whole units of the currency."""
        return Decimal(self.minor).scaleb(-get_currency_precision(self.currency))

    def rounded(self) -> "Money":
        """Return the nearest whole unit: sums at indicative rates are no more exact than that."""
        return Money.of(self.amount.quantize(Decimal(1), ROUND_HALF_UP), self.currency)

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """Make money from whole units, rounded half up to the currency's smallest unit."""
        try:
            minor = Decimal(amount).scaleb(get_currency_precision(currency))
            return cls(int(minor.quantize(Decimal(1), ROUND_HALF_UP)), currency)
        except (InvalidOperation, ValueError) as error:
            raise DomainError(_("Write the amount in digits, for example 120000.")) from error

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return other

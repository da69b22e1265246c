"""The cells of one line of a reference file; each reader says what is wrong with a cell."""

import datetime
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation


class Cells:
    """One line. A cell that cannot be read raises ValueError with the reason."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells

    def text(self, column: str) -> str:
        """Return the text of a cell; a missing column is an error of the file."""
        return self._cells[column].strip()

    def required(self, column: str) -> str:
        """Return the text of a cell that may not be empty."""
        text = self.text(column)
        if not text:
            raise ValueError(f"{column} is empty")
        return text

    def reference(self, column: str) -> str | None:
        """Return the one code in a cell, None where it is empty."""
        return self.text(column) or None

    def items(self, column: str) -> list[str]:
        """Return the parts of a cell that are divided by semicolons, in their order."""
        return [part.strip() for part in self.text(column).split(";") if part.strip()]

    def codes(self, column: str) -> list[str]:
        """Return a set of codes, sorted so that two sets compare as lists."""
        return sorted(set(self.items(column)))

    def flag(self, column: str) -> bool:
        """Return whether a cell says 1; anything but 1, 0 and nothing is an error."""
        text = self.text(column)
        if text not in ("1", "0", ""):
            raise ValueError(f"{column} must be 1 or 0, not '{text}'")
        return text == "1"

    def day(self, column: str) -> str:
        """Return a day as YYYY-MM-DD."""
        text = self.required(column)
        try:
            return datetime.date.fromisoformat(text).isoformat()
        except ValueError as error:
            raise ValueError(f"{column} must be a day like 2026-11-23, not '{text}'") from error

    def number(self, column: str) -> float | None:
        """Return a number, None where the cell is empty."""
        text = self.text(column)
        try:
            return float(text) if text else None
        except ValueError as error:
            raise ValueError(f"{column} must be a number, not '{text}'") from error

    def decimal(self, column: str, places: int) -> str:
        """Return a decimal number as text with `places` digits after the point."""
        text = self.required(column)
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise ValueError(f"{column} must be a number, not '{text}'") from error
        if not number.is_finite():
            raise ValueError(f"{column} must be a number, not '{text}'")
        return f"{number:.{places}f}"

"""Fields that several forms have."""

from typing import Any

from django import forms


def words_field(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 4) -> Any:
    """Return a field for words in any direction."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, help_text=help_text, widget=widget)


def money_field(label: Any, *, required: bool = False, help_text: Any = "") -> Any:
    """Return a field for an amount in whole units."""
    return forms.DecimalField(
        label=label,
        min_value=0,
        max_digits=16,
        decimal_places=2,
        required=required,
        help_text=help_text,
    )

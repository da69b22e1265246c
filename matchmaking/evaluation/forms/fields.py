"""Fields that several forms of evaluations have."""

from collections.abc import Sequence
from typing import Any

from django import forms

from matchmaking.vocabulary.fields import DayInput

LONGEST = 10_000
Choices = Sequence[tuple[Any, Any]]


class LongText(forms.Textarea):
    """Room for several paragraphs, in whatever direction the first letter asks for."""

    def __init__(self, rows: int = 5) -> None:
        super().__init__({"rows": rows, "dir": "auto"})


def words_field(label: Any, rows: int = 5, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONGEST, widget=LongText(rows), **options)


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **options)

"""Columns that several of the models of progress have."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

Person = settings.AUTH_USER_MODEL


def paper_column(**options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("documents.Attachment", models.PROTECT, related_name="+", **options)


def person_column(**options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(Person, models.PROTECT, related_name="+", **options)


def quantity_column(label: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=14, decimal_places=2)


def status_column(choices: Any, default: str) -> "models.CharField[Any, Any]":
    return models.CharField(
        _("status"), max_length=10, choices=choices.choices, default=default, editable=False
    )

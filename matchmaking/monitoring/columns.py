"""Columns that several of the models of monitoring have."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def figure_column(label: Any, **options: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=18, decimal_places=4, **options)


def person_column(**options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, **options
    )


def status_column(choices: Any, default: str) -> "models.CharField[Any, Any]":
    return models.CharField(
        _("status"), max_length=10, choices=choices.choices, default=default, editable=False
    )

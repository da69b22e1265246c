"""Columns that several of the models of evaluations have."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

Person = settings.AUTH_USER_MODEL


def person_column(**options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(Person, models.PROTECT, related_name="+", **options)


def organisation_column(**options: Any) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+", **options)


def status_column(choices: Any, default: str) -> "models.CharField[Any, Any]":
    return models.CharField(
        _("status"), max_length=12, choices=choices.choices, default=default, editable=False
    )


def choice_column(label: Any, choices: Any, **options: Any) -> "models.CharField[Any, Any]":
    return models.CharField(label, max_length=16, choices=choices.choices, **options)

"""Doing what a form asks for, and saying how it went."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

from matchmaking.errors import DomainError


def tried(
    request: HttpRequest, form: forms.Form, act: Callable[[], Any], success: str | Promise
) -> bool:
    """Do it, and say so; where it cannot be done, say why beside the field. Was it done?"""
    try:
        act()
    except DomainError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal.message))
        return False
    messages.success(request, str(success))
    return True

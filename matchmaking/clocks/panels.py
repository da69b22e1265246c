"""The clocks on the pages of a request, an offer and an introduction; consent to be named."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from matchmaking.clocks import policies, selectors
from matchmaking.clocks.models import Clock
from matchmaking.introductions.models import Introduction
from matchmaking.writing.records import RecordKind


def of_record(request: HttpRequest, kind: RecordKind[Any], record: Any) -> str:
    """Show the clocks of a record to its organisation and the secretariat."""
    if not kind.sees_inside(request.user, record):
        return ""
    return _drawn(request, selectors.clocks_of_record(request.user, kind.name, record.pk))


def of_introduction(request: HttpRequest, introduction: Introduction) -> str:
    """Show the clocks of an introduction to those who may know of it."""
    return _drawn(request, selectors.clocks_of_introduction(request.user, introduction.pk))


def consent(request: HttpRequest, introduction: Introduction) -> str:
    """Ask the sides of a match whether it may be named in the public register."""
    shown = selectors.consent_state(request.user, introduction)
    if shown is None:
        return ""
    context = {"introduction": introduction, "shown": shown}
    return render_to_string("clocks/_consent.html", context, request)


def _drawn(request: HttpRequest, clocks: list[Clock]) -> str:
    if not clocks:
        return ""
    context = {"clocks": clocks, "sees_told": policies.sees_reasons(request.user)}
    return render_to_string("clocks/_panel.html", context, request)

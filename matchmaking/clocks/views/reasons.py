"""The report of reasons: why tries came to nothing, with the lists behind every figure."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.http import SignedInRequest
from files.export import FORMATS, Column
from matchmaking.clocks import policies, selectors
from matchmaking.clocks.choices import Outcome
from matchmaking.clocks.forms import ReasonsForm
from matchmaking.clocks.selectors import Try
from matchmaking.vocabulary.selectors import labels

PER_PAGE = 25
COLUMNS = (
    Column("ended_on", gettext_lazy("Ended on"), lambda one: one.on),
    Column("outcome", gettext_lazy("How it ended"), lambda one: str(one.outcome.label)),
    Column("reason", gettext_lazy("Reason"), lambda one: one.reason),
    Column("words", gettext_lazy("In words"), lambda one: one.words),
    Column("state", gettext_lazy("State"), lambda one: str(one.need.country)),
    Column("region", gettext_lazy("Region"), lambda one: labels("region").get(one.region, "")),
    Column("request", gettext_lazy("Request"), lambda one: str(one.need)),
    Column("giver", gettext_lazy("Given by"), lambda one: str(one.offer.organisation)),
    Column("offer", gettext_lazy("Offer"), lambda one: str(one.offer)),
    Column(
        "themes",
        gettext_lazy("Themes"),
        lambda one: "; ".join(labels("theme").get(code, code) for code in sorted(one.themes)),
    ),
)


@login_required
def reasons(request: SignedInRequest) -> HttpResponse:
    """Show how many tries failed, by reason, theme, region and quarter, and which they are."""
    form, found = _found(request)
    titles = {
        "reason": _("By reason"),
        "theme": _("By theme of the request"),
        "region": _("By region of the State that asks"),
        "quarter": _("By quarter"),
    }
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "total": len(found),
        "outcomes": Outcome.choices,
        "tables": [
            (name, titles[name], _linked(request, name, rows))
            for name, rows in selectors.reason_tables(found)
        ],
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": query.urlencode(),
        "is_filtered": bool(form.asked),
        "formats": [
            (
                name.upper(),
                f"{reverse('clocks:reasons_export', args=[name])}?{query.urlencode()}",
            )
            for name in FORMATS
        ],
    }
    return render(request, "clocks/reasons.html", context)


@login_required
def export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send the tries that were asked for as a file."""
    _form, found = _found(request)
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](found, COLUMNS, "reasons")


def _found(request: SignedInRequest) -> tuple[ReasonsForm, list[Try]]:
    if not policies.sees_reasons(request.user):
        raise PermissionDenied
    everything = selectors.failed_tries(request.user)
    form = ReasonsForm(request.GET, reasons={one.reason_id: one.reason for one in everything})
    return form, selectors.kept_tries(everything, form.asked)


def _linked(request: SignedInRequest, name: str, rows: list[Any]) -> list[dict[str, Any]]:
    """Return the lines of a table; each figure leads to the tries behind it."""
    return [
        {
            "label": row.label,
            "cells": [
                (count, _address(request, **{name: row.code, "outcome": outcome}))
                for outcome, count in row.counts
            ],
            "total": row.total,
            "url": _address(request, **{name: row.code}),
        }
        for row in rows
    ]


def _address(request: SignedInRequest, **asked: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in asked.items():
        query[name] = value
    return f"?{query.urlencode()}#tries"

"""Calls as everybody reads them: the list, one call, and its moves."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS
from files.rows import RowListing
from matchmaking.funds import describing, panels, policies, selectors, services
from matchmaking.funds.choices import CallStatus
from matchmaking.funds.filters import CALL_COLUMNS, CallFilterSet
from matchmaking.funds.forms import QuestionForm
from matchmaking.funds.models import Call
from matchmaking.funds.services.questions import takes_questions
from matchmaking.funds.views.access import attempt, known_call
from matchmaking.funds.views.funds import formats_of
from matchmaking.funds.workflow import CALL_WORKFLOW
from matchmaking.vocabulary.fields import readers_language
from matchmaking.vocabulary.selectors import labels


class Move(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Call]
    done: str | Promise
    takes_reason: bool = False


MOVES = {
    "publish": Move(services.publish_call, _("The call is published; its terms stand now.")),
    "close": Move(services.close_call, _("The call is closed."), takes_reason=True),
    "reopen": Move(services.reopen_call, _("The call is open again."), takes_reason=True),
    "decide_call": Move(services.decide_call, _("All applications are marked as decided.")),
    "archive_call": Move(services.archive_call, _("The call is in the archive.")),
}


def call_list(request: HttpRequest) -> HttpResponse:
    """Show the calls a person may know of, the open ones first."""
    results = RowListing(request, _filterset(request))
    context = {
        "results": results,
        "formats": formats_of(results, "funds:calls_export"),
    }
    return render(request, "funds/calls.html", context)


def calls_export(request: HttpRequest, format_name: str) -> HttpResponseBase:
    """Send the calls the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    rows = _filterset(request).qs.prefetch_related("themes", "regions", "countries")
    return FORMATS[format_name](rows.iterator(chunk_size=500), CALL_COLUMNS, "calls")


def call(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a call: terms, criteria, deadline, changes, questions and answers."""
    found = known_call(request, pk)
    may_administer = policies.administers(request.user, found.fund)
    context = {
        "call": found,
        "fund": found.fund,
        "groups": describing.groups(found.terms),
        "criteria": describing.criteria(found.terms),
        "facts": _facts(found),
        "figures": _figures(found),
        "own_terms": describing.differences(found.rules.terms, found.terms),
        "changes": found.changes.order_by("-at"),
        "extensions": selectors.extensions_of(request.user, found),
        "questions": selectors.questions_of(request.user, found),
        "question_form": _question_form(request, found),
        "follows": found.followers.filter(user=request.user.pk).exists(),
        "may_follow": policies.may_follow(request.user, found),
        "may_administer": may_administer,
        "moves": CALL_WORKFLOW.available(found, actor=request.user),
        "is_draft": found.status == CallStatus.DRAFT,
        "is_open": found.status == CallStatus.OPEN,
        "panels": panels.shown("call", request, found),
        "actions": panels.shown("call_actions", request, found),
        "side": panels.shown("call_side", request, found),
        "history": selectors.history_of(request.user, found) if may_administer else [],
    }
    return render(request, "funds/call.html", context)


@require_POST
@login_required
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Move a call to its next state."""
    known_call(request, pk)
    step = MOVES[name]
    said = {"reason": request.POST.get("reason", "")} if step.takes_reason else {}
    return attempt(
        request, lambda: step.service(call_id=pk, actor=request.user, **said), step.done, pk
    )


def _question_form(request: HttpRequest, found: Call) -> QuestionForm | None:
    if not policies.may_ask(request.user, found) or not takes_questions(found):
        return None
    return QuestionForm(initial={"language": readers_language()})


def _figures(found: Call) -> list[dict[str, Any]]:
    amounts = (
        (_("Available in all"), found.budget),
        (_("Most for one project"), found.ceiling),
        (_("Least for one project"), found.minimum),
    )
    return [{"label": label, "value": value} for label, value in amounts if value]


def _facts(found: Call) -> list[tuple[str | Promise, Any]]:
    every = _("all")
    return [
        (_("Themes"), _names("theme", found.themes.all()) or every),
        (_("Regions"), _names("region", found.regions.all()) or every),
        (_("States"), _names("country", found.countries.all()) or every),
        *((label, day) for label, day in _days(found) if day),
        (_("Rules of the fund"), _("version %(number)s") % {"number": found.rules.number}),
    ]


def _days(found: Call) -> list[tuple[str | Promise, Any]]:
    return [
        (_("Projects begin on or after"), found.starts_after),
        (_("Projects end by"), found.ends_before),
    ]


def _names(what: str, rows: Any) -> str:
    return ", ".join(labels(what, [row.pk for row in rows]).values())


def _filterset(request: HttpRequest) -> CallFilterSet:
    rows = selectors.calls_for_listing(request.user)
    return CallFilterSet(request.GET, queryset=rows, request=request)

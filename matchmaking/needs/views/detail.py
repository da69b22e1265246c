"""One request, and what can be done with it."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.selectors import Person
from matchmaking.errors import DomainError
from matchmaking.needs import policies, selectors, services
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need
from matchmaking.needs.workflow import NEED_WORKFLOW
from matchmaking.vocabulary.choices import WorkingLanguage

Fact = tuple[str | Promise, Any]


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


class Act(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Need]
    done: str | Promise
    takes_reason: bool = True


ACTS = {
    "submit": Act(services.submit_need, _("Submitted to the secretariat."), takes_reason=False),
    "publish": Act(services.publish_need, _("Published."), takes_reason=False),
    "return": Act(services.return_need, _("Sent back to the State.")),
    "withdraw": Act(services.withdraw_need, _("Withdrawn.")),
    "meet": Act(services.meet_need, _("Marked as met.")),
}


def known_need(user: Person, pk: int) -> Need:
    """Return the request, or answer 404 when `user` may not know of it."""
    try:
        return selectors.need_detail(user, pk)
    except Need.DoesNotExist as error:
        raise Http404 from error


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request."""
    need = known_need(request.user, pk)
    moves = NEED_WORKFLOW.available(need, actor=request.user)
    context = {
        **answers_of(need, request.user),
        "history": selectors.need_history(request.user, need),
        # Submitting leads over the page where the answers are checked.
        "moves": [move for move in moves if move.name != "submit"],
        "may_edit": need.is_editable and policies.edits_need(request.user, need),
        "may_check": need.status == NeedStatus.DRAFT,
        "may_delete": _is_deletable(request.user, need),
        "may_match": policies.sees_inside(request.user, need),
    }
    return render(request, "needs/detail.html", context)


@require_POST
@login_required
def move(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Make one move of the workflow, and say how it went."""
    known_need(request.user, pk)
    act = ACTS[name]
    reason = {"reason": request.POST.get("reason", "")} if act.takes_reason else {}
    try:
        act.service(need_id=pk, actor=request.user, version=posted_version(request), **reason)
    except services.IncompleteNeed as refusal:
        messages.error(request, str(refusal.message))
        return redirect("needs:check", pk=pk)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("needs:detail", pk=pk)
    messages.success(request, str(act.done))
    # A draft is the State's own affair again; the secretariat goes on with its queue.
    return redirect("needs:moderation") if name == "return" else redirect("needs:detail", pk=pk)


@require_POST
@login_required
def delete_draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    known_need(request.user, pk)
    try:
        services.delete_draft(need_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
        return redirect("needs:detail", pk=pk)
    messages.success(request, gettext("The draft has been deleted."))
    return redirect("needs:mine")


def posted_version(request: HttpRequest) -> int | None:
    """Return the version the person had before them, where the form says it."""
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def answers_of(need: Need, user: Person) -> dict[str, Any]:
    """Return what every page shows that shows a request to `user`."""
    return {
        "need": need,
        "figures": _figures(need),
        "facts": _facts(need, user),
        "source": _source(user, need),
    }


def _figures(need: Need) -> list[dict[str, Any]]:
    """Return the three figures: asked, secured, still needed."""
    unknown = _("not stated")
    first_stage = _("first stage only") if need.is_first_stage_only else ""
    return [
        {"label": _("Asked"), "value": need.budget or unknown, "note": first_stage},
        {"label": _("Secured"), "value": need.cofinancing or unknown, "note": ""},
        {"label": _("Still needed"), "value": need.still_needed or unknown, "note": ""},
    ]


def _facts(need: Need, user: Person) -> list[Fact]:
    """Return what the side column says; the exact site only to those it is meant for."""
    facts: list[Fact] = [
        (_("State"), need.country),
        (_("Beneficiary institution"), need.institution),
        (_("Place"), need.place),
    ]
    if policies.sees_inside(user, need):
        facts.append((_("Exact site (confidential)"), need.confidential_place))
    return [
        *facts,
        (_("Window"), _window(need)),
        (_("Priority of the State"), need.get_priority_display()),
        (_("Rank among its requests"), need.rank),
        (_("Themes"), _listed(need.themes.all())),
        (_("Working languages"), _listed(WorkingLanguage(c).label for c in need.working_languages)),
        (_("Regional bodies consulted"), _listed(need.bodies_consulted.all())),
        (_("National plan"), need.national_plan),
        (_("Project proposal"), _yes_no(need.proposal_developed)),
    ]


def _window(need: Need) -> str:
    days = {"start": _day(need.starts_on), "end": _day(need.ends_on)}
    if need.starts_on and need.ends_on:
        return gettext("%(start)s to %(end)s") % days
    if need.ends_on:
        return gettext("until %(end)s") % days
    return gettext("from %(start)s") % days if need.starts_on else ""


def _day(day: datetime.date | None) -> str:
    return date_format(day) if day else ""


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values)


def _yes_no(value: bool | None) -> str | Promise:
    return {True: _("Exists"), False: _("Not yet")}.get(value, "") if value is not None else ""


def _is_deletable(user: Person, need: Need) -> bool:
    fresh = need.status == NeedStatus.DRAFT and not need.submitted_at
    return fresh and policies.drafts_need(user, need)


def _source(user: Person, need: Need) -> dict[str, str]:
    """Say where the passage stands; the report itself is open to its State and the secretariat."""
    report = need.candidate.report if need.candidate else None
    parts = [
        gettext("National report %(year)s") % {"year": (report and report.year) or ""},
        gettext("question %(ref)s") % {"ref": need.reported_ref} if need.reported_ref else "",
        gettext("page %(page)s") % {"page": need.reported_page} if need.reported_page else "",
    ]
    label = ", ".join(part.strip() for part in parts if part)
    if not report or not policies.sees_inside(user, need):
        return {"label": label}
    return {
        "label": label,
        "url": reverse("reports:passage", args=[report.pk, need.candidate_id]),
    }

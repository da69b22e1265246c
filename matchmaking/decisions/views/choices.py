"""Scenarios of what a call could fund: played with, compared, never decisions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from files.export import FORMATS, Column
from matchmaking.decisions import policies, selectors, services
from matchmaking.decisions.forms import ChoiceForm, CompareForm, LimitRows, NameForm
from matchmaking.decisions.models import Choice
from matchmaking.decisions.selectors.scenes import Scene, compared, limits_as_rows, scene_of
from matchmaking.decisions.views.access import (
    done,
    known_call,
    known_choice,
    plain_formats,
)
from matchmaking.errors import ChangedMeanwhile
from matchmaking.funds.models import Call
from matchmaking.money import Money

COLUMNS = (
    Column("place", gettext_lazy("Place"), lambda line: line.place),
    Column("number", gettext_lazy("Number"), lambda line: line.application.number),
    Column("proposal", gettext_lazy("Proposal"), lambda line: str(line.application.proposal)),
    Column("state", gettext_lazy("State"), lambda line: str(line.application.proposal.country)),
    Column("score", gettext_lazy("Score"), lambda line: line.score),
    Column("wish", gettext_lazy("Demand"), lambda line: str(line.get_wish_display())),
    Column("asked", gettext_lazy("Asked for"), lambda line: line.asked.amount),
    Column("granted", gettext_lazy("Would get"), lambda line: line.granted.amount),
    Column("by_rank", gettext_lazy("By rank"), lambda line: line.by_rank.amount),
    Column("currency", gettext_lazy("Currency"), lambda line: line.asked.currency),
)


@login_required
def choices(request: SignedInRequest, call_pk: int) -> HttpResponse:
    """List the scenarios of a call."""
    call = known_call(request, call_pk)
    context = {
        "call": call,
        "scenes": [scene_of(row) for row in _known(request, call)],
        "may_play": policies.plays(request.user, call),
    }
    return render(request, "decisions/choices.html", context)


@login_required
def choice_create(request: SignedInRequest, call_pk: int) -> HttpResponse:
    """Begin a scenario; it is computed at once."""
    call = known_call(request, call_pk)
    _players_only(request, call)
    if selectors.undeclared(request.user, call).exists():
        return redirect("decisions:ranking", call_pk)
    rows = selectors.candidates_of(request.user, call)
    initial = {"budget": call.budget.amount if call.budget else None}
    form = ChoiceForm(request.POST or None, call=call, rows=rows, initial=initial)
    limits: Any = LimitRows(request.POST or None, prefix="limits")
    if request.method == "POST" and all([form.is_valid(), limits.is_valid()]):
        row = services.create_choice(
            call_id=call.pk,
            actor=request.user,
            fields=form.said,
            limits=[limit.limit(call.currency) for limit in limits.kept_rows],
            wishes=form.wishes,
        )
        return redirect("decisions:choice", row.pk)
    return _form(request, call, form, limits)


@login_required
def choice_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is demanded; the scenario is computed again."""
    found = known_choice(request, pk)
    _players_only(request, found.call)
    rows = selectors.candidates_of(request.user, found.call)
    initial = ChoiceForm.initial_of(found)
    form = ChoiceForm(request.POST or None, call=found.call, rows=rows, initial=initial)
    limits: Any = LimitRows(request.POST or None, prefix="limits", initial=limits_as_rows(found))
    if request.method == "POST" and all([form.is_valid(), limits.is_valid()]):
        try:
            services.edit_choice(
                choice_id=pk,
                version=form.cleaned_data["version"],
                actor=request.user,
                fields=form.said,
                limits=[limit.limit(found.currency) for limit in limits.kept_rows],
                wishes=form.wishes,
            )
        except ChangedMeanwhile as refusal:
            form.add_error(None, str(refusal.message))
        else:
            return redirect("decisions:choice", pk)
    return _form(request, found.call, form, limits, found)


@login_required
def choice(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what a scenario would fund, how good that is, and beside it what rank alone would."""
    found = known_choice(request, pk)
    urls = [reverse("decisions:choice_export", args=[pk, name]) for name in FORMATS]
    may_play = policies.plays(request.user, found.call)
    rows = selectors.candidates_of(request.user, found.call)
    now = selectors.digest_of(selectors.problem_of(found, rows))
    context = {
        "scene": scene_of(found),
        "choice": found,
        "call": found.call,
        "is_stale": found.digest != now,
        "formats": plain_formats(urls),
        "may_play": may_play,
        "name_form": NameForm(),
    }
    return render(request, "decisions/choice.html", context)


@login_required
def choice_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send what a scenario would fund as a file."""
    found = known_choice(request, pk)
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](scene_of(found).lines, COLUMNS, f"scenario-{pk}")


@require_POST
@login_required
def choice_solve(request: SignedInRequest, pk: int) -> HttpResponse:
    """Compute a scenario anew."""
    known_choice(request, pk)
    done(request, services.solve_choice, _("Computed anew."), choice_id=pk)
    return redirect("decisions:choice", pk)


@require_POST
@login_required
def choice_copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """Begin another scenario with the same demands."""
    found = known_choice(request, pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the copy a name."))
        return redirect("decisions:choice", pk)
    name = form.cleaned_data["name"]
    row = services.copy_choice(choice_id=found.pk, actor=request.user, name=name)
    return redirect("decisions:choice_edit", row.pk)


@require_POST
@login_required
def choice_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throw a scenario away."""
    found = known_choice(request, pk)
    done(request, services.delete_choice, _("The scenario is deleted."), choice_id=pk)
    return redirect("decisions:choices", found.call_id)


@login_required
def choices_compare(request: SignedInRequest, call_pk: int) -> HttpResponse:
    """Show scenarios side by side."""
    call = known_call(request, call_pk)
    asked = request.GET if "scenario" in request.GET else None
    form = CompareForm(asked, known=_known(request, call))
    scenes: list[Scene] = []
    if form.is_valid():
        scenes = [scene_of(row) for row in form.cleaned_data["scenario"]]
    context = {"call": call, "form": form, "scenes": scenes, "rows": compared(scenes)}
    return render(request, "decisions/compare.html", context)


def _known(request: SignedInRequest, call: Call) -> Any:
    rows = Choice.objects.visible_to(request.user).filter(call=call)
    return rows.select_related("created_by", "call").order_by("-pk")


def _players_only(request: SignedInRequest, call: Call) -> None:
    if not policies.plays(request.user, call):
        raise PermissionDenied


def _form(
    request: SignedInRequest,
    call: Call,
    form: ChoiceForm,
    limits: Any,
    found: Choice | None = None,
) -> HttpResponse:
    rows = [
        (row, Money(row.place.candidate.asked_minor, call.currency), form[name])
        for name, row in zip(form.wish_names, form.rows, strict=True)
    ]
    context = {"call": call, "form": form, "limits": limits, "rows": rows, "choice": found}
    return render(request, "decisions/choice_form.html", context)

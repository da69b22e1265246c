"""The questionnaires of due diligence: read version by version, written anew by the secretariat."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.policies import is_broker
from matchmaking.projects.coordination import describing, services
from matchmaking.projects.coordination.forms import NoteForm, WordedFormSet, written
from matchmaking.projects.coordination.shipped import active_questionnaire
from matchmaking.projects.coordination.views.access import tried
from matchmaking.projects.models import Questionnaire
from matchmaking.projects.views.access import done
from matchmaking.vocabulary.fields import with_one_more_row


@login_required
def questionnaires(request: SignedInRequest) -> HttpResponse:
    """Show the version in force, and lead to the others."""
    _refuse_others(request)
    return _page(request, active_questionnaire())


@login_required
def questionnaire(request: SignedInRequest, number: int) -> HttpResponse:
    """Show a version, and what the one before asked differently."""
    _refuse_others(request)
    return _page(request, get_object_or_404(Questionnaire, number=number))


@login_required
def write(request: SignedInRequest) -> HttpResponse:
    """Write the next version from the one in force, and see before what it changes."""
    _refuse_others(request)
    active = active_questionnaire()
    before = describing.rows_of(active)
    data: QueryDict | None = request.POST if request.method == "POST" else None
    if data and "more" in data:
        data = with_one_more_row(data, "questions")
    rows = WordedFormSet(data, initial=None if data else written(before), prefix="questions")
    asks_only = data is None or "try" in data or "more" in data
    note = NoteForm(None if asks_only else data)
    is_readable = data is not None and "more" not in data and rows.is_valid()
    if is_readable and note.is_valid() and _written(request, note, rows):
        return redirect("projects:questionnaires")
    context: dict[str, Any] = {"active": active, "rows": rows, "note": note}
    if is_readable and asks_only:
        context["asked"] = describing.asked(rows.said)
        context["differences"] = describing.differences(before, rows.said)
    return render(request, "projects/coordination/questionnaire_write.html", context)


@require_POST
@login_required
def activate(request: SignedInRequest, number: int) -> HttpResponse:
    """Use another version from now on."""
    _refuse_others(request)
    done(
        request,
        lambda: services.activate_questionnaire(actor=request.user, number=number),
        _("This version is in force now; what was begun keeps its own."),
    )
    return redirect("projects:questionnaires")


def _refuse_others(request: SignedInRequest) -> None:
    if not is_broker(request.user):
        raise PermissionDenied


def _written(request: SignedInRequest, note: NoteForm, rows: Any) -> bool:
    said = note.cleaned_data["note"]
    return tried(
        request,
        note,
        lambda: services.write_questionnaire(actor=request.user, note=said, questions=rows.said),
        _("The new version is in force; what was begun keeps its own."),
    )


def _page(request: SignedInRequest, shown: Questionnaire) -> HttpResponse:
    rows = describing.rows_of(shown)
    before = Questionnaire.objects.filter(number=shown.number - 1).first()
    changed = describing.differences(describing.rows_of(before), rows) if before else []
    context = {
        "questionnaire": shown,
        "asked": describing.asked(rows),
        "differences": changed,
        "versions": Questionnaire.objects.select_related("created_by").order_by("-number"),
    }
    return render(request, "projects/coordination/questionnaire.html", context)

"""The inbox of tasks: what waits for a person and their organisation, and who does it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.notifications import inbox, services
from accounts.notifications.filters import TASK_COLUMNS, TaskFilters
from accounts.notifications.forms import AssignForm
from accounts.notifications.inbox import Task
from accounts.selectors import organisations_of
from files.export import FORMATS
from files.rows import RowListing


@login_required
def task_list(request: SignedInRequest) -> HttpResponse:
    """Show what waits, with the nearest last day first."""
    results = RowListing(request, _filters(request))
    context = {
        "results": results,
        "organisations_count": len(organisations_of(request.user)),
        "formats": [
            (name.upper(), results.export_url(reverse("notifications:task_export", args=[name])))
            for name in FORMATS
        ],
    }
    return render(request, "notifications/tasks.html", context)


@login_required
def task_export(request: SignedInRequest, format_name: str) -> HttpResponseBase:
    """Send what the filters find as a file."""
    if format_name not in FORMATS:
        raise Http404
    return FORMATS[format_name](_filters(request).qs, TASK_COLUMNS, "tasks")


@require_POST
@login_required
def take(request: SignedInRequest, source: str, pk: int) -> HttpResponseRedirect:
    """Take a task over, whoever had it."""
    known_task(request, source, pk)
    services.give_task(source=source, pk=pk, actor=request.user, to=request.user)
    messages.success(request, _("The task is yours."))
    return redirect("notifications:tasks")


@require_POST
@login_required
def release(request: SignedInRequest, source: str, pk: int) -> HttpResponseRedirect:
    """Leave a task to whoever has time."""
    known_task(request, source, pk)
    services.release_task(source=source, pk=pk, actor=request.user)
    messages.success(request, _("The task is open to your colleagues again."))
    return redirect("notifications:tasks")


@login_required
def assign(request: SignedInRequest, source: str, pk: int) -> HttpResponse:
    """Let the person hand a task to a colleague who can do it."""
    task = known_task(request, source, pk)
    able = inbox.colleagues_for(request.user, task)
    form = AssignForm(able, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        services.give_task(source=source, pk=pk, actor=request.user, to=person)
        messages.success(request, _("%(name)s has the task now.") % {"name": person})
        return redirect("notifications:tasks")
    context = {"task": task, "form": form, "has_colleagues": bool(able)}
    return render(request, "notifications/assign.html", context)


def known_task(request: SignedInRequest, source: str, pk: int) -> Task:
    """Return the task, or answer 404 where it does not wait for this person."""
    task = inbox.task_of(request.user, source, pk)
    if task is None:
        raise Http404
    return task


def _filters(request: SignedInRequest) -> TaskFilters:
    tasks = inbox.tasks_for(request.user)
    places = organisations_of(request.user)
    return TaskFilters(request.GET, tasks, user=request.user, places=places)

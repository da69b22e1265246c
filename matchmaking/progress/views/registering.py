"""The register of risks and issues."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import audit
from accounts.http import SignedInRequest
from files.rows import RowListing
from matchmaking.monitoring.views.access import known, page, reads
from matchmaking.payments.views.access import done, filled, formats, version_of
from matchmaking.payments.views.lists import export
from matchmaking.progress import policies, selectors, services
from matchmaking.progress.choices import EntryStatus
from matchmaking.progress.exports import ENTRY_COLUMNS
from matchmaking.progress.filters import RegisterFilterSet
from matchmaking.progress.forms import EntryForm
from matchmaking.progress.models import RegisterEntry
from matchmaking.progress.views.common import row_known
from matchmaking.progress.workflow import ENTRY_WORKFLOW


@reads
def register(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show the risks and issues, the heaviest first."""
    undertaking = known(request, pk)
    rows = selectors.register_for_listing(request.user, undertaking)
    filterset = RegisterFilterSet(request.GET, queryset=rows)
    results = RowListing(request, filterset)
    may_add = undertaking.is_open and policies.keeps_register(request.user, undertaking)
    address = lambda name: reverse("progress:register_export", args=[pk, name])  # noqa: E731
    context = {
        **page(request, undertaking),
        "title": _("Risks and issues"),
        "results": results,
        "filterset": filterset,
        "rows": results.rows,
        "may_add": may_add,
        "formats": formats(results, address),
    }
    return render(request, "progress/register.html", context)


@reads
def register_export(request: SignedInRequest, pk: int, format_name: str) -> HttpResponseBase:
    """Send the risks and issues that the filters find as a file."""
    rows = selectors.register_for_listing(request.user, known(request, pk))
    found = RegisterFilterSet(request.GET, queryset=rows).qs
    return export(format_name, found, list, ENTRY_COLUMNS, f"register-{pk}")


@reads
def entry_new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Name a risk or an issue."""
    undertaking = known(request, pk)
    if not policies.keeps_register(request.user, undertaking):
        raise PermissionDenied
    form = EntryForm(request.POST or None)
    if filled(
        request,
        form,
        lambda: services.add_entry(undertaking_id=pk, actor=request.user, said=form.data_said()),
        _("Added."),
    ):
        return redirect("progress:register", pk)
    context = {**page(request, undertaking), "form": form, "title": _("Add a risk or an issue")}
    context["back"] = ("progress:register", _("Risks and issues"))
    return render(request, "progress/form.html", context)


@reads
def entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show a risk or issue with its history; those who keep the register change it here."""
    found, undertaking = row_known(request, RegisterEntry, pk)
    may_edit = found.status == EntryStatus.OPEN and policies.settles(request.user, found)
    form = EntryForm(request.POST or None, initial=_initial(found)) if may_edit else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if filled(request, form, partial(_edit, request, pk, form), _("Saved.")):
            return redirect("progress:entry", pk)
    context = {
        **page(request, undertaking),
        "title": found.title,
        "entry": found,
        "form": form,
        "facts": _facts(found),
        "moves": ENTRY_WORKFLOW.available(found, actor=request.user),
        "history": audit.history(found),
    }
    return render(request, "progress/entry.html", context)


@require_POST
@reads
def close_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a risk or issue, saying what came of it."""
    return _move(request, pk, services.close_entry, _("Closed."))


@require_POST
@reads
def reopen_entry(request: SignedInRequest, pk: int) -> HttpResponse:
    """Open a risk or issue again, with the reason."""
    return _move(request, pk, services.reopen_entry, _("Open again."))


def _edit(request: SignedInRequest, pk: int, form: EntryForm) -> RegisterEntry:
    version = form.cleaned_data["version"]
    return services.edit_entry(
        entry_id=pk, actor=request.user, said=form.data_said(), version=version
    )


def _move(request: SignedInRequest, pk: int, act: Any, success: str) -> HttpResponse:
    row_known(request, RegisterEntry, pk)
    said = {"reason": request.POST.get("reason", ""), "version": version_of(request)}
    done(request, partial(act, entry_id=pk, actor=request.user, **said), success)
    return redirect("progress:entry", pk)


def _initial(found: RegisterEntry) -> dict[str, Any]:
    return {name: getattr(found, name) for name in EntryForm.base_fields}


def _facts(found: RegisterEntry) -> list[tuple[Any, Any]]:
    return [
        (_("Kind"), found.get_kind_display()),
        (_("Likelihood"), found.get_likelihood_display()),
        (_("Impact"), found.get_impact_display()),
        (_("Weight"), _("%(weight)s of 9") % {"weight": found.weight}),
        (_("Who takes care of it"), found.owner),
        (_("To be settled by"), found.due_on),
        (_("Entered by"), found.entered_by or _("carried over from the proposal")),
    ]

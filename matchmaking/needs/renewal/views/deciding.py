"""What a focal point does with one renewal: confirm, correct, take back, take over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.needs import services as needs
from matchmaking.needs.models import Need
from matchmaking.needs.renewal import forms, selectors, services
from matchmaking.needs.renewal.choices import RenewalStatus, Verdict
from matchmaking.needs.renewal.models import Renewal
from matchmaking.needs.renewal.selectors import Row
from matchmaking.needs.renewal.services.comparing import OUT
from matchmaking.writing.services import IncompleteRecord, StaleRecord


@login_required
def renewal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one request against the new report, with the form to answer otherwise."""
    row = _known(request, pk)
    return _page(request, row, _form(row.renewal) if row.may_confirm else None)


@require_POST
@login_required
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm the suggestion with one click, or what the form says instead."""
    row = _known(request, pk)
    form = _form(row.renewal, request.POST) if "answer" in request.POST else None
    if form is not None and not form.is_valid():
        return _page(request, row, form)
    said = form.as_answer() if form else {"keep": "keep" in request.POST}
    version = request.POST.get("version", "")
    try:
        done = services.confirm_renewal(
            renewal_id=pk,
            actor=request.user,
            version=int(version) if version.isdecimal() else None,
            **said,
        )
    except DomainError as refusal:
        return _refused(request, row, form, refusal)
    if done.verdict == Verdict.CHANGED and _need(done).is_editable:
        messages.success(request, _("Confirmed. Take over now what has changed."))
        return redirect("needs:renewal_change", pk=pk)
    messages.success(request, _("Confirmed. You can take it back."))
    return _go_on(done)


@require_POST
@login_required
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a confirmation back."""
    row = _known(request, pk)
    try:
        services.undo_renewal(renewal_id=pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. The request waits for your answer again."))
    return _back(row.renewal)


@login_required
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what changed beside what the request says now, and take over what is wanted."""
    row = _known(request, pk)
    if not row.may_undo:
        raise PermissionDenied
    if not row.needs_edit:
        return _back(row.renewal)
    form = forms.ChangeForm(row.renewal, request.POST or None)
    if request.method == "POST" and form.is_valid() and _took_over(request, row.renewal, form):
        messages.success(request, _("Saved. The request says now what the report says."))
        return _go_on(row.renewal)
    context = {"row": row, "form": form, "need": row.renewal.need}
    return render(request, "needs/renewal/change.html", context)


def _took_over(request: SignedInRequest, about: Renewal, form: forms.ChangeForm) -> bool:
    """Write the new figures; where they cannot stand, say so beside the field."""
    version = request.POST.get("version", "")
    try:
        needs.edit_need(
            need_id=about.need_id,
            version=int(version) if version.isdecimal() else 0,
            actor=request.user,
            fields=form.as_fields(),
            lines=form.as_lines(),
        )
    except StaleRecord as refusal:
        form.add_error(None, str(refusal.message))
    except IncompleteRecord as refusal:
        for name, message in refusal.errors.items():
            form.add_error(name if name in form.fields else None, str(message))
    return form.is_valid()


def _known(request: SignedInRequest, pk: int) -> Row:
    try:
        return selectors.row_of(request.user, pk)
    except Renewal.DoesNotExist as error:
        raise Http404 from error


def _form(about: Renewal, data: Any = None) -> forms.CorrectionForm:
    passages = about.report.candidates.exclude(status__in=OUT).exclude(quote="")
    return forms.CorrectionForm(about, passages.order_by("position", "pk"), data)


def _page(request: SignedInRequest, row: Row, form: forms.CorrectionForm | None) -> HttpResponse:
    context = {"row": row, "form": form, "report": row.renewal.report}
    return render(request, "needs/renewal/renewal.html", context)


def _refused(
    request: SignedInRequest, row: Row, form: forms.CorrectionForm | None, refusal: DomainError
) -> HttpResponse:
    """Show the refusal beside the field it is about, with nothing typed lost."""
    if form is None:
        messages.error(request, str(refusal.message))
        return _back(row.renewal)
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
    return _page(request, row, form)


def _need(done: Renewal) -> Need:
    return Need.objects.get(pk=done.need_id)


def _go_on(done: Renewal) -> HttpResponseRedirect:
    """Go to the next request that waits; when none does, to the whole comparison."""
    rest = done.report.renewals.waiting().in_order().exclude(pk=done.pk).first()
    return _back(rest or done)


def _back(about: Renewal) -> HttpResponseRedirect:
    if about.status == RenewalStatus.REPLACED:
        return redirect("needs:comparisons")
    page = reverse("needs:comparison", args=[about.report_id])
    return redirect(f"{page}#renewal-{about.pk}")

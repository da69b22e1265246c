"""One project or agreement in the open data: its identifier, and whether amounts are shown."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.monitoring.models import Undertaking
from matchmaking.opendata import policies, selectors, services
from matchmaking.opendata.forms import IdentifierForm


@login_required
def activity(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what is published of a project or agreement; keep its owner's identifier."""
    undertaking = _known(request, pk)
    naming = selectors.naming_of(request.user, undertaking)
    known = naming.activity.identifier if naming.activity else ""
    form = IdentifierForm(request.POST or None, initial={"identifier": known})
    if request.method == "POST":
        if not naming.may_name:
            raise PermissionDenied
        if form.is_valid() and _kept(request, pk, form):
            messages.success(request, _("Saved. The next edition of the file says so."))
            return redirect("opendata:activity", pk=pk)
    context = {
        "undertaking": undertaking,
        "naming": naming,
        "form": form,
        "wording": selectors.amounts_wording(),
    }
    return render(request, "opendata/activity.html", context)


@require_POST
@login_required
def agree(request: SignedInRequest, pk: int) -> HttpResponse:
    """Agree for one's side that amounts are shown."""
    side = _side(request, pk)
    _tried(request, services.consent_to_amounts, pk, side)
    return redirect("opendata:activity", pk=pk)


@require_POST
@login_required
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take that back."""
    side = _side(request, pk)
    _tried(request, services.withdraw_amounts, pk, side)
    return redirect("opendata:activity", pk=pk)


def _known(request: SignedInRequest, pk: int) -> Undertaking:
    rows = Undertaking.objects.visible_to(request.user).with_parties()
    return get_object_or_404(rows, pk=pk)


def _kept(request: SignedInRequest, pk: int, form: IdentifierForm) -> bool:
    """Say whether the identifier was kept; what is wrong with it stands beside the field."""
    said = form.cleaned_data
    try:
        services.name_activity(
            undertaking_id=pk,
            version=said["version"],
            identifier=said["identifier"],
            actor=request.user,
        )
    except services.FaultyIdentifier as refusal:
        form.add_error("identifier", str(refusal.message))
        return False
    return True


def _side(request: SignedInRequest, pk: int) -> str:
    """Return the side a person speaks for; who answers for both says which."""
    own = policies.consenting_sides(request.user, _known(request, pk))
    if not own:
        raise PermissionDenied
    said = request.POST.get("side", "")
    return said if said in own else own[0]


def _tried(request: SignedInRequest, act: object, pk: int, side: str) -> None:
    try:
        act(undertaking_id=pk, side=side, actor=request.user)  # type: ignore[operator]
    except DomainError as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Saved."))

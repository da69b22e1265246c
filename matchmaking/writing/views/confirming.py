"""The owner of an open record says that it still stands: one, or several at once."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from matchmaking.errors import DomainError
from matchmaking.writing import selectors, services
from matchmaking.writing.views.editing import EditingPages

NUMBERS = 9  # digits of a number that can be that of a record


@dataclass(frozen=True)
class ConfirmingPages(EditingPages):
    """The views in which the owner of a record confirms it."""

    @method_decorator(login_required)
    def confirm(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Ask whether a record still stands, where a letter leads; note the answer."""
        record = self._known(request.user, pk)
        if not self.kind.owns(request.user, record):
            raise PermissionDenied
        if request.method != "POST":
            context = {"standing": selectors.standing_of(record)}
            return self._page(request, "writing/confirm.html", record, context)
        try:
            services.confirm_record(self.kind, record_id=pk, actor=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            messages.success(request, _("Thank you. It stands."))
        return redirect(self.kind.url("detail", record))

    @method_decorator([require_POST, login_required])
    def confirm_many(self, request: SignedInRequest) -> HttpResponse:
        """Confirm the ticked ones of one's own list, all or none."""
        ticked = request.POST.getlist("record")
        ids = {int(pk) for pk in ticked if pk.isdecimal() and len(pk) <= NUMBERS}
        known = self.kind.visible_to(request.user).filter(pk__in=ids)
        if known.count() != len(ids):
            raise Http404
        if not ids:
            messages.error(request, _("Tick what still stands first."))
            return redirect(self.kind.url("mine"))
        try:
            count = services.confirm_records(self.kind, record_ids=ids, actor=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        else:
            done = ngettext("Thank you. %(count)s stands.", "Thank you. %(count)s stand.", count)
            messages.success(request, done % {"count": count})
        return redirect(self.kind.url("mine"))

"""The pages of one kind of record, from its first line to its last move, and on paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking.errors import DomainError
from matchmaking.writing import policies, selectors, services
from matchmaking.writing.forms import PREFIX, StartForm
from matchmaking.writing.models import DRAFT, Record
from matchmaking.writing.views.confirming import ConfirmingPages
from matchmaking.writing.views.records import posted_version


class Act(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Record]
    done: str | Promise
    takes_reason: bool = False


@dataclass(frozen=True)
class RecordPages(ConfirmingPages):
    """The views of one kind of record; a slice says what they show, and names them in its urls."""

    start_form: type[StartForm]
    organisations: Callable[[Person], list[Organisation]]  # for which someone may begin one
    acts: Mapping[str, Act]

    @property
    def urls(self) -> list[URLPattern]:
        """The addresses: nouns to look at, verbs to post to."""
        moves = [
            path(f"<int:pk>/{name}/", self.move, {"name": name}, name=name) for name in self.acts
        ]
        return [
            path("new/", self.create, name="create"),
            path("confirm/", self.confirm_many, name="confirm_many"),
            path("<int:pk>/", self.detail, name="detail"),
            path("<int:pk>/print/", self.paper, name="print"),
            path("<int:pk>/edit/", self.edit, name="edit"),
            path("<int:pk>/autosave/", self.autosave, name="autosave"),
            path("<int:pk>/check/", self.check, name="check"),
            path("<int:pk>/delete/", self.delete, name="delete"),
            path("<int:pk>/confirm/", self.confirm, name="confirm"),
            *moves,
        ]

    def detail(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one record; the address of a merged one leads to the one that was kept."""
        if kept := self.kind.visible_to(request.user).filter(merged_here=pk).first():
            return redirect(self.kind.url("detail", kept))
        record = self._known(request.user, pk)
        moves = self.kind.workflow.available(record, actor=request.user)
        writes = self.kind.may_edit(request.user, record)
        context = {
            "history": selectors.record_history(self.kind, request.user, record),
            # Submitting leads over the page where the answers are checked.
            "moves": [move for move in moves if move.name != "submit"],
            "may_edit": writes and record.is_editable,
            "may_check": writes and record.status == DRAFT,
            "may_delete": writes and record.is_deletable,
            "may_confirm": self.kind.owns(request.user, record)
            and selectors.is_asked_about(record),
            "may_match": self.kind.sees_inside(request.user, record),
            **self._inside(request, record),
        }
        return self._page(request, f"{self.kind.namespace}/detail.html", record, context)

    def paper(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one record as it is printed."""
        record = self._known(request.user, pk)
        context = {"printed_at": timezone.now(), **self._inside(request, record)}
        return self._page(request, f"{self.kind.namespace}/print.html", record, context)

    @method_decorator(login_required)
    def create(self, request: SignedInRequest) -> HttpResponse:
        """Begin a record; from here on it is saved while it is being written."""
        organisations = self.organisations(request.user)
        if not organisations:
            raise PermissionDenied
        form = self.start_form(request.POST or None, organisations=organisations)
        if not form.is_valid():
            context = {"form": form, "kind": self.kind}
            return render(request, "writing/start.html", context)
        fields = form.cleaned_data.copy()
        organisation = fields.pop("organisation")
        record = services.draft_record(
            self.kind, actor=request.user, organisation=organisation, fields=fields
        )
        return redirect(self.kind.url("edit", record))

    @method_decorator(login_required)
    def check(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Show all answers once more, and what is missing, before the record is submitted."""
        record = self._known_to_write(request, pk)
        if record.status != DRAFT:
            return redirect(self.kind.url("detail", record))
        moves = self.kind.workflow.available(record, actor=request.user)
        missing = self.kind.missing_parts(record).items()
        context = {
            "missing": [(_anchor(name), words) for name, words in missing],
            "may_submit": any(move.name == "submit" for move in moves),
            **self._inside(request, record),
        }
        return self._page(request, f"{self.kind.namespace}/check.html", record, context)

    @method_decorator([require_POST, login_required])
    def move(self, request: SignedInRequest, pk: int, name: str) -> HttpResponse:
        """Make one move of the workflow, and say how it went."""
        record = self._known(request.user, pk)
        act = self.acts[name]
        reason = {"reason": request.POST.get("reason", "")} if act.takes_reason else {}
        about = {f"{self.kind.name}_id": pk, "actor": request.user, **reason}
        try:
            act.service(version=posted_version(request), **about)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
            is_incomplete = isinstance(refusal, services.IncompleteRecord)
            return redirect(self.kind.url("check" if is_incomplete else "detail", record))
        messages.success(request, str(act.done))
        # A draft is its owner's affair again; the secretariat goes on with its queue.
        if name == "return":
            return redirect(self.kind.url("moderation"))
        return redirect(self.kind.url("detail", record))

    @method_decorator([require_POST, login_required])
    def delete(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Throw a draft away."""
        record = self._known(request.user, pk)
        try:
            services.delete_record(self.kind, record_id=pk, actor=request.user)
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
            return redirect(self.kind.url("detail", record))
        messages.success(request, _("The draft has been deleted."))
        return redirect(self.kind.url("mine"))

    def _inside(self, request: HttpRequest, record: Record) -> dict[str, Any]:
        """Return what those who see inside learn of the signature, and colleagues besides."""
        if not self.kind.sees_inside(request.user, record):
            return {}
        together = policies.writes_together(request.user, record)
        return {
            "sign_off": selectors.sign_off_of(record),
            "may_sign": self.kind.owns(request.user, record),
            "open_comments": selectors.comments_of(record).still_open() if together else None,
            "together": together,
        }


def _anchor(field: str) -> str:
    """Return where in the form an answer is given."""
    return f"id_{PREFIX}-0-kind" if field == PREFIX else f"id_{field}"

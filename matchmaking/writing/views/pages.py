"""The pages of one kind of record, from its first line to its last move."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.models import Organisation
from accounts.selectors import Person
from matchmaking.errors import DomainError
from matchmaking.vocabulary.fields import with_one_more_row
from matchmaking.writing import services
from matchmaking.writing.forms import PREFIX, RecordEditor, StartForm, editor_of
from matchmaking.writing.models import DRAFT, Record
from matchmaking.writing.records import RecordKind
from matchmaking.writing.selectors import record_history

Answers = Mapping[str, Any]


class Act(NamedTuple):
    """The service behind a button, and what the person reads when it is done."""

    service: Callable[..., Record]
    done: str | Promise
    takes_reason: bool = False


@dataclass(frozen=True)
class RecordPages:
    """The views of one kind of record; a slice says what they show, and names them in its urls."""

    kind: RecordKind[Any]
    start_form: type[StartForm]
    organisations: Callable[[Person], list[Organisation]]  # for which someone may begin one
    detail_of: Callable[[Person, int], Record]
    answers_of: Callable[[Any, Person], Answers]  # what each page shows that shows the record
    acts: Mapping[str, Act]

    @property
    def urls(self) -> list[URLPattern]:
        """The addresses: nouns to look at, verbs to post to."""
        moves = [
            path(f"<int:pk>/{name}/", self.move, {"name": name}, name=name) for name in self.acts
        ]
        return [
            path("new/", self.create, name="create"),
            path("<int:pk>/", self.detail, name="detail"),
            path("<int:pk>/edit/", self.edit, name="edit"),
            path("<int:pk>/autosave/", self.autosave, name="autosave"),
            path("<int:pk>/check/", self.check, name="check"),
            path("<int:pk>/delete/", self.delete, name="delete"),
            *moves,
        ]

    def detail(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show one record."""
        record = self._known(request.user, pk)
        moves = self.kind.workflow.available(record, actor=request.user)
        writes = self.kind.may_edit(request.user, record)
        context = {
            "history": record_history(self.kind, request.user, record),
            # Submitting leads over the page where the answers are checked.
            "moves": [move for move in moves if move.name != "submit"],
            "may_edit": writes and record.is_editable,
            "may_check": writes and record.status == DRAFT,
            "may_delete": writes and record.is_deletable,
            "may_match": self.kind.sees_inside(request.user, record),
        }
        return self._page(request, "detail", record, context)

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
    def edit(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Show the form of a record, or save what was typed into it."""
        record = self._known_to_write(request, pk)
        if not record.is_editable:
            messages.error(request, str(self.kind.words.closed))
            return redirect(self.kind.url("detail", record))
        if request.method != "POST":
            return self._form(request, record, self._editor(record), version=record.version)
        if "add_line" in request.POST:
            editor = self._editor(record, with_one_more_row(request.POST, PREFIX))
            version = posted_version(request) or record.version
            return self._form(request, record, editor, version=version)
        return self._save(request, record, self._editor(record, request.POST))

    @method_decorator([require_POST, login_required])
    def autosave(self, request: SignedInRequest, pk: int) -> JsonResponse:
        """Keep what can stand of a draft; answer the new version, or 409 and why it was not."""
        record = self._known_to_write(request, pk)
        editor = self._editor(record, request.POST)
        is_whole = editor.is_valid()
        try:
            saved = services.autosave_record(self.kind, **self._said(request, record, editor))
        except DomainError as refusal:
            return JsonResponse({"message": str(refusal.message)}, status=409)
        answer = {"version": saved.version, "fields": editor.saved_numbers(saved)}
        if is_whole:
            return JsonResponse(answer)
        partly = _("Draft saved, except the answers that cannot stand as they are.")
        return JsonResponse({**answer, "message": partly})

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
        }
        return self._page(request, "check", record, context)

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

    def _known(self, user: Person, pk: int) -> Record:
        """Return the record, or answer 404 when `user` may not know of it."""
        try:
            return self.detail_of(user, pk)
        except self.kind.model.DoesNotExist as error:
            raise Http404 from error

    def _known_to_write(self, request: SignedInRequest, pk: int) -> Record:
        record = self._known(request.user, pk)
        if not self.kind.may_edit(request.user, record):
            raise PermissionDenied
        return record

    def _editor(self, record: Record, data: Any = None) -> RecordEditor:
        return editor_of(self.kind)(record, data)

    def _said(
        self, request: SignedInRequest, record: Record, editor: RecordEditor
    ) -> dict[str, Any]:
        return {
            "record_id": record.pk,
            "version": posted_version(request) or 0,
            "actor": request.user,
            "fields": editor.fields,
            "lines": editor.line_data,
        }

    def _save(self, request: SignedInRequest, record: Record, editor: RecordEditor) -> HttpResponse:
        version = posted_version(request) or 0
        if not editor.is_valid():
            return self._form(request, record, editor, version=version)
        try:
            services.edit_record(self.kind, **self._said(request, record, editor))
        except services.StaleRecord as refusal:
            # Saving again means: I have seen theirs, take mine.
            return self._form(
                request, record, editor, version=refusal.record.version, stale=refusal
            )
        except DomainError as refusal:
            editor.add_refusal(refusal)
            return self._form(request, record, editor, version=version)
        messages.success(request, _("Saved."))
        return redirect(self.kind.url("check" if "check" in request.POST else "detail", record))

    def _form(
        self,
        request: SignedInRequest,
        record: Record,
        editor: RecordEditor,
        *,
        version: int,
        stale: services.StaleRecord | None = None,
    ) -> HttpResponse:
        context: dict[str, Any] = {"editor": editor, "version": version}
        if stale:
            theirs = record_history(self.kind, request.user, record)[:3]
            context |= {"stale": stale.message, "theirs": theirs}
        return self._page(request, "form", record, context)

    def _page(
        self, request: HttpRequest, name: str, record: Record, context: Answers
    ) -> HttpResponse:
        shown = {"record": record, "kind": self.kind, **self.answers_of(record, request.user)}
        return render(request, f"{self.kind.namespace}/{name}.html", {**shown, **context})


def posted_version(request: HttpRequest) -> int | None:
    """Return the version the person had before them, where the form says it."""
    value = request.POST.get("version", "")
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _anchor(field: str) -> str:
    """Return where in the form an answer is given."""
    return f"id_{PREFIX}-0-kind" if field == PREFIX else f"id_{field}"

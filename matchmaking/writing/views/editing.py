"""The form of a record: shown, saved, saved in passing, put together with what others wrote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import SignedInRequest
from accounts.selectors import Person
from matchmaking.errors import DomainError
from matchmaking.vocabulary.fields import with_one_more_row
from matchmaking.writing import selectors, services
from matchmaking.writing.forms import PREFIX, RecordEditor, editor_of
from matchmaking.writing.merging import Merge, Unit
from matchmaking.writing.models import Record
from matchmaking.writing.panels import act_pressed
from matchmaking.writing.records import RecordKind
from matchmaking.writing.views.records import number_in

CHOICE = "choice-"
Answers = Mapping[str, Any]


@dataclass(frozen=True)
class EditingPages:
    """The views in which one kind of record is written."""

    kind: RecordKind[Any]
    detail_of: Callable[[Person, int], Record]
    answers_of: Callable[[Any, Person], Answers]  # what each page shows that shows the record

    @method_decorator(login_required)
    def edit(self, request: SignedInRequest, pk: int) -> HttpResponse:
        """Show the form of a record, or save what was typed into it."""
        record = self._known_to_write(request, pk)
        if not record.is_editable:
            messages.error(request, str(self.kind.words.closed))
            return redirect(self.kind.url("detail", record))
        if request.method != "POST":
            return self._form(request, record, self._editor(record))
        posted = self._posted(request, record)
        if "add_line" in posted:
            editor = self._editor(record, with_one_more_row(posted, PREFIX))
            return self._form(request, record, editor)
        return self._save(request, record, self._editor(record, posted))

    @method_decorator([require_POST, login_required])
    def autosave(self, request: SignedInRequest, pk: int) -> JsonResponse:
        """Keep what can stand of a draft; answer the new version, or 409 and why it was not.

        What a newer version stands in the way of is set aside for its author, never lost.
        """
        record = self._known_to_write(request, pk)
        editor = self._editor(record, request.POST)
        is_whole = editor.is_valid()
        try:
            saved = services.autosave_record(self.kind, **self._said(request, record, editor))
        except services.StaleRecord as refusal:
            self._keep(request, record, editor)
            return JsonResponse({"message": str(refusal.message), "kept": True}, status=409)
        except DomainError as refusal:
            return JsonResponse({"message": str(refusal.message)}, status=409)
        answer = {"version": saved.version, "fields": editor.saved_numbers(saved)}
        if is_whole:
            return JsonResponse(answer)
        partly = _("Draft saved, except the answers that cannot stand as they are.")
        return JsonResponse({**answer, "message": partly})

    def _save(self, request: SignedInRequest, record: Record, editor: RecordEditor) -> HttpResponse:
        if not editor.is_valid():
            return self._form(request, record, editor)
        said = self._said(request, record, editor)
        try:
            services.edit_record(self.kind, **said)
        except services.StaleRecord:
            return self._save_together(request, record, editor, said)
        except DomainError as refusal:
            editor.add_refusal(refusal)
            return self._form(request, record, editor)
        if act := act_pressed(request):
            return act(request, self.kind, self._known(request.user, record.pk))
        messages.success(request, _("Saved."))
        return self._onwards(editor, record)

    def _save_together(
        self, request: SignedInRequest, record: Record, editor: RecordEditor, said: dict[str, Any]
    ) -> HttpResponse:
        """Save beside what somebody else has saved meanwhile, or ask what shall stand."""
        posted = editor.posted
        chosen = {
            name.removeprefix(CHOICE): str(posted[name])
            for name in posted
            if name.startswith(CHOICE)
        }
        try:
            _saved, merged = services.merge_record(
                self.kind, **said, chosen=chosen, seen=number_in(posted, "seen")
            )
        except services.ConflictingEdits as refusal:
            self._keep(request, record, editor)
            return self._ask(request, record, editor, refusal)
        except DomainError as refusal:
            editor.add_refusal(refusal)
            return self._form(request, record, editor)
        messages.success(request, _("Saved, together with what was changed meanwhile."))
        for words in self._told(merged):
            messages.info(request, words)
        return self._onwards(editor, record)

    def _ask(
        self,
        request: SignedInRequest,
        record: Record,
        editor: RecordEditor,
        refusal: services.ConflictingEdits,
    ) -> HttpResponse:
        """Show both versions of what both changed, side by side."""
        record = self._known(request.user, record.pk)  # the form has filled it with what was typed
        sides = (refusal.theirs, refusal.mine)
        questions = [
            (
                unit[0],
                self._labels([unit]),
                selectors.differences_between(self.kind, record.language, *sides, names=unit),
            )
            for unit in refusal.merged.conflicts
        ]
        asked = {CHOICE + unit[0] for unit in refusal.merged.conflicts}
        context = {
            "stale": refusal.message,
            "questions": questions,
            "told": self._told(refusal.merged),
            "posted": _pairs(editor.posted, without=asked | {"seen", "csrfmiddlewaretoken"}),
            "seen": refusal.record.version,
        }
        return self._page(request, "writing/merge.html", record, context)

    def _told(self, merged: Merge) -> list[str]:
        """Say what was put together without asking."""
        found = []
        if merged.theirs:
            found.append(
                _("Only changed by others, kept as they are now: %(fields)s.")
                % {"fields": self._labels(merged.theirs)}
            )
        if merged.mine:
            found.append(
                _("Only changed by you, or chosen as you have it: %(fields)s.")
                % {"fields": self._labels(merged.mine)}
            )
        return found

    def _labels(self, units: list[Unit]) -> str:
        return ", ".join(self.kind.label(name) for unit in units for name in unit)

    def _onwards(self, editor: RecordEditor, record: Record) -> HttpResponse:
        return redirect(self.kind.url("check" if "check" in editor.posted else "detail", record))

    def _form(self, request: SignedInRequest, record: Record, editor: RecordEditor) -> HttpResponse:
        services.be_present(self.kind, record, user=request.user)
        context = {
            "editor": editor,
            # What the answers began as: a save over a newer version is seen by it.
            "version": number_in(editor.posted, "version") or record.version,
            "others": selectors.others_editing(record, request.user),
            "kept": () if editor.form.is_bound else selectors.kept_texts(record, request.user),
        }
        return self._page(request, f"{self.kind.namespace}/form.html", record, context)

    def _posted(self, request: SignedInRequest, record: Record) -> QueryDict:
        """Return what was typed now, or what was set aside when it is to be put together."""
        number = number_in(request.POST, "kept")
        if number is None:
            return request.POST
        kept = selectors.kept_texts(record, request.user).filter(number=number).first()
        return kept.posted if kept else request.POST

    def _keep(self, request: SignedInRequest, record: Record, editor: RecordEditor) -> None:
        number = number_in(editor.posted, "version") or 0
        services.keep_text(
            self.kind, record, user=request.user, number=number, posted=editor.posted
        )

    def _said(
        self, request: SignedInRequest, record: Record, editor: RecordEditor
    ) -> dict[str, Any]:
        return {
            "record_id": record.pk,
            "version": number_in(editor.posted, "version") or 0,
            "actor": request.user,
            "fields": editor.fields,
            "lines": editor.line_data,
        }

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

    def _page(
        self, request: HttpRequest, template: str, record: Record, context: Answers
    ) -> HttpResponse:
        shown = {"record": record, "kind": self.kind, **self.answers_of(record, request.user)}
        return render(request, template, {**shown, **context})


def _pairs(posted: QueryDict, *, without: set[str]) -> list[tuple[str, str]]:
    """Return what was posted for hidden inputs of another form."""
    return [
        (name, value) for name, values in posted.lists() if name not in without for value in values
    ]

"""What is done with spreadsheets: hand one out, take one in, check it, save its rows."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from files.background import may_pass
from matchmaking import audit
from matchmaking.documents.services import store_attachment
from matchmaking.errors import ChangedMeanwhile, DomainError, NotInThisState
from matchmaking.workflow import compare_and_set
from matchmaking.writing.forms import editor_of
from matchmaking.writing.models import Record
from matchmaking.writing.records import RecordKind, kind_named
from matchmaking.writing.sheets.answers import answers_of
from matchmaking.writing.sheets.checking import Fate, Outcome, Sitting
from matchmaking.writing.sheets.choices import MOST_TOGETHER, SheetStatus, Way
from matchmaking.writing.sheets.columns import ID, VERSION, columns_of
from matchmaking.writing.sheets.examples import example_of
from matchmaking.writing.sheets.models import SheetUpload
from matchmaking.writing.sheets.refusals import SheetRefused
from matchmaking.writing.sheets.workbook import Entry, Texts, make_workbook

logger = logging.getLogger(__name__)
# So many records are gone through between two signs of life.
SIGN_OF_LIFE = 20


def workbook_for(
    kind: RecordKind[Record], organisation: Organisation, records: Iterable[Record] = ()
) -> bytes:
    """Return the template of a kind in the reader's language, with these records filled in."""
    texts = Texts(kind.name, str(kind.words.many), _steps())
    entries = (_entry(kind, record) for record in records)
    return make_workbook(columns_of(kind, organisation), entries, example_of(kind.name), texts)


@transaction.atomic
def receive_sheet(
    *, kind: RecordKind[Record], organisation: Organisation, file: File[bytes], actor: User
) -> SheetUpload:
    """Keep an uploaded sheet, to be checked row by row; nothing of it is saved yet."""
    if not kind.may_begin(actor, organisation):
        raise PermissionDenied
    upload = SheetUpload.objects.create(
        kind=kind.name,
        organisation=organisation,
        attachment=store_attachment(organisation=organisation, file=file, actor=actor),
        language=get_language() or "en",
        uploaded_by=actor,
    )
    audit.record(upload, "upload", actor=actor)
    return upload


@transaction.atomic
def begin_saving(*, upload_id: int, version: int, way: str, actor: User) -> SheetUpload:
    """Let the rows of a checked sheet be saved in the chosen way."""
    upload = SheetUpload.objects.select_for_update().get(pk=upload_id)
    if not kind_named(upload.kind).may_begin(actor, upload.organisation):
        raise PermissionDenied
    if upload.status != SheetStatus.CHECKED or way not in Way.values:
        raise NotInThisState
    if way == Way.ALL and upload.total > MOST_TOGETHER:
        raise DomainError(
            _("At most %(most)s records can be saved together. Save the good rows instead.")
            % {"most": MOST_TOGETHER}
        )
    if upload.version != version:
        raise ChangedMeanwhile
    compare_and_set(upload, status=SheetStatus.SAVING, way=way, saved_by=actor, done=0)
    audit.record(upload, "save_rows", actor=actor)
    return upload


def work_on(*, upload_id: int) -> None:
    """Check or save a sheet, whichever it waits for. Run twice, it saves nothing twice."""
    upload = SheetUpload.objects.select_related("attachment", "organisation").get(pk=upload_id)
    if not upload.is_at_work:
        return
    with override(upload.language):
        try:
            act = _check if upload.status == SheetStatus.CHECKING else _save
            act(upload)
        except SheetRefused as refusal:
            _settle(upload, SheetStatus.REFUSED, {"refusal": str(refusal.message)})
        except Exception as error:
            if may_pass(error) and not settings.CELERY_TASK_ALWAYS_EAGER:
                raise  # a worker tries again
            logger.exception("sheet %s cannot be gone through", upload_id)
            sorry = _("Something went wrong on our side, and nothing more of this sheet is saved.")
            _settle(upload, SheetStatus.REFUSED, {"refusal": sorry})


def _check(upload: SheetUpload) -> None:
    sitting = _sitting(upload, upload.uploaded_by, is_trial=True)
    outcome = sitting.run(lambda done, total: _tell(upload, done, total))
    _settle(upload, SheetStatus.CHECKED, outcome.as_json())


def _save(upload: SheetUpload) -> None:
    actor = upload.saved_by or upload.uploaded_by
    sitting = _sitting(upload, actor, is_trial=False)
    if upload.way == Way.GOOD:
        outcome = sitting.run(lambda done, total: _tell(upload, done, total))
        _settle(upload, SheetStatus.SAVED, outcome.as_json())
        return
    with transaction.atomic():
        outcome = sitting.run(lambda done, total: None)
        is_whole = not outcome.problems
        if is_whole:
            _settle(upload, SheetStatus.SAVED, outcome.as_json())
        transaction.set_rollback(not is_whole)
    if not is_whole:
        _settle(upload, SheetStatus.CHECKED, _none_saved(outcome).as_json())


def _none_saved(outcome: Outcome) -> Outcome:
    """Return the outcome without numbers of records that were taken back."""
    outcome.fates = [Fate(fate.row, fate.title, fate.act) for fate in outcome.fates]
    return outcome


def _sitting(upload: SheetUpload, actor: User, *, is_trial: bool) -> Sitting:
    return Sitting(upload, kind_named(upload.kind), actor, is_trial=is_trial)


def _tell(upload: SheetUpload, done: int, total: int) -> None:
    if done % SIGN_OF_LIFE == 0 or done == total:
        SheetUpload.objects.filter(pk=upload.pk).update(
            done=done, total=total, seen_at=timezone.now()
        )


def _settle(upload: SheetUpload, status: str, outcome: dict[str, object]) -> None:
    compare_and_set(upload, status=status, outcome=outcome)


def _entry(kind: RecordKind[Record], record: Record) -> Entry:
    answers, lines = answers_of(editor_of(kind)(record))
    numbers = {ID: [str(record.pk)], VERSION: [str(record.version)]}
    return Entry({**answers, **numbers}, lines)


def _steps() -> list[str]:
    """Return how the sheet is filled in, step by step."""
    return [
        _("Write one record in each row of the second sheet, beneath the heads."),
        _(
            "A record with several lines takes several rows: write the next line into the row "
            "beneath, and leave all other columns of that row empty."
        ),
        _("Choose from the lists where there are any. Semicolons stand between several entries."),
        _(
            "Do not use formulas, and do not merge cells. Columns may be moved; please leave the "
            "hidden ones as they are: by them your records are found again."
        ),
        _("An answer you empty in a record that exists already is emptied there too."),
        _(
            "Upload the file. Every row is checked first and nothing is saved: you see each error "
            "with its cell, and decide then."
        ),
    ]

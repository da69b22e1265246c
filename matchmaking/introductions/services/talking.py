"""Saying something in a conversation. Nothing said is ever changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from matchmaking.documents.services import store_attachment
from matchmaking.errors import DomainError, NotInThisState
from matchmaking.introductions import notices, policies
from matchmaking.introductions.choices import TALKING, Voice
from matchmaking.introductions.models import Introduction, KeptMessage, Message, Seen, ThreadFile
from matchmaking.introductions.services.common import locked, organisation_of, secretariat_of

MOST_CHARACTERS = 20_000
MOST_FILES = 10


@dataclass(frozen=True)
class NewFile:
    """A file that goes with a message; `replaces` is the id of the file it is a new version of."""

    file: File[bytes]
    title: str = ""
    replaces: int | None = None


@transaction.atomic
def post_message(
    *,
    introduction_id: int,
    actor: User,
    key: UUID,
    text: str,
    language: str = "",
    files: Sequence[NewFile] = (),
) -> Message:
    """Say something to the other side; the same key posts once."""
    introduction = locked(introduction_id)
    message, is_new = said(
        introduction, actor, key=key, text=text, language=language, has_files=bool(files)
    )
    if is_new:
        keep_files(message, files, actor)
        notices.tell_of_message(message)
    return message


@transaction.atomic
def keep_message(*, introduction_id: int, actor: User, text: str) -> None:
    """Set aside what somebody has typed, so that nothing is lost; nobody else reads it."""
    introduction = locked(introduction_id)
    if not policies.reads_words(actor, introduction):
        raise PermissionDenied
    if not text.strip():
        KeptMessage.objects.filter(introduction=introduction, author=actor).delete()
        return
    KeptMessage.objects.update_or_create(
        introduction=introduction, author=actor, defaults={"text": text[:MOST_CHARACTERS]}
    )


@transaction.atomic
def mark_as_read(*, introduction_id: int, actor: User) -> None:
    """Remember that somebody has read everything said until now."""
    Seen.objects.update_or_create(
        introduction_id=introduction_id, reader=actor, defaults={"seen_at": timezone.now()}
    )


def said(
    introduction: Introduction,
    actor: User,
    *,
    key: UUID,
    text: str,
    language: str = "",
    has_files: bool = False,
) -> tuple[Message, bool]:
    """Write a message, once; whether it is new comes with it. For the acts of a conversation."""
    voice = _voice(actor, introduction)
    before = Message.objects.filter(introduction=introduction, author=actor, key=key).first()
    if before is not None:
        return before, False
    _refuse_unfit(text, has_files)
    message = Message.objects.create(
        introduction=introduction,
        author=actor,
        voice=voice,
        text=text.strip(),
        language=language,
        key=key,
    )
    KeptMessage.objects.filter(introduction=introduction, author=actor).delete()
    # No version is raised: words of one side do not stop a move of the other.
    Introduction.objects.filter(pk=introduction.pk).update(moved_at=message.said_at)
    mark_as_read(introduction_id=introduction.pk, actor=actor)
    return message, True


def keep_files(message: Message, files: Sequence[NewFile], actor: User) -> None:
    """Keep the files of a message, each with its place among its versions."""
    if len(files) > MOST_FILES:
        raise DomainError(_("A message takes ten files at most."), field="attached")
    owner = _owner(message, actor)
    for new in files:
        older = _replaced(message, new.replaces)
        attachment = store_attachment(
            organisation=owner, file=new.file, actor=actor, is_exchanged=True
        )
        title = new.title.strip() or (older.title if older else attachment.original_name[:200])
        ThreadFile.objects.create(
            introduction=message.introduction,
            message=message,
            attachment=attachment,
            title=title,
            number=older.number + 1 if older else 1,
            replaces=older,
        )


def _voice(actor: User, introduction: Introduction) -> Voice:
    """Return for whom `actor` speaks, or refuse: those who may not before those who cannot now."""
    voice = policies.voice_of(actor, introduction)
    if voice is None and policies.spoken_side(actor, introduction):
        raise NotInThisState
    if voice is None or introduction.status not in TALKING:
        raise PermissionDenied
    return voice


def _refuse_unfit(text: str, has_files: bool) -> None:
    if not text.strip() and not has_files:
        raise DomainError(_("Write something, or attach a file."), field="text")
    if len(text) > MOST_CHARACTERS:
        raise DomainError(
            _("This is too long for a message (20,000 characters at most). Attach it as a file."),
            field="text",
        )


def _owner(message: Message, actor: User) -> Organisation:
    """Return whose file it is: of the side that speaks, or of the secretariat."""
    if message.voice != Voice.BROKER:
        return organisation_of(message.introduction, message.voice)
    secretariat = secretariat_of(actor)
    if secretariat is None:
        raise PermissionDenied
    return secretariat


def _replaced(message: Message, file_id: int | None) -> ThreadFile | None:
    """Return the newest version of the file that is replaced; anybody's of the same side."""
    if file_id is None:
        return None
    files = ThreadFile.objects.filter(introduction=message.introduction)
    older = files.filter(pk=file_id, message__voice=message.voice).first()
    if older is None:
        raise DomainError(
            _("Choose a file of your own side to put a new version in its place."), field="replaces"
        )
    while hasattr(older, "replaced_by"):
        older = older.replaced_by
    return older

"""Words among colleagues about a record; they never leave the organisation."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.services import notify
from matchmaking.errors import DomainError
from matchmaking.writing import policies
from matchmaking.writing.mentions import find_mentions
from matchmaking.writing.models import Record
from matchmaking.writing.notices import MENTIONED
from matchmaking.writing.records import RecordKind
from matchmaking.writing.selectors.people import colleagues_of
from matchmaking.writing.signals import colleague_mentioned
from matchmaking.writing.traces import LONGEST_COMMENT, Comment


@transaction.atomic
def add_comment(kind: RecordKind[Any], *, record: Record, text: str, actor: User) -> Comment:
    """Say something about a record to one's colleagues; tell those it mentions."""
    if not policies.writes_together(actor, record):
        raise PermissionDenied
    mentioned = _mentioned(record, text)
    comment: Comment = Comment.objects.create(
        kind=kind.name, record_id=record.pk, author=actor, text=_checked(text)
    )
    _tell(kind, record, comment, mentioned)
    return comment


@transaction.atomic
def edit_comment(kind: RecordKind[Any], *, record: Record, pk: int, text: str, actor: User) -> None:
    """Change one's own comment; tell those it mentions now and did not before."""
    comment = _own(record, pk, actor)
    mentioned = _mentioned(record, text)
    comment.text = _checked(text)
    comment.edited_at = timezone.now()
    comment.save(update_fields=["text", "edited_at"])
    _tell(kind, record, comment, mentioned)


@transaction.atomic
def delete_comment(*, record: Record, pk: int, actor: User) -> None:
    """Take one's own comment back."""
    _own(record, pk, actor).delete()


@transaction.atomic
def resolve_comment(*, record: Record, pk: int, is_done: bool, actor: User) -> None:
    """Mark a comment as dealt with, or open it again; any colleague may."""
    if not policies.writes_together(actor, record):
        raise PermissionDenied
    comment = Comment.objects.of(record).select_for_update().get(pk=pk)
    comment.resolved_at = timezone.now() if is_done else None
    comment.resolved_by = actor if is_done else None
    comment.save(update_fields=["resolved_at", "resolved_by"])


def _own(record: Record, pk: int, actor: User) -> Comment:
    comment: Comment = Comment.objects.of(record).select_for_update().get(pk=pk)
    is_own = policies.owns_comment(actor, comment)
    if not (is_own and policies.writes_together(actor, record)):
        raise PermissionDenied
    return comment


def _checked(text: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise DomainError(_("Write your comment first."), field="text")
    if len(said) > LONGEST_COMMENT:
        raise DomainError(
            _("A comment has at most %(most)s characters; this one has %(length)s.")
            % {"most": LONGEST_COMMENT, "length": len(said)},
            field="text",
        )
    return said


def _mentioned(record: Record, text: str) -> set[User]:
    """Return the colleagues whom a comment names, or refuse a name that is not one colleague's."""
    people: set[User] = set()
    for mention in find_mentions(text, colleagues_of(record)):
        if not mention.people:
            raise DomainError(
                _("Nobody of %(organisation)s is called “@%(name)s”.")
                % {"organisation": record.organisation, "name": mention.name},
                field="text",
            )
        if len(mention.people) > 1:
            raise DomainError(
                _("Several colleagues are called “@%(name)s”: write the full name, or @%(mail)s.")
                % {"name": mention.name, "mail": mention.people[0].email.partition("@")[0]},
                field="text",
            )
        people |= set(mention.people)
    return people


def _tell(kind: RecordKind[Any], record: Record, comment: Comment, people: set[User]) -> None:
    """Tell those who are mentioned for the first time, except the author."""
    news = people - set(comment.mentioned.all()) - {comment.author}
    comment.mentioned.set(people)
    if not news:
        return
    notify(
        MENTIONED.name,
        recipients=news,
        key=f"comment:{comment.pk}:mention",
        subject_id=comment.pk,
        url=kind.url("detail", record) + f"#comment-{comment.pk}",
        params={"author": str(comment.author), "title": str(record)},
    )
    ids = sorted(user.pk for user in news)
    announce = partial(colleague_mentioned.send_robust, sender=Comment, comment_id=comment.pk)
    transaction.on_commit(partial(announce, user_ids=ids, actor_id=comment.author_id))

"""Words of the team about a section; they never leave it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.errors import DomainError
from matchmaking.projects import notices, policies
from matchmaking.projects.models import SectionText
from matchmaking.projects.services.common import SECTION, locked
from matchmaking.writing.traces import LONGEST_COMMENT, Comment


@transaction.atomic
def add_comment(*, proposal_id: int, code: str, text: str, actor: User) -> Comment:
    """Say something about a section to the team."""
    section = _section(proposal_id, code, actor)
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise DomainError(_("Write your comment first."), field="text")
    if len(said) > LONGEST_COMMENT:
        raise DomainError(
            _("A comment has at most %(most)s characters; this one has %(length)s.")
            % {"most": LONGEST_COMMENT, "length": len(said)},
            field="text",
        )
    comment: Comment = Comment.objects.create(
        kind=SECTION, record_id=section.pk, author=actor, text=said
    )
    notices.tell_of_comment(section.proposal, code, comment)
    return comment


@transaction.atomic
def resolve_comment(
    *, proposal_id: int, code: str, comment_id: int, is_done: bool, actor: User
) -> None:
    """Mark a comment as dealt with, or open it again; anybody of the team may."""
    section = _section(proposal_id, code, actor)
    comment = Comment.objects.of(section).select_for_update().get(pk=comment_id)
    comment.resolved_at = timezone.now() if is_done else None
    comment.resolved_by = actor if is_done else None
    comment.save(update_fields=["resolved_at", "resolved_by"])


def _section(proposal_id: int, code: str, actor: User) -> SectionText:
    if not policies.is_in_team(actor, locked(proposal_id)):
        raise PermissionDenied
    sections = SectionText.objects.select_related("proposal")
    return sections.get(proposal=proposal_id, code=code)

"""Who works on a record together. What they may do with it, its own slice says."""

from accounts.policies import belongs_to
from accounts.selectors import Person
from matchmaking.writing.models import Record
from matchmaking.writing.traces import Comment


def writes_together(user: Person, record: Record) -> bool:
    """Say whether `user` is of the organisation whose record it is: nobody else, no secretariat."""
    return belongs_to(user, record.organisation_id)


def owns_comment(user: Person, comment: Comment) -> bool:
    """Say whether `user` wrote the comment."""
    return user.is_authenticated and comment.author_id == user.pk

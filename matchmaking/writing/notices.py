"""What writing together tells people."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications.kinds import Kind, register
from accounts.selectors import organisation_ids
from matchmaking.writing.records import all_kinds
from matchmaking.writing.traces import Comment


def _comments_known(user: User, ids: Collection[int]) -> list[int]:
    """Return the comments of the organisations `user` still works in."""
    comments = Comment.objects.filter(pk__in=ids)
    known: list[int] = []
    for kind in all_kinds():
        own = kind.model._default_manager.filter(organisation__in=organisation_ids(user))
        rows = comments.filter(kind=kind.name, record_id__in=own.values("pk"))
        known += rows.values_list("pk", flat=True)
    return known


MENTIONED = register(
    Kind(
        name="colleague_mentioned",
        title=_("A colleague mentions me in a comment"),
        text=_("%(author)s mentions you in a comment on “%(title)s”"),
        mail=_("A colleague mentions you in a comment"),
        known=_comments_known,
    )
)

"""Closing the reviews of an application, and opening them again."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import ngettext

from accounts.models import User
from matchmaking.applications import services as applications
from matchmaking.applications.models import Application
from matchmaking.errors import DomainError
from matchmaking.reviews import notices, policies
from matchmaking.reviews.models import Review
from matchmaking.reviews.services.answering import end_with_application
from matchmaking.reviews.services.common import (
    announce,
    locked_application,
    refuse_unless_in_review,
)
from matchmaking.reviews.signals import reviews_closed


@transaction.atomic
def close_reviews(*, application_id: int, actor: User, reason: str = "") -> Application:
    """Say that the reviews are in; with fewer than the call asks for only for a reason.

    Whoever has not handed in is taken off: their drafts count for nothing and open to nobody.
    """
    application = _for_closing(application_id, actor)
    refuse_unless_in_review(application)
    missing = application.call.terms.reviewers - _count(application)
    if missing > 0 and not reason.strip():
        raise DomainError(
            ngettext(
                "%(count)s review is missing. Say why you close without it.",
                "%(count)s reviews are missing. Say why you close without them.",
                missing,
            )
            % {"count": missing},
            field="reason",
        )
    end_with_application(application_id=application_id)
    application = applications.close_reviews(
        application_id=application_id, actor=actor, reason=reason
    )
    notices.tell_of_closing(application, actor)
    announce(reviews_closed, application_id=application_id)
    return application


@transaction.atomic
def reopen_reviews(*, application_id: int, actor: User, reason: str) -> Application:
    """Let reviewers write again, before a decision."""
    _for_closing(application_id, actor)
    return applications.reopen_reviews(application_id=application_id, actor=actor, reason=reason)


def _for_closing(application_id: int, actor: User) -> Application:
    application = locked_application(application_id)
    if not policies.runs_reviews(actor, application):
        raise PermissionDenied
    return application


def _count(application: Application) -> int:
    reviews = Review.objects.counting().current()
    return reviews.filter(assignment__application=application.pk).count()

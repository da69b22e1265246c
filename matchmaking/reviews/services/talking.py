"""The discussion of an application among its reviewers and those who run the fund."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from matchmaking.errors import DomainError
from matchmaking.reviews import notices, policies
from matchmaking.reviews.models import Remark
from matchmaking.reviews.services.common import locked_application

MOST_CHARACTERS = 5000


@transaction.atomic
def post_remark(*, application_id: int, actor: User, text: str, language: str = "en") -> Remark:
    """Say something to the reviewers; what is said cannot be changed."""
    application = locked_application(application_id)
    if not policies.discusses(actor, application):
        raise PermissionDenied
    text = text.strip()
    if not text:
        raise DomainError(_("Write something first."), field="text")
    if len(text) > MOST_CHARACTERS:
        raise DomainError(_("Write 5,000 characters at most."), field="text")
    last = Remark.objects.filter(application=application_id).order_by("-pk").first()
    if last and last.author_id == actor.pk and last.text == text:  # pressed twice
        return last
    remark = Remark.objects.create(
        application=application, author=actor, text=text, language=language
    )
    notices.tell_of_remark(remark, application)
    return remark

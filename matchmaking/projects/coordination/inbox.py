"""What waits for regional bodies and for the parties of a proposal."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.choices import OrganisationKind, Role
from accounts.models import User
from accounts.notifications.inbox import Source, Task
from accounts.selectors import memberships_of
from matchmaking.projects.coordination.choices import EndorsementStatus
from matchmaking.projects.models import Endorsement


def to_endorse(user: User) -> QuerySet[Endorsement] | None:
    """Return what the bodies of `user` are asked to endorse."""
    codes = {
        m.organisation.body_code
        for m in memberships_of(user)
        if m.organisation.kind == OrganisationKind.BODY and m.role == Role.PROGRAMME_OFFICER
    } - {""}
    if not codes:
        return None
    rows = Endorsement.objects.filter(status=EndorsementStatus.ASKED, body__in=codes)
    return rows.select_related("proposal")


def _task(endorsement: Endorsement) -> Task:
    return Task(
        pk=endorsement.pk,
        text=endorsement.proposal.title,
        url=reverse("projects:endorsement", args=[endorsement.pk]),
        due_on=endorsement.due_on,
        since=timezone.localtime(endorsement.asked_at),
    )


SOURCES = (
    Source("endorse_proposal", _("Say whether your body endorses a proposal"), to_endorse, _task),
)

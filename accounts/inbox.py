"""What waits for the secretariat: requests for access."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import RequestStatus
from accounts.models import AccessRequest, User
from accounts.notifications.inbox import Source, Task, register
from accounts.policies import decides_access
from accounts.selectors import requests_for_listing


def requests_to_decide(user: User) -> QuerySet[AccessRequest] | None:
    """Return the requests that `user` may decide on now."""
    if not decides_access(user):
        return None
    return requests_for_listing(user).filter(status=RequestStatus.WAITING).exclude(user=user)


def _task(request: AccessRequest) -> Task:
    return Task(
        pk=request.pk,
        text=_("%(person)s asks to speak for %(organisation)s")
        % {"person": request.user, "organisation": request.organisation},
        url=reverse("people:request", args=[request.pk]),
        since=request.made_at,
    )


register(
    Source(
        name="decide_access",
        label=_("Decide on a request for access"),
        rows=requests_to_decide,
        task=_task,
    )
)

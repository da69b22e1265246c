"""What waits for those whose records keep parts back, and what they and the askers are told."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.notifications import inbox, kinds
from matchmaking.disclosure import selectors
from matchmaking.disclosure.models import Ask


def asks_to_answer(user: User) -> QuerySet[Ask] | None:
    """Return the requests for disclosure that `user` may answer."""
    return selectors.asks_to_answer(user)


def _task(ask: Ask) -> inbox.Task:
    return inbox.Task(
        pk=ask.pk,
        text=str(ask),
        url=reverse("disclosure:asked", args=[ask.pk]),
        organisation_id=ask.owner_id,
        since=ask.asked_at,
        badge=(ask.status, ask.get_status_display()),
    )


inbox.register(
    inbox.Source(
        name="answer_disclosure",
        label=_("Answer a request for disclosure"),
        rows=asks_to_answer,
        task=_task,
    )
)
kinds.register(
    kinds.Kind(
        name="disclosure_asked",
        title=_("Somebody asks for what a record of ours keeps back"),
        text=_("%(organisation)s asks for parts of “%(title)s”: %(parts)s"),
        mail=_("Another organisation asks for what a record of yours keeps back"),
        known=selectors.asks_still_known,
    )
)
kinds.register(
    kinds.Kind(
        name="disclosure_answered",
        title=_("A request of ours for what is kept back is answered"),
        text=_("“%(title)s”: %(status)s"),
        mail=_("Your request for what a record keeps back has been answered"),
        known=selectors.asks_still_known,
    )
)

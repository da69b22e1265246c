"""Which studies someone may know of."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.policies import is_broker
from accounts.selectors import Person
from matchmaking.study.choices import UNDER_WAY, StudyStatus

if TYPE_CHECKING:
    from matchmaking.study.models import Study  # noqa: F401 (named below)


class StudyQuerySet(models.QuerySet["Study"]):
    """Chainable selections of studies."""

    def visible_to(self, user: Person) -> "StudyQuerySet":
        """Keep what `user` may know of: ready ones hold public figures only; others their own."""
        ready = Q(status=StudyStatus.READY)
        if not isinstance(user, User):
            return self.filter(ready)
        return self if is_broker(user) else self.filter(ready | Q(asked_by=user))

    def under_way(self) -> "StudyQuerySet":
        """Keep those that are being made."""
        return self.filter(status__in=UNDER_WAY)

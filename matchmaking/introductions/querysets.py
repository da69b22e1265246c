"""Which introductions someone may know of, and the usual selections of them."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.introductions.choices import RUNNING, TALKING

if TYPE_CHECKING:
    from matchmaking.introductions.models import Introduction  # noqa: F401 (named below)

Pair = tuple[int, int]


class IntroductionQuerySet(models.QuerySet["Introduction"]):
    """Chainable selections of introductions."""

    def visible_to(self, user: Person) -> Self:
        """Keep what `user` may know of: both sides' members and the secretariat, nobody else."""
        return self.all() if is_secretariat(user) else self.of_organisations(organisation_ids(user))

    def of_organisations(self, ids: Collection[int]) -> Self:
        """Keep those in which one of these organisations is a side."""
        return self.filter(Q(need__organisation__in=ids) | Q(offer__organisation__in=ids))

    def running(self) -> Self:
        """Keep those that were neither declined nor ended."""
        return self.filter(status__in=RUNNING)

    def talking(self) -> Self:
        """Keep those whose parties may talk."""
        return self.filter(status__in=TALKING)

    def between(self, pairs: Collection[Pair]) -> Self:
        """Keep those of these pairs of need and offer; other combinations may come with them."""
        return self.filter(need__in={n for n, _o in pairs}, offer__in={o for _n, o in pairs})

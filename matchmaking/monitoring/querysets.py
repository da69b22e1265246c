"""Which undertakings, and what belongs to them, someone may know of."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models

from accounts.knowing import compiled_once
from accounts.selectors import Person
from matchmaking.applications.querysets import recused_ids
from matchmaking.monitoring import access
from matchmaking.monitoring.choices import UndertakingStatus, ValueStatus

if TYPE_CHECKING:
    from matchmaking.monitoring.models import Undertaking  # noqa: F401 (named below)

PARTIES = (
    "country",
    "project__application__call__fund__organisation",
    "project__application__proposal__applicant",
    "project__application__proposal__implementer",
    "project__application__proposal__country",
    "agreement__introduction__need__organisation",
    "agreement__introduction__need__country",
    "agreement__introduction__offer__organisation",
)


class UndertakingQuerySet(models.QuerySet["Undertaking"]):
    """Chainable selections of undertakings."""

    def visible_to(self, user: Person) -> Self:
        """Keep those whose project or agreement `user` may know of; the recused know of none."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        rows = self.exclude(project__application__in=recused_ids(user))
        return rows.filter(access.known(user))

    def open(self) -> Self:
        """Keep those that are under way."""
        return self.filter(status=UndertakingStatus.OPEN)

    def with_parties(self) -> Self:
        """Join what names an undertaking and its parties."""
        return self.select_related(*PARTIES)


@compiled_once
def known_ids(user: Person) -> models.QuerySet[Any]:
    """Return the ids of the undertakings that `user` may know of."""
    model = apps.get_model("monitoring", "Undertaking")
    return model._default_manager.visible_to(user).values("pk")


class OfUndertakingQuerySet(models.QuerySet[Any]):
    """Rows of undertakings: known to whoever may know of the undertaking."""

    path = "undertaking"

    def visible_to(self, user: Person) -> Self:
        """Keep the rows of undertakings that `user` may know of."""
        return self.filter(**{f"{self.path}__in": known_ids(user)})

    def with_parties(self) -> Self:
        """Join the undertaking with its parties."""
        return self.select_related(self.path, *(f"{self.path}__{name}" for name in PARTIES))


class ValueQuerySet(OfUndertakingQuerySet):
    """Chainable selections of values."""

    path = "indicator__undertaking"

    def approved(self) -> Self:
        """Keep those that the responsible side approved: the only ones that count."""
        return self.filter(status=ValueStatus.APPROVED)

    def submitted(self) -> Self:
        """Keep those that wait for the responsible side."""
        return self.filter(status=ValueStatus.SUBMITTED)


class EvidenceQuerySet(OfUndertakingQuerySet):
    """Evidence, known with the value it stands for."""

    path = "value__indicator__undertaking"

"""Which applications someone may know of: the one door for everything built upon them."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models

from accounts.knowing import compiled_once
from accounts.selectors import Person
from matchmaking.applications import access
from matchmaking.applications.choices import OPEN, RUNNING

if TYPE_CHECKING:
    from matchmaking.applications.models import Application  # noqa: F401 (named below)


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Chainable selections of applications."""

    def visible_to(self, user: Person) -> Self:
        """Keep what `user` may know of: the applicant's side, the fund, and never the recused."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.exclude(pk__in=recused_ids(user)).filter(access.known(user))

    def recusing(self, user: Person) -> "models.QuerySet[Any, Any]":
        """Return the ids of those from which a conflict of interest keeps `user` away."""
        return self.model._base_manager.filter(access.is_conflicted(user)).values("pk")

    def of_fund_of(self, user: Person) -> Self:
        """Keep those that `user` sees with the eyes of the fund, as administrator or auditor."""
        return self.visible_to(user).filter(access.run_by(user))

    def of_applicant(self, user: Person) -> Self:
        """Keep those that `user` or their organisations handed in, where they may know of them."""
        return self.visible_to(user).filter(access.handed_in_by(user))

    def open(self) -> Self:
        """Keep those that still wait for the fund or the applicant."""
        return self.filter(status__in=OPEN)

    def held(self) -> Self:
        """Lock them for whoever changes them, until the transaction ends.

        Assignment and project after their application, the proposal after both, a fund's book
        last of all (docs/ledger.md): then nobody waits in a circle. What points to a held
        application may still be written (no_key): whoever posts about one holds the book by then,
        and would otherwise wait for those who wait for the book.
        """
        return self.select_for_update(of=("self",), no_key=True)

    def running(self) -> Self:
        """Keep those because of which their proposal cannot be handed in elsewhere."""
        return self.filter(status__in=RUNNING)


class ThroughApplication(models.QuerySet[Any]):
    """For rows that belong to an application: known to whom the application is."""

    def visible_through(self, user: Person, path: str = "application") -> Self:
        """Keep the rows whose application, at `path`, `user` may know of."""
        return self.filter(**{f"{path}__in": known_ids(user)})


@compiled_once
def known_ids(user: Person) -> models.QuerySet[Any]:
    """Return the ids of the applications that `user` may know of."""
    return _applications().visible_to(user).values("pk")


@compiled_once
def recused_ids(user: Person) -> models.QuerySet[Any]:
    """Return the ids of the applications from which a conflict of interest keeps `user` away."""
    return _applications().recusing(user)


def _applications() -> Any:
    return apps.get_model("applications", "Application")._default_manager

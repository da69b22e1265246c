"""Which lines of the books someone may know of, and how rows that are never edited refuse it."""

from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.db import models
from django.db.models import Q

from accounts.choices import Role
from accounts.selectors import Person, organisation_ids
from matchmaking.applications.selectors import recused_ids
from matchmaking.ledger.errors import AppendOnlyError

if TYPE_CHECKING:
    from matchmaking.ledger.models import (  # noqa: F401 (named in the class statements)
        Contribution,
        Entry,
        Posting,
    )


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that are written once."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    update = delete = bulk_update = update_or_create = _refuse
    update.alters_data = delete.alters_data = True  # type: ignore[attr-defined]


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Chainable selections of contributions."""

    def visible_to(self, user: Person) -> Self:
        """Keep those to a fund that `user` runs or audits, and those of their organisations."""
        run = organisation_ids(user, (Role.FUND_ADMINISTRATOR, Role.VIEWER))
        own = organisation_ids(user)
        return self.filter(Q(fund__organisation__in=run) | Q(donor__in=own))

    def with_earmarks(self) -> Self:
        """Fetch what they may be used for, once for all of them."""
        return self.select_related("call", "donor").prefetch_related(
            "themes", "regions", "countries"
        )


class PostingQuerySet(AppendOnlyQuerySet):
    """Chainable selections of postings."""

    def readable_by(self, user: Person) -> Self:
        """Leave out those about applications from which a conflict keeps `user` away.

        Whose books they are must be asked before: this is about the lines, not about the fund.
        """
        away = recused_ids(user)
        return self.exclude(application__in=away) if away else self

    def hides_from(self, user: Person) -> bool:
        """Say whether any of them is about an application that `user` must not know of."""
        away = recused_ids(user)
        return bool(away) and self.filter(application__in=away).exists()

    def told(self) -> Self:
        """Join what a statement says of each."""
        return self.select_related(
            "fund", "actor", "document", "reverses", "contribution__donor", "application__proposal"
        )


class EntryQuerySet(AppendOnlyQuerySet):
    """Chainable selections of entries."""

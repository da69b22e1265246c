"""Which projects and agreements everybody may know of. The same for everyone who asks."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from matchmaking.agreements.choices import IN_FORCE
from matchmaking.agreements.models import Agreement
from matchmaking.agreements.querysets import AgreementQuerySet
from matchmaking.clocks.selectors import named_matches
from matchmaking.introductions.choices import Side
from matchmaking.opendata.models import Activity, AmountsConsent
from matchmaking.payments.models import Project


def published_projects() -> QuerySet[Project]:
    """Return the projects that both parties signed."""
    return Project.objects.filter(signed_on__isnull=False)


def published_agreements() -> AgreementQuerySet:
    """Return the agreements in force of matches that both sides agreed to name in public."""
    return Agreement.objects.filter(status__in=IN_FORCE, introduction__in=named_matches())


def with_amounts(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Add to each agreement whether both sides agreed that amounts are shown."""
    given = AmountsConsent.objects.standing().filter(agreement=OuterRef("pk"))
    sides = {f"{side}_shows": Exists(given.filter(side=side)) for side in Side}
    return agreements.annotate(**sides)


def published_codes() -> set[str]:
    """Return the codes of all that may be published now."""
    found = Activity.objects.filter(project__in=published_projects())
    named = Activity.objects.filter(agreement__in=published_agreements())
    return {*_codes(found), *_codes(named)}


def _codes(rows: QuerySet[Activity]) -> Iterable[str]:
    return rows.values_list("code", flat=True)

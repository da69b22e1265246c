"""The requests and offers of the desk: how many matches each has, and how good the best is."""

from typing import TypeVar

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.policies import is_secretariat
from accounts.selectors import Person, organisation_ids
from matchmaking.matching.models import Suggestion
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer

Row = TypeVar("Row", Need, Offer)


def needs_on_the_desk(user: Person) -> QuerySet[Need]:
    """Return the published needs whose matches `user` may see, with count and best score."""
    needs = Need.objects.visible_to(user).published().select_related("country")
    if not is_secretariat(user):
        needs = needs.filter(organisation__in=organisation_ids(user))
    return _with_best(needs, "need", "rank_for_need")


def offers_on_the_desk(user: Person) -> QuerySet[Offer]:
    """Return the published offers whose matches `user` may see, with count and best score."""
    offers = Offer.objects.visible_to(user).published().select_related("organisation")
    if not is_secretariat(user):
        offers = offers.filter(organisation__in=organisation_ids(user))
    return _with_best(offers, "offer", "rank_for_offer")


def _with_best(rows: QuerySet[Row], side: str, rank: str) -> QuerySet[Row]:
    listed = Suggestion.objects.filter(**{side: OuterRef("pk"), f"{rank}__isnull": False})
    best = listed.order_by(rank).values("score")[:1]
    counted = listed.order_by().values(side).annotate(n=Count("pk")).values("n")
    result: QuerySet[Row] = rows.annotate(
        best=Subquery(best), matches=Coalesce(Subquery(counted), 0)
    )
    return result

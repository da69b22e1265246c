"""Requests as lists, as one page and as figures, no more than the reader may know."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Sum

from accounts.selectors import Person, organisation_ids
from matchmaking.disclosure.selectors import public_twins, twins_for
from matchmaking.money import Money
from matchmaking.needs.choices import NeedStatus
from matchmaking.needs.models import Need, NeedGoal, NeedLine
from matchmaking.needs.querysets import NeedQuerySet
from matchmaking.vocabulary.selectors import in_usd


@dataclass(frozen=True)
class KeyFigures:
    """What the home page says about requests in one line."""

    open_needs: int
    states: int
    asked: Money
    secured: Money


def needs_for_listing(user: Person) -> NeedQuerySet:
    """Return what `user` may know of, with what a row of the list shows."""
    visible = public_twins(Need.objects.visible_to(user))
    return visible.select_related("country").prefetch_related("themes")


def needs_for_export(user: Person) -> NeedQuerySet:
    """Return what `user` may know of, with what a row of the file shows to them."""
    rows = needs_for_listing(user).prefetch_related(_lines(), _goals(), "bodies_consulted")
    return twins_for(user, rows)


def newest_needs(user: Person, limit: int = 5) -> list[Need]:
    """Return the requests most recently opened to donors."""
    newest = needs_for_listing(user).published().order_by("-published_at", "-pk")
    return list(newest[:limit])


def my_needs(user: Person) -> NeedQuerySet:
    """Return the requests of the States `user` belongs to, the last touched first."""
    own = needs_for_listing(user).filter(organisation__in=organisation_ids(user))
    return own.order_by("-updated_at", "-pk")


def needs_to_moderate(user: Person) -> NeedQuerySet:
    """Return what waits for the secretariat, the longest waiting first."""
    waiting = needs_for_listing(user).filter(status=NeedStatus.SUBMITTED)
    return waiting.order_by("submitted_at", "pk")


def need_detail(user: Person, pk: int) -> Need:
    """Return one request with all its page shows to `user`, or raise Need.DoesNotExist."""
    joined = twins_for(user, Need.objects.visible_to(user)).select_related(
        "country", "organisation", "candidate__report"
    )
    return joined.prefetch_related("themes", "bodies_consulted", _lines(), _goals()).get(pk=pk)


def key_figures(user: Person) -> KeyFigures:
    """Return how many requests are open, from how many States, and their money in US dollars."""
    open_needs = Need.objects.visible_to(user).published()
    counts = open_needs.aggregate(needs=Count("pk"), states=Count("country", distinct=True))
    sums = open_needs.exclude(currency="").order_by().values_list("currency")
    money = list(sums.annotate(Sum("budget_minor"), Sum("cofinancing_minor")))
    return KeyFigures(
        open_needs=counts["needs"],
        states=counts["states"],
        asked=_total(Money(asked or 0, code) for code, asked, _secured in money),
        secured=_total(Money(secured or 0, code) for code, _asked, secured in money),
    )


def _goals() -> Prefetch[str]:
    return Prefetch(
        "goals", NeedGoal.objects.select_related("indicator").order_by("position", "pk")
    )


def _lines() -> Prefetch[str]:
    return Prefetch("lines", NeedLine.objects.select_related("kind").order_by("position", "pk"))


def _total(parts: Iterable[Money]) -> Money:
    """Add up in US dollars; what has no known rate is left out rather than guessed."""
    dollars = [in_usd(part) for part in parts]
    return sum((usd for usd in dollars if usd), Money(0, "USD")).rounded()

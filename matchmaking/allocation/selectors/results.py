"""The newest proposal of a scenario, and whether it still says what is."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.selectors import Person
from matchmaking import audit
from matchmaking.allocation.models import AskedLine, GivenLine, Scenario, Share, Solution
from matchmaking.allocation.selectors.inputs import inputs_of
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer


def scenarios_for_listing(user: Person) -> QuerySet[Scenario]:
    """Return the scenarios `user` may know of, with the figures of their newest proposals."""
    newest = Solution.objects.filter(scenario=OuterRef("pk")).order_by("-number")
    scenarios = Scenario.objects.visible_to(user).select_related("created_by")
    return scenarios.annotate(
        value=Subquery(newest.values("value")[:1]),
        bound=Subquery(newest.values("bound")[:1]),
        solved_at=Subquery(newest.values("solved_at")[:1]),
        applied_at=Subquery(newest.values("applied_at")[:1]),
    )


def latest(scenario: Scenario) -> Solution | None:
    """Return the newest proposal; None where there is none yet."""
    solutions = Solution.objects.filter(scenario=scenario).select_related(
        "scenario", "weights", "solved_by"
    )
    return solutions.order_by("-number").first()


def is_stale(solution: Solution) -> bool:
    """Say whether terms, requests, offers or figures changed since it was computed."""
    scenario = solution.scenario
    if solution.terms_version != scenario.version:
        return True
    return inputs_of(scenario).digest != solution.digest


def asked_lines_of(solution: Solution) -> QuerySet[AskedLine]:
    """Return the lines asked for with their requests."""
    return solution.asked_lines.select_related("need__country", "kind")


def given_lines_of(solution: Solution) -> QuerySet[GivenLine]:
    """Return the lines given with their offers."""
    return solution.given_lines.select_related("offer__organisation", "kind")


def shares_of(solution: Solution) -> QuerySet[Share]:
    """Return who gives what to whom, in the order of requests and offers."""
    return solution.shares.select_related(
        "need__country", "offer__organisation", "kind", "need_line", "offer_line"
    ).order_by("need_id", "need_line_id", "offer_id", "pk")


def with_shares(
    solution: Solution, rows: Iterable[AskedLine | GivenLine], side: str
) -> list[tuple[AskedLine | GivenLine, list[Share]]]:
    """Put to each line what is proposed for it; `side` is "need_line" or "offer_line"."""
    found = list(rows)
    shares: dict[int, list[Share]] = defaultdict(list)
    lines: Collection[int | None] = [row.line_id for row in found]
    for share in shares_of(solution).filter(**{f"{side}__in": [pk for pk in lines if pk]}):
        shares[getattr(share, f"{side}_id")].append(share)
    return [(row, shares.get(row.line_id or 0, [])) for row in found]


def newest_shares(**record: Need | Offer) -> list[Share]:
    """Return what the newest proposals of all scenarios say of one request or offer."""
    newest = Solution.objects.filter(scenario=OuterRef("solution__scenario")).order_by("-number")
    shares = Share.objects.filter(**record, solution=Subquery(newest.values("pk")[:1]))
    joined = shares.select_related(
        "solution__scenario", "need__country", "offer__organisation", "kind"
    )
    return list(joined.order_by("-solution__solved_at", "pk"))


def scenario_history(scenario: Scenario) -> list[audit.Entry]:
    """Return who did what with a scenario, newest first."""
    return list(audit.history(scenario))

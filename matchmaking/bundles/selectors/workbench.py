"""One request with its open lines and every offer that could cover some of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Prefetch

from accounts.choices import OrganisationKind
from matchmaking.agreements.selectors import (
    NeedFigures,
    OfferLineFigures,
    need_figures,
    offer_figures,
)
from matchmaking.desk.models import Shortlisting
from matchmaking.introductions.selectors import open_by_pair
from matchmaking.matching import index
from matchmaking.matching.engine import Asked, Given, Matcher, Scored
from matchmaking.matching.engine.bundles import (
    Candidate,
    Limits,
    Problem,
    Proposal,
    best_single,
    fits,
    peer_of,
    propose,
    useful,
)
from matchmaking.matching.engine.explain import needs_clearance
from matchmaking.matching.lines import asked_line, given_line
from matchmaking.needs.models import Need, NeedLine
from matchmaking.offers.models import Offer, OfferLine
from matchmaking.vocabulary.selectors import in_usd
from matchmaking.writing.figures import money_less

SECONDS = 4.0  # for the best combination and its alternatives together
GIVERS = [choice for choice in OrganisationKind.choices if choice[0] != "secretariat"]


@dataclass(frozen=True)
class Workbench:
    """What a broker puts bundles together from. Empty of offers where the request is not open."""

    need: Need
    problem: Problem
    figures: NeedFigures
    lines: Mapping[int, NeedLine]
    offers: Mapping[int, Offer]
    offer_lines: Mapping[int, OfferLine]
    introduced: frozenset[int]  # offers of which an introduction to this request is under way
    is_open: bool

    @cached_property
    def single(self) -> Proposal | None:
        """What the best offer does alone."""
        return best_single(self.problem, SECONDS)

    def proposals(
        self, parties: int, givers: Collection[str] = (), keep: Collection[int] = ()
    ) -> list[Proposal]:
        """Return the best combination and the next best, of at most so many parties.

        `givers` are the kinds of organisation that may take part; `keep` names offers that must.
        """
        kept = frozenset(keep) & self.offers.keys()
        limits = Limits(parties, keep=kept, seconds=SECONDS)
        return propose(self._with_givers(givers, kept), limits)

    def _with_givers(self, givers: Collection[str], kept: Collection[int]) -> Problem:
        if not givers:
            return self.problem
        chosen = [
            one
            for one in self.problem.candidates
            if one.offer in kept or self.offers[int(one.offer)].organisation.kind in givers
        ]
        return Problem(self.problem.asked, chosen, self.problem.kinds)


def workbench(need: Need, also: Collection[int] = ()) -> Workbench:
    """Lay out a request: what is open of it, and who could cover what; some ten queries.

    `also` names offers that a saved bundle holds: they stay as long as they pass the gates.
    """
    lines = list(need.lines.select_related("kind").order_by("position", "pk"))
    figures = need_figures([need.pk])[need.pk]
    asked = _asked(need, lines, figures)
    matcher = index.current()
    is_open = need.pk in matcher.needs.position
    scored = _scored(matcher, need, asked, also) if is_open else []
    offers = _offers(one.offer_id for one in scored)
    introduced = open_by_pair([(need.pk, pk) for pk in offers])
    return Workbench(
        need=need,
        problem=Problem(asked, _candidates(matcher, need, scored, offers), _kinds(matcher)),
        figures=figures,
        lines={line.pk: line for line in lines},
        offers=offers,
        offer_lines={line.pk: line for offer in offers.values() for line in offer.lines.all()},
        introduced=frozenset(offer for _need, offer in introduced),
        is_open=is_open,
    )


def _kinds(matcher: Matcher) -> Mapping[str, index.Kind]:
    return matcher.profiler.world.kinds


def _asked(need: Need, lines: list[NeedLine], figures: NeedFigures) -> list[Asked]:
    """Return what is open of each line; the only line of a request costs what the request does."""
    of_line = {line.line_id: line for line in figures.lines}
    asked = []
    for line in lines:
        line.need = need
        found = of_line[line.pk]
        if not found.is_covered:
            asked.append(asked_line(line, found.open, found.open_value))
    budget = in_usd(figures.open_value) if figures.open_value else None
    if len(lines) == 1 and asked and asked[0].dollars is None and budget:
        asked = [replace(asked[0], dollars=float(budget.amount))]
    return asked


def _scored(
    matcher: Matcher, need: Need, asked: list[Asked], also: Collection[int]
) -> list[Scored]:
    """Return the offers that pass every gate and could cover something, best match first."""
    rejected = Shortlisting.objects.rejected().filter(need=need)
    out = set(rejected.values_list("offer_id", flat=True))
    ranked = matcher.rank_need(need.pk, top=len(matcher.offers))
    rows = {profile.row.id: profile.row for profile in matcher.offers.profiles}
    allowed = (one for one in ranked if one.offer_id not in out)
    return useful(asked, allowed, rows, fits(matcher, need.pk), _kinds(matcher), also)


def _offers(ids: Iterable[int | str]) -> dict[int, Offer]:
    lines = OfferLine.objects.select_related("kind").order_by("position", "pk")
    rows = Offer.objects.filter(pk__in=list(ids)).select_related("organisation")
    return {row.pk: row for row in rows.prefetch_related(Prefetch("lines", lines))}


def _candidates(
    matcher: Matcher, need: Need, scored: list[Scored], offers: Mapping[int, Offer]
) -> list[Candidate]:
    world = matcher.profiler.world
    figures = offer_figures(list(offers))
    left = {line.line_id: line for one in figures.values() for line in one.lines}
    fit = fits(matcher, need.pk) if scored else {}
    profile = matcher.needs.profiles[matcher.needs.position[need.pk]] if scored else None
    found = []
    for one in scored:
        offer = offers[int(one.offer_id)]
        theirs = matcher.offers.profiles[matcher.offers.position[offer.pk]]
        for line in offer.lines.all():
            line.offer = offer  # the currency of its value
        found.append(
            Candidate(
                offer=offer.pk,
                party=offer.organisation_id,
                lines=tuple(_given(line, left[line.pk]) for line in offer.lines.all()),
                fit=fit[offer.pk],
                score=one.score,
                peer=peer_of(need.country_id, theirs.row.owner, world),
                needs_clearance=profile is not None and needs_clearance(profile, theirs, world),
            )
        )
    return found


def _given(line: OfferLine, figures: OfferLineFigures) -> Given:
    left_value = money_less(figures.value, figures.committed_value)
    return given_line(line, figures.left, left_value)

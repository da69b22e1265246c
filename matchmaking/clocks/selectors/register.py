"""The public register of matches: those named by consent of both sides, and how many there are."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.selectors import Person
from matchmaking.agreements.choices import IN_FORCE
from matchmaking.agreements.models import Agreement
from matchmaking.clocks import policies
from matchmaking.clocks.models import MatchConsent
from matchmaking.introductions.choices import IntroductionStatus, Side
from matchmaking.introductions.models import Introduction
from matchmaking.introductions.policies import is_side
from matchmaking.needs.models import Need
from matchmaking.offers.models import Offer
from matchmaking.vocabulary.models import Theme
from matchmaking.vocabulary.selectors import labels, regions_of

# Raised with every change of the words below; each consent keeps the words it was given in.
WORDING_VERSION = 1
SMALL = 5  # what is not named is counted in steps of so many, and not at all below


@dataclass(frozen=True)
class ConsentState:
    """What the page of a match shows of the register: who agreed, and what this person may do."""

    given: list[MatchConsent]
    may_give: list[Side]
    may_withdraw: list[Side]
    is_named: bool
    wording: str


@dataclass(frozen=True)
class Total:
    """How many matches of a kind there are: those that are named, and about how many besides."""

    label: str
    named: int
    unnamed: int  # rounded down to a multiple of five, so that nobody is found by subtraction

    @property
    def besides(self) -> str:
        """How many are not named, no more exactly than protects them."""
        if self.unnamed == 0:
            return _("fewer than %(count)s") % {"count": SMALL}
        return _("%(count)s or more") % {"count": self.unnamed}


@dataclass(frozen=True)
class Totals:
    """The figures of the register, in all and by region, theme and year."""

    all: Total
    by_region: list[Total]
    by_theme: list[Total]
    by_year: list[Total]


def match_wording() -> str:
    """Return what a side agrees to, in the reader's language."""
    return _(
        "We agree that this match is named in the public register of matches: the two "
        "organisations, the State, the titles of the request and the offer as they are published, "
        "their themes, the month of the agreement, and whether it is fulfilled. Quantities, "
        "amounts, conditions, people and what was said are not shown. It is named only while both "
        "sides agree; either may take this back at any time, and the match is then only counted."
    )


def consent_state(user: Person, introduction: Introduction) -> ConsentState | None:
    """Return what `user` sees of the consents to a match; None where it is no affair of theirs."""
    if introduction.status != IntroductionStatus.AGREED or not is_side(user, introduction):
        return None
    given = list(introduction.match_consents.standing().select_related("organisation"))
    sides = {consent.side for consent in given}
    own = policies.consenting_sides(user, introduction)
    return ConsentState(
        given=given,
        may_give=[side for side in own if side not in sides],
        may_withdraw=[side for side in own if side in sides],
        is_named=len(sides) == len(Side),
        wording=match_wording(),
    )


def matches() -> QuerySet[Introduction]:
    """Return every introduction that led to an agreement both sides signed and keep."""
    signed = Agreement.objects.filter(introduction=OuterRef("pk"), status__in=IN_FORCE)
    first = signed.order_by("signed_at", "pk")
    return Introduction.objects.filter(Exists(signed)).annotate(
        agreed_on=Subquery(first.values("signed_at__date")[:1]),
        running=Exists(signed.filter(fulfilled_at=None)),
    )


def named_matches() -> QuerySet[Introduction]:
    """Return the matches that both sides agreed to name, of records that everyone may know of."""
    visitor = AnonymousUser()
    rows = matches().filter(
        need__in=Need.objects.visible_to(visitor), offer__in=Offer.objects.visible_to(visitor)
    )
    consents = MatchConsent.objects.standing().filter(introduction=OuterRef("pk"))
    for side in Side:
        rows = rows.filter(Exists(consents.filter(side=side)))
    return rows


def with_names(rows: QuerySet[Introduction]) -> QuerySet[Introduction]:
    """Join what a row of the register shows."""
    return rows.select_related("need__country", "offer__organisation").prefetch_related(
        Prefetch("need__themes", Theme.objects.order_by("pk"))
    )


def totals() -> Totals:
    """Count all matches, named or not; what is not named is never counted exactly."""
    named = set(named_matches().values_list("pk", flat=True))
    rows = list(matches().select_related("need").prefetch_related("need__themes"))
    regions, themes = labels("region"), labels("theme")
    return Totals(
        all=_total(_("All"), [(row.pk in named) for row in rows]),
        by_region=_by(rows, named, lambda row: [_region(row.need.country_id)], regions),
        by_theme=_by(
            rows, named, lambda row: {t.pk.split(".")[0] for t in row.need.themes.all()}, themes
        ),
        by_year=_by(rows, named, lambda row: [str(row.agreed_on.year)], {}),
    )


def _region(iso3: str) -> str:
    """Return the continent of a State."""
    path = regions_of(iso3)
    return path[-1] if path else ""


def _by(rows: Iterable[Any], named: set[int], keys: Any, names: Any) -> list[Total]:
    groups: dict[str, list[bool]] = {}
    for row in rows:
        for key in keys(row):
            groups.setdefault(key, []).append(row.pk in named)
    # A group of which nothing is named would tell by its mere presence that there is a match.
    shown = {key: flags for key, flags in groups.items() if any(flags) or len(flags) >= SMALL}
    return sorted(
        (_total(str(names.get(key, key)), flags) for key, flags in shown.items()),
        key=lambda total: total.label,
    )


def _total(label: str, is_named: list[bool]) -> Total:
    counted = Counter(is_named)
    return Total(label, counted[True], counted[False] // SMALL * SMALL)

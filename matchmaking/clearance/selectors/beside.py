"""What stands beside a check on its page: the facts that the decision rests on."""

from dataclasses import dataclass, field

from accounts.models import User
from matchmaking.clearance import policies
from matchmaking.clearance.choices import DUPLICATES_CHECK, Fact
from matchmaking.clearance.models import Check, NameHit, Ruling
from matchmaking.clearance.selectors.names import standing_hits
from matchmaking.matching.selectors import Twin, duplicates_of
from matchmaking.needs.models import Need
from matchmaking.needs.services import NEED
from matchmaking.offers.models import Offer
from matchmaking.offers.services import OFFER
from matchmaking.vocabulary.models import Embargo

Facts = list[tuple[object, object]]


@dataclass(frozen=True)
class Beside:
    """What a person needs to decide on a check."""

    embargoes: list[Embargo] = field(default_factory=list)
    facts: Facts = field(default_factory=list)
    need_lines: list[object] = field(default_factory=list)
    offer_lines: list[object] = field(default_factory=list)
    need_twins: list[Twin] = field(default_factory=list)
    offer_twins: list[Twin] = field(default_factory=list)
    hits: list[NameHit] = field(default_factory=list)
    shows_twins: bool = False
    shows_hits: bool = False


def beside(user: User, check: Check) -> Beside:
    """Return what the decision on a check rests on, as far as `user` may see it."""
    need, offer = check.checklist.need, check.checklist.offer
    rests_on = set(check.rule.rests_on)
    is_twins = check.code == DUPLICATES_CHECK and policies.sees_hits(user)
    is_hits = Fact.NAMES in rests_on and policies.sees_hits(user)
    return Beside(
        embargoes=embargoes_of(need.country_id) if Fact.EMBARGO in rests_on else [],
        facts=_facts(rests_on, need, offer),
        need_lines=list(need.lines.order_by("position", "pk")) if Fact.LINES in rests_on else [],
        offer_lines=list(offer.lines.order_by("position", "pk")) if Fact.LINES in rests_on else [],
        need_twins=duplicates_of(user, NEED, need) if is_twins else [],
        offer_twins=duplicates_of(user, OFFER, offer) if is_twins else [],
        hits=list(standing_hits(check.checklist)) if is_hits else [],
        shows_twins=is_twins,
        shows_hits=is_hits,
    )


def embargoes_of(country: str) -> list[Embargo]:
    """Return the embargoes in force that name a State, with their exemptions."""
    rows = Embargo.objects.filter(is_in_force=True, retired_on=None, countries=country)
    return list(rows.order_by("established_on", "pk"))


def rulings_of(check: Check) -> list[Ruling]:
    """Return what was decided on a check, newest first."""
    rows = Ruling.objects.filter(of=check).select_related("by", "document")
    return list(rows.order_by("-at", "-pk"))


def _facts(rests_on: set[str], need: Need, offer: Offer) -> Facts:
    found: Facts = []
    if Fact.CONDITIONS in rests_on:
        found.append((_label(Offer, "conditions"), offer.conditions))
    if Fact.AFTERCARE in rests_on:
        names = ("aftercare_training", "aftercare_maintenance", "aftercare_spare_parts")
        found += [(_label(Offer, name), getattr(offer, name)) for name in names]
    if Fact.PLAN in rests_on:
        bodies = "; ".join(str(body) for body in need.bodies_consulted.order_by("pk"))
        found += [
            (_label(Need, "national_plan"), need.national_plan),
            (_label(Need, "bodies_consulted"), bodies),
        ]
    return found


def _label(model: type, name: str) -> object:
    return model._meta.get_field(name).verbose_name  # type: ignore[attr-defined]

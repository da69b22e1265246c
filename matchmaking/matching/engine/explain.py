"""Why a pair stands where it stands: every feature with its value, weight and what it saw."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from .gates import gate_details
from .known import NAMES, known_of_need, known_of_offer
from .profiles import NeedProfile, OfferProfile
from .rows import Explanation, Feature, Weights, World

GOODS = ("EQP", "OPS")
Sentence = tuple[str, dict[str, Any]]


def explain_pair(
    need: NeedProfile,
    offer: OfferProfile,
    world: World,
    weights: Weights,
    values: Mapping[str, float],
    passed: Mapping[str, bool],
    score: float,
) -> Explanation:
    """Put together what was computed for one pair and the words for it."""
    total = sum(weights.values.values()) or 1.0
    known = _known(need, offer)
    features = tuple(
        _feature(
            name, values[name], weights.values.get(name, 0.0) / total, known[name], need, offer
        )
        for name in NAMES
    )
    return Explanation(
        need.row.id,
        offer.row.id,
        gate_details(need.row, offer, passed),
        features,
        score,
        round(sum(feature.weight for feature in features if feature.known), 4),
        needs_clearance(need, offer, world),
        tuple(feature.name for feature in features if not feature.known),
    )


def needs_clearance(need: NeedProfile, offer: OfferProfile, world: World) -> bool:
    """Tell whether goods would go where the Security Council has measures in force."""
    if need.row.state not in world.embargoes:
        return False
    return any(line.kind.startswith(GOODS) for line in offer.row.lines)


def _known(need: NeedProfile, offer: OfferProfile) -> dict[str, bool]:
    both = zip(known_of_need(need), known_of_offer(offer), strict=True)
    known = dict(zip(NAMES, (ours and theirs for ours, theirs in both), strict=True))
    known["words"] &= need.row.language == offer.row.language
    return known


def _feature(
    name: str, value: float, weight: float, known: bool, need: NeedProfile, offer: OfferProfile
) -> Feature:
    message, params = SENTENCES[name](value, need, offer) if known else (f"{name}.unknown", {})
    return Feature(
        name, round(value, 4), round(weight, 4), round(value * weight, 6), known, message, params
    )


def _theme(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    shared = _shared(need.themes, offer.themes)
    fine = [code for code in shared if "." in code]
    return ("theme.shared" if shared else "theme.none"), {"themes": (fine or shared)[:3]}


def _text(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    shared = _shared(need.concepts, offer.concepts)
    return ("text.shared" if shared else "text.none"), {"concepts": shared[:4]}


def _words(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    shared = _shared(need.stems, offer.stems)
    stems = [stem.split(":", 1)[1] for stem in shared[:5]]
    return ("words.shared" if shared else "words.none"), {"stems": stems}


def _shared(ours: Mapping[str, float], theirs: Mapping[str, float]) -> list[str]:
    common = {code: ours[code] * theirs[code] for code in ours.keys() & theirs.keys()}
    return sorted(common, key=lambda code: (-common[code], code))


def _kind(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    asked = sorted(need.importance, key=lambda kind: (-need.importance[kind], kind))
    same = [kind for kind in asked if kind in offer.strengths]
    if same:
        return "kind.same", {"kinds": same[:3]}
    return "kind.other", {"asked": asked[:2], "offered": sorted(offer.strengths)[:2]}


def _coverage(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    stated = [line.kind for line in need.row.lines]
    for kind in dict.fromkeys([*stated, *sorted(need.importance)]):
        if need.quantities.get(kind) and kind in offer.capacities:
            asked, left = need.quantities[kind], offer.capacities[kind]
            covered = min(asked, left)
            return "coverage.quantity", {"kind": kind, "covered": covered, "asked": asked}
    return "coverage.share", {"percent": round(value * 100)}


def _window(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    ours, theirs = need.row, offer.row
    starts = max(ours.starts_on or date.min, theirs.opens_on or date.min)
    ends = min(ours.ends_on or date.max, theirs.closes_on or date.max)
    days = max((ends - starts).days + 1, 0)
    return "window.overlap", {"days": days, "starts_on": starts, "ends_on": ends}


def _language(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    spoken, given = set(need.row.working_languages), set(offer.row.delivery_languages)
    if spoken & given:
        return "language.common", {"languages": sorted(spoken & given)}
    if offer.delivery.is_interpreted(frozenset(spoken)):
        return "language.interpreted", {"languages": sorted(given)}
    return "language.none", {"languages": sorted(given)}


def _access(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    return ("access.third_party" if value == 0 else "access.state"), {}


def _focus(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    return ("focus.few" if value >= 0.5 else "focus.many"), {}


def _named(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    if value == 1:
        return "named.state", {"state": need.row.state}
    return "named.others", {"states": sorted(offer.limits.named)[:5]}


def _proximity(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    if value == 1:
        return "proximity.neighbour", {"owner": offer.row.owner}
    return ("proximity.region" if value > 0 else "proximity.none"), {"owner": offer.row.owner}


def _priority(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    return f"priority.{need.row.priority}", {}


def _track_record(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    track = offer.row.track_record
    if track is None:
        return "track_record.unknown", {}
    shares = {"score": round(track.score * 100), "mean": round(track.mean * 100)}
    return "track_record.evaluated", {"projects": track.projects, **shares}


def _freshness(value: float, need: NeedProfile, offer: OfferProfile) -> Sentence:
    said = {"request_on": need.row.confirmed_on, "offer_on": offer.row.confirmed_on}
    if all(said.values()):
        return "freshness.confirmed", said
    return "freshness.published", {"published_on": offer.row.published_on}


SENTENCES: dict[str, Callable[[float, NeedProfile, OfferProfile], Sentence]] = {
    "theme": _theme,
    "text": _text,
    "words": _words,
    "kind": _kind,
    "coverage": _coverage,
    "window": _window,
    "language": _language,
    "access": _access,
    "focus": _focus,
    "named": _named,
    "proximity": _proximity,
    "priority": _priority,
    "track_record": _track_record,
    "freshness": _freshness,
}

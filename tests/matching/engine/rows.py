"""Rows to match: a police request in Kenya and a German offer that fits it, to vary in tests."""

from dataclasses import replace
from datetime import date

from matchmaking.matching.engine import (
    DEFAULT_WEIGHTS,
    Eligibility,
    LineRow,
    Matcher,
    NeedRow,
    OfferRow,
    Profiler,
)
from matchmaking.matching.judged import world_from_csv
from search.analysis import Analyser

AS_OF = date(2026, 11, 23)
WORLD = world_from_csv()
PROFILER = Profiler(WORLD, Analyser())

NEED = NeedRow(
    id=1,
    state="KEN",
    language="en",
    title="Marking of police rifles",
    description="We ask for six portable dot-peen machines and a course for 24 operators.",
    themes=("MRK.03",),
    lines=(LineRow("EQP.MARK", 6), LineRow("TRN.COURSE", 24)),
    starts_on=date(2027, 2, 1),
    ends_on=date(2027, 12, 31),
    priority="high",
    working_languages=("en",),
)
OFFER = OfferRow(
    id=1,
    owner="DEU",
    language="en",
    title="Portable marking sets",
    description="Twelve portable dot-peen marking sets with a course for operators.",
    themes=("MRK.03",),
    lines=(LineRow("EQP.MARK", 12), LineRow("TRN.COURSE", 48)),
    eligible=Eligibility(organisations=("RECSA",)),
    opens_on=date(2026, 6, 1),
    closes_on=date(2027, 9, 30),
    delivery_languages=("en", "fr"),
    channel="bilateral",
)


def need(**changes):
    return replace(NEED, **changes)


def offer(**changes):
    return replace(OFFER, **changes)


def matcher(needs=(NEED,), offers=(OFFER,), weights=DEFAULT_WEIGHTS):
    return Matcher.build(needs, offers, PROFILER, weights, AS_OF)


def explain(one_need=NEED, one_offer=OFFER):
    return matcher([one_need], [one_offer]).explain(one_need.id, one_offer.id)


def value(name, one_need=NEED, one_offer=OFFER):
    return feature(name, one_need, one_offer).value


def feature(name, one_need=NEED, one_offer=OFFER):
    return next(f for f in explain(one_need, one_offer).features if f.name == name)

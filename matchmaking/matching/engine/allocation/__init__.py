"""Who gets how much of what is scarce: a proposal with a proven bound. Pure: numbers in and out."""

from matchmaking.matching.engine import blas  # noqa: F401  before numpy

from .answer import Answer, Impossible, Worth
from .conflicts import Conflict
from .problem import PLENTY, Ask, Balance, Give, Problem, Routes
from .routes import Stock, Terms, lines_served, routes_between
from .solving import SOLVER, allocate
from .why import Rest, rests

__all__ = [
    "PLENTY",
    "SOLVER",
    "Answer",
    "Ask",
    "Balance",
    "Conflict",
    "Give",
    "Impossible",
    "Problem",
    "Rest",
    "Routes",
    "Stock",
    "Terms",
    "Worth",
    "allocate",
    "lines_served",
    "rests",
    "routes_between",
]

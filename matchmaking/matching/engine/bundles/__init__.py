"""Combinations of offers that cover a need together. Pure: records in, records out."""

from .candidates import fits, useful
from .cooperation import Form, form_of, peer_of
from .coverage import Coverage, LineCoverage, Overdraft, coverage, share_of
from .greedy import fill, greedy
from .program import Limits
from .proposing import best_single, propose
from .rows import LEAST_FIT, Candidate, Key, Link, Part, Peer, Problem, Proposal

__all__ = [
    "LEAST_FIT",
    "Candidate",
    "Coverage",
    "Form",
    "Key",
    "Limits",
    "LineCoverage",
    "Link",
    "Overdraft",
    "Part",
    "Peer",
    "Problem",
    "Proposal",
    "best_single",
    "coverage",
    "fill",
    "fits",
    "form_of",
    "greedy",
    "peer_of",
    "propose",
    "share_of",
    "useful",
]

"""Loading the reference data that ships with the product."""

from matchmaking.vocabulary.services.load import add_dataset, load_datasets, load_reference
from matchmaking.vocabulary.services.read import BrokenData, Problem
from matchmaking.vocabulary.services.report import Report, TableReport

__all__ = [
    "BrokenData",
    "Problem",
    "Report",
    "TableReport",
    "add_dataset",
    "load_datasets",
    "load_reference",
]

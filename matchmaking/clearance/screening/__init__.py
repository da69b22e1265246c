"""Comparing names with a list of sanctioned names, in any script and spelling; no database.

    Screener(names of the list).screen("Muhammad al-Zarqal") -> hits, each with its reasons

Chinese is read as pinyin, and other scripts letter by letter, by `anyascii`.
"""

from matchmaking.clearance.screening.reading import (
    BrokenList,
    Entry,
    EntryName,
    ReadList,
    compare_lists,
    read_list,
)
from matchmaking.clearance.screening.screener import THRESHOLD, Hit, Listed, Part, Screener
from matchmaking.clearance.screening.sounds import name_of

__all__ = [
    "THRESHOLD",
    "BrokenList",
    "Entry",
    "EntryName",
    "Hit",
    "Listed",
    "Part",
    "ReadList",
    "Screener",
    "compare_lists",
    "name_of",
    "read_list",
]

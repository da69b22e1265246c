"""Reads national reports: a file goes in; answers, passages and candidate needs come out.

Pure: no framework. Uploaded files are opened only in a separate process with limits.
"""

from matchmaking.reports.reader.messages import MESSAGES
from matchmaking.reports.reader.sandbox import read_file, read_files, render_page
from matchmaking.reports.reader.types import Answer, Candidate, Passage, ReadError, ReadResult

__all__ = [
    "MESSAGES",
    "Answer",
    "Candidate",
    "Passage",
    "ReadError",
    "ReadResult",
    "read_file",
    "read_files",
    "render_page",
]

"""Traces: whether words that must not be seen are in anything that was made.

Whatever a file is, every text that it carries is looked at: what a reader sees, attributes and
comments, the tags of sound, the descriptions within pictures, the files within archives, and its
name. So a file that some later version makes is looked at as well.
"""

from passage.validating.traces.known import Clean
from passage.validating.traces.searching import (
    PROSE,
    Searched,
    Trace,
    Wanted,
    search,
    search_file,
    search_files,
    search_text,
)
from passage.validating.traces.writing import undone

__all__ = [
    "PROSE",
    "Clean",
    "Searched",
    "Trace",
    "Wanted",
    "search",
    "search_file",
    "search_files",
    "search_text",
    "undone",
]

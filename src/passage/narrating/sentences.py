"""A paragraph's runs, cut into sentences without losing a character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import sentencex

from passage.model import Run

_WORD = re.compile(r"\w")


def split(runs: Sequence[Run], language: str) -> list[tuple[Run, ...]]:
    """Cut runs at the ends of sentences. Joined again, the runs' text is what it was.

    Every sentence has a letter or digit in it: marks that stand alone, such as a closing
    quotation mark after a full stop, stay with the sentence beside them. Runs without any word
    give no sentence at all.
    """
    text = "".join(run.text for run in runs)
    if not _WORD.search(text):
        return []
    cut = []
    start = 0
    for length in map(len, _sentences(text, language)):
        cut.append(tuple(_within(runs, start, start + length)))
        start += length
    return cut


def _sentences(text: str, language: str) -> list[str]:
    pieces = sentencex.segment(language.partition("-")[0], text)
    if "".join(pieces) != text:
        pieces = [text]
    whole = [""]
    for piece in pieces:
        if _WORD.search(piece) and _WORD.search(whole[-1]):
            whole.append(piece)
        else:
            whole[-1] += piece
    return whole


def _within(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if text:
            # A spoken form belongs to the whole run: it is said where the run begins.
            said = run.said if text == run.text[: len(text)] else ""
            yield Run(text, run.language, said)

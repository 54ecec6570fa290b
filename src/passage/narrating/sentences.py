"""A paragraph's runs, cut into sentences without losing a character."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import sentencex

from passage.model import Run

WORD = re.compile(r"[^\W_]")
"""A letter or a digit: what can be spoken."""

LONGEST = 600
"""Characters of a sentence, about 40 seconds. A longer one is cut where one would draw breath: no
transcript can show it in one cue, and no service takes it in one request."""

_BREATH = re.compile(r"[,;:，、；：—]['\"”’)\]]*\s*")


def split(runs: Sequence[Run], language: str) -> list[tuple[Run, ...]]:
    """Cut runs at the ends of sentences. Joined again, the runs' text is what it was.

    Every sentence has a letter or digit in it: marks that stand alone, such as a closing
    quotation mark after a full stop, stay with the sentence beside them. Runs without any word
    give no sentence at all. A sentence of more than `LONGEST` characters is cut. A run with a
    spoken form stays whole, for its form is said once.
    """
    if not any(WORD.search(run.text) for run in runs):
        return []
    text = "".join("x" * len(run.text) if run.said else run.text for run in runs)
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
    for piece in itertools.chain.from_iterable(map(_in_breaths, pieces)):
        if WORD.search(piece) and WORD.search(whole[-1]):
            whole.append(piece)
        else:
            whole[-1] += piece
    return whole


def _in_breaths(sentence: str) -> Iterator[str]:
    """Cut what is longer than a breath: at the last mark of its second half, or between words."""
    while len(sentence) > LONGEST:
        marks = [m.end() for m in _BREATH.finditer(sentence, LONGEST // 2, LONGEST)]
        spaces = [m.end() for m in re.finditer(r"\s+", sentence[:LONGEST])]
        end = (marks or spaces or [0])[-1]
        if not end:
            break
        yield sentence[:end]
        sentence = sentence[end:]
    yield sentence


def _within(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    position = 0
    for run in runs:
        text = run.text[max(start - position, 0) : max(end - position, 0)]
        position += len(run.text)
        if text:
            yield Run(text, run.language, run.said)

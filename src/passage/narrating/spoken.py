"""What is written, made fit to be spoken. The written text itself is never touched."""

from __future__ import annotations

import re
import unicodedata

_RULES = (
    # A gloss is an aside: "unni [older sister figure] in" is said with a breath on both sides.
    (re.compile(r"\s*[\[({]\s*"), ", "),
    (re.compile(r"\s*[\])}](?=\w)"), ", "),
    (re.compile(r"\s*[\])}](?=\s+\w)"), ","),
    (re.compile(r"\s*[\])}]"), ""),
    # A dash is a breath, unless it stands between numbers or joins a word.
    (re.compile(r"(?<=\d)[–—](?=\d)"), "-"),
    (re.compile(r"\s*(?:[—―]|(?<=\s)–(?=\s)|(?<=\s)--?(?=\s))\s*"), ", "),
    # Engines read some quotation marks aloud; the voice of a quotation is in its words.
    (re.compile("[\"“”„‟«»‹›]|(?<!\\w)[‘’‚‛']|[‘’‚‛'](?!\\w)"), ""),
    (re.compile("[‘’]"), "'"),
    (re.compile(r"…|\.\.\.+"), "... "),
    # One mark is enough of a breath.
    (re.compile(r"^[\s,]+"), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r",\s*(?=[.;:!?])"), ""),
    (re.compile(r"\s+"), " "),
)

_UNHEARD = {"Cc", "Cf"}
"""Unicode categories that no one can hear: controls, soft hyphens, marks of direction."""


def spoken(text: str) -> str:
    """Say how a stretch of text is spoken, punctuation reduced to what an engine understands."""
    return text if _PLAIN.fullmatch(text) else _reduced(text)


_PLAIN = re.compile(r"(?:[A-Za-z0-9]++(?:['-][A-Za-z0-9]++)*+[.,;:!?]?+ ?+)*+")
"""Words and single marks, to which no rule applies: most of what people write."""


def _reduced(text: str) -> str:
    text = "".join(
        " " if mark.isspace() else mark
        for mark in text
        if mark.isspace() or unicodedata.category(mark) not in _UNHEARD
    )
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text

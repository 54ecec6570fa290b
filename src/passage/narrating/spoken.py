"""What is written, made fit to be spoken. The written text itself is never touched.

Here is what holds in every language: marks become pauses or nothing. What is read in words of a
language is in the module of that language; there is one, `english`. Everything else is left to the
engine, which knows numbers, ordinals and percentages in its own languages.
"""

from __future__ import annotations

import re
import unicodedata

from passage.narrating import english

_RULES = (
    # A gloss is an aside: "unni [older sister figure] in" is said with a breath on both sides.
    (re.compile(r"\s*[\[({]\s*"), ", "),
    (re.compile(r"\s*[\])}](?=\w)"), ", "),
    (re.compile(r"\s*[\])}](?=\s+\w)"), ","),
    (re.compile(r"\s*[\])}]"), ""),
    # A dash is a breath, unless it stands between numbers or joins a word.
    (re.compile(r"(?<=\d)[–—](?=\d)"), "-"),
    (re.compile(r"\s*(?:[—―]|(?<=\s)–(?=\s)|(?<=\s)--?(?=\s)|(?<=\w)--(?=\w))\s*"), ", "),
    # Engines read some quotation marks aloud; the voice of a quotation is in its words.
    (re.compile("[\"“”„‟«»‹›]|(?<!\\w)[‘’‚‛']|[‘’‚‛'](?!\\w)"), ""),
    (re.compile("[‘’]"), "'"),
    (re.compile(r"…|\.\.\.+"), "... "),
    # "and/or" and "24/7" are said without their stroke, which engines call by its name.
    (re.compile(r"(?<=\w)/(?=\w)"), " "),
    # The colour of a hand, and how a sign is drawn: engines would name it beside the sign.
    (re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]"), ""),
    # One mark is enough of a breath.
    (re.compile(r"^[\s,]+"), ""),
    (re.compile(r",(?:\s*,)+"), ","),
    (re.compile(r",\s*(?=[.;:!?])"), ""),
    (re.compile(r"\s+"), " "),
)

_UNHEARD = {"Cc", "Cf"}
"""Unicode categories that no one can hear: controls, soft hyphens, marks of direction."""


def spoken(text: str, language: str) -> str:
    """Say how a stretch of text is spoken, punctuation reduced to what an engine understands."""
    if english.is_for(language):
        text = english.spoken(text)
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

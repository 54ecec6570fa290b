"""The direction in which a language is written, for pages, transcripts and books."""

from __future__ import annotations

from functools import lru_cache

_RIGHT_TO_LEFT = frozenset(["ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"])
"""Languages, by their primary subtag."""

_RIGHT_TO_LEFT_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"])
"""ISO 15924, as BCP 47 section 2.2.3 has them in a tag."""


@lru_cache
def of(tag: str) -> str:
    """``rtl`` or ``ltr``, as the attribute `dir` has it. A script in the tag decides first.

    ``ar`` is written from right to left, ``ar-Latn`` from left to right.
    """
    primary, *others = tag.lower().split("-")
    script = next((part for part in others if len(part) == 4 and part.isalpha()), "")  # noqa: PLR2004 - the length of a script subtag
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"

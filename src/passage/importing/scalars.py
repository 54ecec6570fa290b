"""Text as a YAML value on one line, quoted only where it has to be."""

from __future__ import annotations

import json
import re

from passage.importing import words

# Nothing here can be read as another type, an indicator or a comment (YAML 1.2.2, 7.3.3 and 10.3).
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.'’‘–—/()&+%!?;…-])*")
_OTHER_TYPES = words.listed("true false yes no on off null y n nan inf")
# YAML 1.2.2, 5.1: the characters that are not printable; and 5.4: those that 1.1 breaks lines at.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(text: str) -> str:
    """The text as a plain or a double-quoted YAML scalar, which reads back as the same text."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ")
    if plain and text.casefold() not in _OTHER_TYPES:
        return text
    return _UNPRINTABLE.sub(_escape, json.dumps(text, ensure_ascii=False))


def comment(text: str) -> str:
    """The text as it may stand in a comment."""
    return " ".join(json.dumps(text, ensure_ascii=False).split())


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"

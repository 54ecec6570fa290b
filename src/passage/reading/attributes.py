r"""Attributes, two additions to Markdown: how words are said, and who says them.

A span, ``[unni]{lang=ko}`` or ``[unni]{say="oon-nee"}`` or both in one pair of braces, and a
line ``{speaker="The manager"}`` directly before a quote. The syntax is that of Djot
(https://htmlpreview.github.io/?https://github.com/jgm/djot/blob/master/doc/syntax.html), of
which comments, classes and identifiers are left out: they would make words disappear.

What looks like an attribute and is none becomes a token `MISTAKE`, because the alternative,
to read braces and equals signs to a listener, is what nobody meant. ``\{`` is a brace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

LINE = "attributes"
"""The type of a block token: a line of attributes, which are its `content`."""

SPAN_OPEN = "span_open"
SPAN_CLOSE = "span_close"
"""Types of inline tokens. `content` is the source of the attributes, ``meta["at"]`` its offset."""

MISTAKE = "mistake"
"""The type of an inline or block token: `info` is what is wrong, ``meta["hint"]`` the correction,
`content` the source of what is no attribute, and ``meta["at"]`` its offset in inline text."""

SPAN_HINT = r"""write [words]{lang=ko} or [words]{say="…"}, or \{ for a brace that is text"""
LINE_HINT = 'write {speaker="…"} on a line of its own, directly before a quote'

_KEY = r"[A-Za-z0-9_:-]+"
_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|[^\s"'“”‘’{}=\\]+)"""
_PAIR = re.compile(rf"({_KEY})=({_VALUE})", re.DOTALL)
_ATTRIBUTES = re.compile(rf"\{{\s*{_KEY}={_VALUE}(?:\s+{_KEY}={_VALUE})*\s*\}}", re.DOTALL)
_ATTEMPT = re.compile(rf"\{{\s*{_KEY}\s*=")
_STRAY = re.compile(r"\{\s*(lang|say|speaker)\s*=")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)


class Pair(NamedTuple):
    """One attribute, and where it stands in the source of its attributes."""

    key: str
    value: str
    at: int


def install(parser: MarkdownIt) -> None:
    """Teach a Markdown parser both additions."""
    parser.inline.ruler.push("span", _span)
    parser.inline.ruler.push("stray", _stray)
    interrupted = ["paragraph", "blockquote", "list"]
    parser.block.ruler.before("paragraph", LINE, _line, {"alt": interrupted})


def pairs(source: str) -> Iterator[Pair]:
    """The attributes in the source of a token, in order."""
    for match in _PAIR.finditer(source):
        value = match[2]
        if value.startswith('"'):
            value = re.sub(r"\\(.)", r"\1", value[1:-1], flags=re.DOTALL)
            value = re.sub(r"\s+", " ", value).strip()
        yield Pair(match[1], value, match.start())


def _line(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001 (markdown-it calls it so)
    first = state.bMarks[start] + state.tShift[start]
    line = state.src[first : state.eMarks[start]].rstrip()
    if not (_ATTEMPT.match(line) and line.endswith("}")):
        return False
    if silent:
        return True
    known = _ATTRIBUTES.fullmatch(line)
    token = state.push(LINE if known else MISTAKE, "", 0)
    token.content, token.map = line, [start, start + 1]
    if not known:
        token.info, token.meta["hint"] = "is no line of attributes", LINE_HINT
    state.line = start + 1
    return True


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it calls it so)
    if state.src[state.pos] != "[":
        return False
    close = _closing(state)
    if close is None or not state.src.startswith("{", close + 1, state.posMax):
        return False
    match = _ATTRIBUTES.match(state.src, close + 1, state.posMax)
    if not match:
        return _mistake(
            state, close + 1, "behind brackets is no attribute", SPAN_HINT, silent=silent
        )
    if not silent:
        end, state.pos, state.posMax = state.posMax, state.pos + 1, close
        opening = state.push(SPAN_OPEN, "span", 1)
        opening.content = match[0]
        opening.meta["at"] = match.start()
        state.md.inline.tokenize(state)
        state.push(SPAN_CLOSE, "span", -1)
        state.posMax = end
    state.pos = match.end()
    return True


def _stray(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (markdown-it calls it so)
    match = _STRAY.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    speaker = match[1] == "speaker"
    what = "is not on a line of its own" if speaker else "has no brackets before it"
    return _mistake(state, state.pos, what, LINE_HINT if speaker else SPAN_HINT, silent=silent)


def _mistake(state: StateInline, at: int, what: str, hint: str, *, silent: bool) -> bool:
    # The opening character is skipped, and the words that follow are read as usual.
    if not silent:
        token = state.push(MISTAKE, "", 0)
        token.content = state.src[at : state.src.find("}", at) + 1 or None]
        token.info = what
        token.meta.update(at=at, hint=hint)
    state.pos += 1
    return True


def _closing(state: StateInline) -> int | None:
    """Where the bracket at the current position is closed."""
    if state.src.find("]{", state.pos, state.posMax) < 0:
        return None
    depth = 0
    for match in _BRACKET.finditer(state.src, state.pos, state.posMax):
        depth += {"[": 1, "]": -1}.get(match[0], 0)
        if depth == 0:
            return match.start()
    return None

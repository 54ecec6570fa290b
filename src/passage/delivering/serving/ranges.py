"""Which bytes of a file somebody wants: RFC 9110, section 14."""

from __future__ import annotations

import re
from typing import NamedTuple

_RANGES = re.compile(r"bytes[ \t]*=[ \t]*(.+)", re.IGNORECASE)
_SPEC = re.compile(r"([0-9]*)-([0-9]*)")
_ENOUGH = 18
"""Digits: no file is longer, and no longer number need be read."""


class Span(NamedTuple):
    """Bytes of a file, from `start` up to and without `stop`."""

    start: int
    stop: int


class Unsatisfiable(Exception):
    """None of the wanted bytes is there."""


def wanted(header: str, size: int) -> Span | None:
    """The bytes that a Range header asks for; None for the whole file.

    A header that is not as RFC 9110 has it, or in another unit, is ignored, as section 14.2 asks.
    Ranges that overlap or touch are one. For several that lie apart the whole file is sent, which
    the same section permits: no podcast app asks for them, and each is a way to make a small
    request cost much. Raises Unsatisfiable when the file has none of the bytes.
    """
    found = _RANGES.fullmatch(header.strip())
    if not found:
        return None
    spans = []
    for spec in filter(None, (part.strip(" \t") for part in found[1].split(","))):
        span = _span(spec, size)
        if span is None:
            return None
        spans.append(span)
    if not spans:
        return None
    joined = _joined([span for span in spans if span.start < span.stop])
    if not joined:
        raise Unsatisfiable
    return joined[0] if len(joined) == 1 else None


def _span(spec: str, size: int) -> Span | None:
    """None when it is no range; an empty span when the file does not have it."""
    found = _SPEC.fullmatch(spec)
    if not found or spec == "-":
        return None
    first, last = (_number(digits) for digits in found.groups())
    if first is None:
        return Span(max(size - (last or 0), 0), size)
    if last is not None and last < first:
        return None
    return Span(min(first, size), size if last is None else min(last + 1, size))


def _number(digits: str) -> int | None:
    if not digits:
        return None
    digits = digits.lstrip("0") or "0"
    return int(digits) if len(digits) <= _ENOUGH else 10**_ENOUGH


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].stop:
            joined[-1] = Span(joined[-1].start, max(joined[-1].stop, span.stop))
        else:
            joined.append(span)
    return joined

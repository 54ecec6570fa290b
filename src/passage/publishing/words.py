"""Words for figures and reasons, the same wherever they are told."""

from __future__ import annotations

from collections.abc import Sequence

from passage.model import Milliseconds
from passage.publishing.report import LastBuild

_REASONS = {
    "new": "it is new",
    "text": "its text changed",
    "lexicon": "an entry of the lexicon is gone",
    "voice": "its voice changed",
    "engine": "the engine has another version",
    "sound": "the sound settings changed",
    "encoder": "the encoder has another version",
    "missing": "it is no longer in the cache",
    "damaged": "what the cache kept of it is damaged",
}


def why(reasons: Sequence[str]) -> str:
    """Why a segment is rendered: ``its text changed and its voice changed``."""
    return " and ".join(map(_reason, reasons))


def _reason(reason: str) -> str:
    kind, is_entry, word = reason.partition("lexicon entry ")
    if is_entry and not kind:
        return f'the lexicon entry "{word}" changed'
    return _REASONS.get(reason, reason)


def duration(length: Milliseconds) -> str:
    """A length of time in words, to the second: ``1 h 2 min 3 s``."""
    minutes, seconds = divmod((length + 500) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "0 s"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number of things: ``1 entry``, ``2 entries``."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def size(number: int) -> str:
    """Bytes as people read them: ``1.2 MB``, or ``34 kB``."""
    mega = 1_000_000
    return f"{number / mega:.1f} MB" if number >= mega else f"{number / 1000:.0f} kB"


def built(build: LastBuild | None) -> str:
    """What the last build that changed anything did, in a sentence."""
    if build is None:
        return "No build is on record."
    failed = f", {build.failed} failed" if build.failed else ""
    return (
        f"The last build that changed anything: {count(build.rendered, 'segment')} rendered, "
        f"{build.reused} reused{failed}, {count(build.requests, 'request')} to online engines."
    )

"""The edition for thin connections: the same audio as Opus, at a quarter of the size."""

from __future__ import annotations

from pathlib import Path

from passage import fingerprint
from passage.mixing import encoder

BITRATE = 24_000
"""Bits a second: mono speech stays easy to follow (RFC 6716, section 2.1.1, has 16 to 20 kbit/s for
wideband speech and 28 to 40 for fullband)."""

_OPUS = (
    *("-map", "0:a", "-map_metadata", "-1", "-map_chapters", "-1", "-ac", "1"),
    *("-c:a", "libopus", "-b:a", str(BITRATE), "-application", "voip"),
    # Without these two, the version and a number by chance would be in the file.
    *("-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "ogg"),
)


def version() -> str:
    """Fingerprint of what, besides the audio, shapes an edition. Raises MixingFailed."""
    return fingerprint.of("opus", _OPUS, encoder.identity())


def encode(path: Path) -> bytes:
    """Encode an episode's audio: Ogg Opus (RFC 7845). The same file gives the same bytes.

    Raises MixingFailed.
    """
    made, _ = encoder.run(["-loglevel", "error", "-i", str(path), *_OPUS, "pipe:1"], b"")
    return made

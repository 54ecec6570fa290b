"""ffmpeg, which decodes, masters and encodes: the one from the wheel, or the one the user names."""

from __future__ import annotations

import functools
import subprocess
import tempfile
from collections.abc import Sequence

from passage.errors import MixingFailed

INSTALL = "pip install --force-reinstall imageio-ffmpeg"


def run(arguments: Sequence[str], sound: bytes) -> tuple[bytes, str]:
    """Give ffmpeg `sound` as its standard input; return its standard output and its log.

    Raises MixingFailed when it is missing or does not succeed.
    """
    command = [program(), "-hide_banner", "-nostdin", "-nostats", *arguments]
    try:
        # A file, not a pipe: Python would feed a pipe 4 kB at a time.
        with tempfile.TemporaryFile() as source:
            source.write(sound)
            source.seek(0)
            done = subprocess.run(command, stdin=source, capture_output=True, check=False)
    except OSError as error:
        raise MixingFailed("ffmpeg", f"cannot be started: {error.strerror}", INSTALL) from error
    log = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        told = log.strip().splitlines() or [f"it ended with status {done.returncode}"]
        raise MixingFailed("ffmpeg", told[-1], INSTALL)
    return done.stdout, log


@functools.cache
def identity() -> str:
    """The version of ffmpeg and of nothing else: where it lies does not change what it makes."""
    output, _ = run(["-version"], b"")
    return output.decode("utf-8", "replace").partition("\n")[0].partition(" Copyright")[0]


@functools.cache
def program() -> str:
    """Where ffmpeg lies. Raises MixingFailed when there is none."""
    import imageio_ffmpeg  # noqa: PLC0415 - not loaded before there is something to encode

    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as error:
        raise MixingFailed("ffmpeg", "there is none for this machine", INSTALL) from error

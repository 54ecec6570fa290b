"""Sound through the loudspeakers, by whatever player there is."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from passage.errors import DeliveryFailed

PLAYERS = (
    ("paplay",),
    ("pw-play",),
    ("aplay", "-q"),
    ("afplay",),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("play", "-q"),
)
"""Programs that play a WAV file and end; the first that is there is taken."""


def play(wav: bytes) -> None:
    """Play a WAV file to its end. Raises DeliveryFailed when nothing here can."""
    found = next((player for player in PLAYERS if shutil.which(player[0])), None)
    if found is None:
        names = ", ".join(name for name, *_ in PLAYERS)
        raise DeliveryFailed("say", f"there is no player here ({names})", "add --out FILE.wav")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "said.wav")
        file.write_bytes(wav)
        done = subprocess.run([*found, str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stderr.strip().splitlines() or [f"status {done.returncode}"])[-1]
        raise DeliveryFailed(found[0], f"it could not play: {told}", "add --out FILE.wav")

"""Music for tests, made by ffmpeg."""

from __future__ import annotations

from pathlib import Path

from passage.mixing import encoder

SINE = "sine=frequency=3000"
PINK = "anoisesrc=color=pink:seed=7:amplitude=0.5"


def music(source: str = PINK, seconds: float = 5, form: str = "wav") -> bytes:
    """A sound file of what a source of ffmpeg's gives, the same whenever it is made."""
    arguments = ["-f", "lavfi", "-i", f"{source}:duration={seconds}", "-ac", "2"]
    exact = ["-flags", "+bitexact", "-fflags", "+bitexact"]
    made, _ = encoder.run([*arguments, *exact, "-f", form, "pipe:1"], b"")
    return made


def film(folder: Path) -> bytes:
    """A sound file whose index is at its end, as phones record them."""
    path = folder / "made.m4a"
    arguments = ["-f", "lavfi", "-i", f"{PINK}:duration=60", "-b:a", "256k"]
    encoder.run([*arguments, "-y", str(path)], b"")
    return path.read_bytes()

"""Two hundred who listen at once to an episode of an hour, each seeking about in it.

Usage: python -m benchmarks.serving [CLIENTS [SECONDS]]

Prints what they took, how long they waited for the first bytes, and what the server needed. An
hour at 128 kbit/s is 58 MB; a listener takes 64 kB of it and goes elsewhere.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HOUR = 57_600_000
TAKEN = 65_536
"""Bytes of an hour at 128 kbit/s, and of what a listener takes before going elsewhere."""
NAME = "hour-00000000.mp3"


@dataclass
class Tally:
    """What the listeners saw."""

    waits: list[float] = field(default_factory=list)
    """Seconds from asking to the first bytes."""
    taken: int = 0
    errors: int = 0


def main(clients: int, seconds: float) -> None:
    """Serve, listen, tell."""
    with tempfile.TemporaryDirectory(prefix="passage-bench-") as folder:
        _write(Path(folder))
        command = [sys.executable, "-m", "passage", "serve", "-C", folder, "--port", "0"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            port = int(
                (server.stdout.readline() if server.stdout else "").split(":")[3].split("/")[0]
            )
            tally = asyncio.run(_crowd(port, clients, seconds))
            peak = _peak_mb(server.pid)
        finally:
            server.terminate()
            server.wait()
    waits = sorted(tally.waits)
    print(  # noqa: T201 - a benchmark tells what it measured
        f"{clients} listeners, {seconds:.0f} s: {len(waits)} seeks, "
        f"{tally.taken / 1e6 / seconds:.0f} MB/s, {tally.errors} errors; "
        f"first bytes after {waits[len(waits) // 2] * 1000:.0f} ms (median), "
        f"{waits[len(waits) * 99 // 100] * 1000:.0f} ms (99 %); "
        f"server at most {peak:.0f} MB (bar: no error, <= 200 MB)"
    )
    if tally.errors or peak > 200:  # noqa: PLR2004 - the bar
        sys.exit(1)


def _write(show: Path) -> None:
    (show / "passage.yml").write_text("title: An Hour\n")
    for made in ("feed", "audio_out"):
        (show / made).mkdir()
    (show / "feed" / "feed.xml").write_text("<rss/>\n")
    (show / "audio_out" / NAME).write_bytes(random.Random(1).randbytes(HOUR))  # noqa: S311 - any bytes


async def _crowd(port: int, clients: int, seconds: float) -> Tally:
    tally, end = Tally(), time.monotonic() + seconds
    await asyncio.gather(*(_listen(port, end, tally, random.Random(n)) for n in range(clients)))  # noqa: S311 - any places
    return tally


async def _listen(port: int, end: float, tally: Tally, chance: random.Random) -> None:
    while time.monotonic() < end:
        start = chance.randrange(HOUR - TAKEN)
        request = (
            f"GET /audio_out/{NAME} HTTP/1.1\r\nHost: localhost\r\nRange: bytes={start}-\r\n\r\n"
        )
        began = time.monotonic()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request.encode())
            head = await reader.readuntil(b"\r\n\r\n")
            tally.waits.append(time.monotonic() - began)
            tally.errors += not head.startswith(b"HTTP/1.1 206")
            await reader.readexactly(TAKEN)
            tally.taken += TAKEN
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            tally.errors += 1


def _peak_mb(process: int) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


if __name__ == "__main__":
    asked = [*sys.argv[1:], "200", "10"] if len(sys.argv) == 1 else [*sys.argv[1:], "10"]
    main(int(asked[0]), float(asked[1]))

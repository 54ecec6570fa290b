"""Many who listen at once, each to another part: everyone gets what they asked for."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from tests.delivering.serving.running import WAIT_S, Running

CLIENTS, SEEKS = 50, 10
SIZE = 20_000_000


def test_fifty_seek_about_in_a_long_episode(served: Running) -> None:
    name = "long-12345678.mp3"
    data = random.Random(1).randbytes(SIZE)  # noqa: S311 - any bytes, the same every time
    (served.folder / "audio_out" / name).write_bytes(data)
    taken = asyncio.run(_listen(served.port, f"/audio_out/{name}", data))
    assert taken == CLIENTS * SEEKS
    status = Path(f"/proc/{served.process.pid}/status")
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        assert int(peak.split()[1]) < 200_000, peak


async def _listen(port: int, path: str, data: bytes) -> int:
    clients = [_seek(port, path, data, random.Random(number)) for number in range(CLIENTS)]  # noqa: S311 - any places
    return sum(await asyncio.gather(*clients))


async def _seek(port: int, path: str, data: bytes, chance: random.Random) -> int:
    """Ask for the rest from somewhere, take a little of it, and go elsewhere, as players do."""
    right = 0
    for _ in range(SEEKS):
        start = chance.randrange(SIZE - 100_000)
        async with asyncio.timeout(WAIT_S):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            lines = [f"GET {path} HTTP/1.1", "Host: localhost", f"Range: bytes={start}-", "", ""]
            writer.write("\r\n".join(lines).encode())
            head = await reader.readuntil(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 206")
            right += await reader.readexactly(50_000) == data[start : start + 50_000]
            writer.close()
    return right

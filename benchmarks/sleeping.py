"""Workers that sleep instead of speaking, many in one process, to measure what gives them work.

Usage: python -m benchmarks.sleeping ADDRESS WORKERS SLEEP_SECONDS CLIP_SECONDS
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time

from passage.mixing import clips, frames
from passage.model import Clip, Samples, Span
from passage.pipeline import workshop
from passage.pipeline.recipes import Job

FRAME = bytes.fromhex("fffb70c0").ljust(313, b"\0")
"""A whole MP3 frame of our one format: all that is asked of a clip by those who pass it on."""


def clip(seconds: float, utterances: int) -> bytes:
    """A clip of some length, in which nothing is heard."""
    count = round(seconds * frames.RATE / frames.SAMPLES)
    spans = (Span(Samples(0), Samples(1)),) * utterances
    return clips.dump(Clip(FRAME * count, count, -16.0, spans))


async def work(address: str, workers: int, sleep: float, seconds: float) -> None:
    """Be so many workers, until we are ended."""
    from distributed import Worker  # noqa: PLC0415 - nothing else here needs it

    speak = workshop.render

    def render(job: Job) -> bytes:
        if not job.key:
            return speak(job)
        time.sleep(sleep)
        return clip(seconds, len(job.segment.utterances))

    workshop.render = render
    crew = [Worker(address, nthreads=1, memory_limit=0, dashboard=False) for _ in range(workers)]
    await asyncio.gather(*crew)
    await asyncio.Event().wait()


if __name__ == "__main__":
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    asyncio.run(work(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))

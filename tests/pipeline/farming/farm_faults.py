"""What can be wrong with a worker: loaded into workers of the tests by Dask's own ``--preload``.

PASSAGE_TEST_FAULT says which fault the worker has, PASSAGE_TEST_SIGNS names a folder: the worker
puts a sign there when it begins with a segment, with the processors that it may use then, and
waits there for the test's sign to go on. Another sign says that it hears no ^C.
"""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path
from unittest import mock

from passage.mixing import encoder
from passage.pipeline import seating, workshop
from passage.pipeline.farming import parcels
from passage.pipeline.farming.parcels import Answer, Parcel
from passage.pipeline.recipes import Job

LONGEST_S = 300
"""Nobody waits longer than that for a sign, whatever went wrong."""

GO = "go"


def dask_setup(worker: object) -> None:
    """Dask calls this in each worker."""
    signs = Path(os.environ["PASSAGE_TEST_SIGNS"])
    fault = os.environ["PASSAGE_TEST_FAULT"]
    name = str(getattr(worker, "name", ""))
    if signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()):
        (signs / f"deaf-{name}").touch()
    render, made = workshop.render, parcels._made

    def watched(job: Job) -> bytes:
        if not job.key:
            return render(job)
        with (signs / f"begun-{name}").open("a") as sign:
            print(*seating.allowed(), file=sign)
        if fault == "waits":
            _wait_for(signs / GO)
        return render(job)

    def damaged(parcel: Parcel) -> Answer:
        answer = made(parcel)
        return replace(answer, clip=answer.clip[:-1] + bytes([answer.clip[-1] ^ 1]))

    changes: dict[str, tuple[object, str, object]] = {
        "damages": (parcels, "_made", damaged),
        "is older": (parcels, "__version__", "0.0.1"),
        "has another encoder": (encoder, "identity", lambda: "ffmpeg version 1"),
        "counts otherwise": (parcels, "_sample", lambda _: "other bytes"),
    }
    mock.patch.object(workshop, "render", watched).start()
    if fault in changes:
        mock.patch.object(*changes[fault]).start()


def _wait_for(sign: Path) -> None:
    ends = time.monotonic() + LONGEST_S
    while not sign.exists() and time.monotonic() < ends:
        time.sleep(0.02)

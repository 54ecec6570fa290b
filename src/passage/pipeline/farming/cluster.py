"""A Dask cluster as a crew: the one module that knows distributed, and loads it.

A task is bound to one worker: who gets what is decided by the farm, which alone knows how long
a segment may take and whom it has checked. Dask carries it there and the clip back.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import itertools
import logging
import os
import socket
import ssl
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Any
from urllib.parse import urlsplit

from passage.errors import FarmUnavailable
from passage.pipeline import interrupts, seating
from passage.pipeline.farming import parcels
from passage.pipeline.farming.parcels import Answers, Introduction, Needs, Parcel

LOCAL = "local:"
"""What a place begins with when workers are to be started here, followed by their number."""

INSTALL = "pip install 'passage-podcast[dask]'"

_CONNECT_S = 10.0
"""How long a scheduler has to answer."""

_HINT = "to start one: dask scheduler; see docs/scaling.md"

_LOOK_S = 0.5
"""How often a scheduler is asked who is there."""


@contextmanager
def crew(place: str) -> Iterator[Crew]:
    """Reach the workers of a scheduler (``tcp://…``, ``tls://…``), or start some (``local:N``).

    Those that were started end with it. Raises FarmUnavailable when nobody answers.
    """
    try:
        # Loaded by builds on farms only: it takes half a second.
        import dask.config  # noqa: PLC0415

        _dask()
    except ImportError:
        raise FarmUnavailable("--on", "distributed is not installed", INSTALL) from None
    # What goes wrong is told by the farm, in words that are meant for a person.
    for name in ("distributed", "distributed.client", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with warnings.catch_warnings(), dask.config.set(_SETTINGS):
        # That versions of Python differ here and there: what differs in sound is found out.
        warnings.simplefilter("ignore")
        with _started(place) as (address, security):
            reached = Crew(address, security)
            try:
                yield reached
            finally:
                _undisturbed(reached.close)


_SETTINGS = {
    # The music under an opening travels with it, and is no reason to warn anybody.
    "distributed.admin.large-graph-warning-threshold": "1GB",
    # Or a thousand messages are remembered, with all the words in them.
    "distributed.admin.low-level-log-length": 0,
    # Who we start is not watched a hundred times a second by a profiler that nobody reads.
    "distributed.worker.profile.enabled": False,
}


class Crew:
    """The workers of one scheduler, which may go away and come back."""

    def __init__(self, address: str, security: object = None) -> None:
        self._address, self._security = address, security
        self._known: frozenset[str] | None = None
        self._asking: Future[dict[str, int]] | None = None
        self._asked = 0.0
        self._numbers = itertools.count()
        self._connect()

    def present(self) -> frozenset[str] | None:
        """The addresses of the workers that the scheduler has; None when it does not say."""
        if self._client.status == "closed":
            self._known = None
            with contextlib.suppress(FarmUnavailable):
                self._connect()
            return None
        now = time.monotonic()
        if self._asking is not None and self._asking.done():
            told, self._asking = self._asking, None
            self._known = None if told.cancelled() or told.exception() else frozenset(told.result())
        if self._client.status != "running":
            self._known = None
        elif self._asking is None and now - self._asked >= _LOOK_S:
            self._asked = now
            self._asking = self._ask()
        return self._known

    def introduce(self, address: str, needs: Needs) -> Future[Introduction]:
        """Ask a worker for its name, and what and where it is."""
        told: Future[Introduction]
        told = self._executor.submit(_introduce, needs, **self._bound(address))
        return told

    def give(
        self, address: str, work: tuple[Parcel, ...], processor: int | None
    ) -> Future[Answers]:
        """Give a worker a few segments to make, on one processor if there is one for it."""
        made: Future[Answers]
        made = self._executor.submit(parcels.make, work, processor, **self._bound(address))
        return made

    def close(self) -> None:
        """Let the scheduler forget everything that it was asked for, and go away."""
        # Whatever a dying connection raises: what has been made is kept already.
        with contextlib.suppress(Exception):
            self._executor.shutdown(wait=False)
        with contextlib.suppress(Exception):
            self._client.close(timeout=_CONNECT_S)

    def _connect(self) -> None:
        try:
            self._client = _client(self._address, self._security)
        # The first bytes of what is no scheduler are taken for a length, which may be any.
        except (OSError, ValueError, MemoryError) as error:
            what = f"no Dask scheduler answers: {_why(self._address, error)}"
            raise FarmUnavailable(self._address, what, _HINT) from error
        self._executor: Any = self._client.get_executor(pure=False, retries=0)
        self._known = None
        self._asking = self._ask()

    def _bound(self, address: str) -> dict[str, Any]:
        # With a name of its own, for otherwise each is given one by chance, which takes longer.
        key = f"passage-{self._client.id}-{next(self._numbers)}"
        return {"key": key, "workers": [address], "allow_other_workers": False}

    def _ask(self) -> Future[dict[str, int]]:
        # Not waited for: a build goes on while a scheduler says nothing.
        loop: asyncio.AbstractEventLoop = self._client.loop.asyncio_loop
        return asyncio.run_coroutine_threadsafe(self._client.scheduler.ncores(), loop)


def _client(address: str, security: object) -> Any:  # noqa: ANN401 - it has no types
    class Client(_dask().Client):  # type: ignore[misc]
        async def _ensure_connected(self, timeout: float | None = None) -> None:
            # Dask's own bound ends where a connection stands: from whoever is there and says
            # nothing, it waits for an answer for ever.
            await asyncio.wait_for(super()._ensure_connected(timeout), timeout)

    return Client(
        address, timeout=_CONNECT_S, security=security, set_as_default=False, name="passage"
    )


def _introduce(needs: Needs) -> Introduction:
    """What a worker says of itself; done by the worker."""
    worker = _dask().get_worker()
    if isinstance(worker.name, int):
        # Those that we started have a number, from 0.
        name = f"local {worker.name + 1}"
    elif worker.name == worker.address:
        name = f"{socket.gethostname()}, process {os.getpid()}"
    else:
        name = str(worker.name)
    place = seating.here(worker.state.nthreads)
    return Introduction(name, parcels.standing(needs), place)


@contextmanager
def _started(place: str) -> Iterator[tuple[str, object]]:
    if not place.startswith(LOCAL):
        _check_certificates(place)
        yield place, None
        return
    # Or it would be begun while they are, and on its way would let ^C through to all of them.
    resource_tracker.ensure_running()
    with contextlib.ExitStack() as started:
        # They hear no ^C: we do, and end them. Nobody else on this machine may give them work.
        with interrupts.held():
            security = _dask().Security.temporary()
            cluster = _dask().LocalCluster(
                n_workers=int(place.removeprefix(LOCAL)),
                threads_per_worker=1,
                processes=True,
                memory_limit=0,
                dashboard_address=None,
                silence_logs=50,
                security=security,
            )
            started.callback(_undisturbed, cluster.close)
        yield cluster.scheduler_address, security


def _check_certificates(address: str) -> None:
    if address.startswith(("tls:", "wss:")):
        try:
            told = _dask().Security().get_connection_args("client")["ssl_context"]
        except OSError as error:
            what = f"the certificates that Dask is told of cannot be read: {error.strerror}"
            raise FarmUnavailable(address, what, _CERTIFICATES) from error
        if not told:
            what = "this address needs certificates, and Dask is told of none"
            raise FarmUnavailable(address, what, _CERTIFICATES)


_CERTIFICATES = "name them as docs/scaling.md says: Who may reach it"


def _why(address: str, error: BaseException) -> str:
    try:
        socket.getaddrinfo(urlsplit(address).hostname, None)
    except OSError:
        return "nobody knows that name"
    causes = [error]
    while cause := causes[-1].__cause__:
        causes.append(cause)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "one of the two certificates is not accepted"
    if isinstance(error, _dask().comm.CommClosedError | ValueError | MemoryError):
        return "what is there is something else"
    return f"nothing is heard within {_CONNECT_S:.0f} seconds"


def _undisturbed(end: Callable[[], object]) -> None:
    with interrupts.ignored():
        end()


def _dask() -> Any:  # noqa: ANN401 - most of it has no types
    return importlib.import_module("distributed")

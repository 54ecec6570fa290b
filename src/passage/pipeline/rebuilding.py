"""A build in a process of its own, for a server that goes on serving meanwhile.

It is the same command that a producer types: it takes the same lock, and whatever it loads, or
whatever befalls it, ends with it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from passage.delivering.serving.news import Rebuilt

_TO_END_S = 5.0
"""What a build that is interrupted may take to leave all as it was."""


_LONGEST_LINE = 1 << 24
"""Bytes of a line; asyncio's own limit is that of a long paragraph, which may be told."""


class _Problem(msgspec.Struct):
    path: str
    line: int = 0
    column: int = 0
    what: str = ""
    hint: str = ""


class _Episode(msgspec.Struct):
    errors: tuple[str, ...] = ()


class _Told(msgspec.Struct):
    """What ``passage build --json`` says: what went wrong, or what came of each episode."""

    error: str = ""
    problems: tuple[_Problem, ...] = ()
    episodes: tuple[_Episode, ...] = ()


async def rebuild(folder: Path, tell: Callable[[str], None]) -> Rebuilt:
    """Build the show in `folder`; `tell` is given each line of progress. Ends when cancelled."""
    process = await asyncio.create_subprocess_exec(
        # -P: no file of the show's folder is ever taken for a module of ours.
        *(sys.executable, "-P", "-m", "passage", "build", "--json", "-C", str(folder)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
        # ^C is for the server, which then ends this one, and all that it started, in order.
        start_new_session=True,
    )
    try:
        said, noted = await asyncio.gather(_read(process.stdout), _relayed(process.stderr, tell))
        status = await process.wait()
    finally:
        if process.returncode is None:
            await _end(process)
    return rebuilt(said, noted, status)


def rebuilt(said: bytes, noted: tuple[str, ...], status: int) -> Rebuilt:
    """What a build that said this came to; `noted` are its last lines for people."""
    try:
        told = msgspec.json.decode(said, type=_Told)
    except msgspec.DecodeError:
        told = _Told()
    if told.problems:
        return Rebuilt(tuple(map(_line, told.problems)))
    failures = dict.fromkeys(error for episode in told.episodes for error in episode.errors)
    problems = (told.error,) if told.error else tuple(failures)
    if status and not problems:
        problems = noted or (f"the build ended with status {status}",)
    return Rebuilt(problems)


def _line(problem: _Problem) -> str:
    numbers = [str(number) for number in (problem.line, problem.column) if number]
    told = f"{':'.join([problem.path, *numbers])}: {problem.what}"
    return f"{told}\n  {problem.hint}" if problem.hint else told


async def _read(stream: asyncio.StreamReader | None) -> bytes:
    return await stream.read() if stream else b""


async def _relayed(
    stream: asyncio.StreamReader | None, tell: Callable[[str], None]
) -> tuple[str, ...]:
    """Pass on what tells of progress; keep the last lines, which tell what is wrong."""
    last: list[str] = []
    while stream and (line := await stream.readline()):
        said = line.decode("utf-8", "replace").rstrip()
        if said.startswith(_PROGRESS):
            tell(said)
        else:
            last = [*last[-9:], said]
    return tuple(last)


_PROGRESS = ("segment ", "waiting ")
"""How lines begin that are of use while it builds; errors come back as values."""


async def _end(process: asyncio.subprocess.Process) -> None:
    """Interrupt a build as ^C does, with the workers that it started; then insist."""
    for how in (signal.SIGINT, signal.SIGTERM if os.name == "nt" else signal.SIGKILL):
        try:
            if os.name == "nt":
                process.terminate()
            else:
                os.killpg(process.pid, how)
            await asyncio.wait_for(process.communicate(), _TO_END_S)
        except ProcessLookupError:
            return
        except TimeoutError:
            continue
        else:
            return

"""Building again when somebody saved a file, while the last good version is served."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing
from pathlib import Path

import watchfiles

from passage.delivering.serving import news
from passage.delivering.serving.news import News, Rebuilt

Rebuild = Callable[[], Awaitable[Rebuilt]]
Tell = Callable[[str], None]

SHOW_FILE = "passage.yml"
WORDS = ("scripts", "episodes")
MADE = ("audio_out", "feed", "drafts")
_WRITTEN = frozenset({".md", ".yml", ".yaml", ".pls"})
_GIVEN = frozenset(
    {".png", ".jpg", ".jpeg", ".webp", ".mp3", ".wav", ".flac", ".ogg", ".opus", ".m4a", ".aac"}
)
"""Pictures and music, which lie anywhere in the show's folder."""
_DEEP = 3
"""Folders within folders in which pictures and music are looked for."""

STEP_MS, DEBOUNCE_MS = 100, 1_000
"""Editors save in several steps, and people several files: this long it is waited for the next."""
LOOK_MS = 5_000
"""Now and then it is looked whether the system told all, as it does not for some network disks."""

Saved = Mapping[str, tuple[int, int]]
"""Files that people wrote, and their size in bytes and time of change in nanoseconds."""


async def watch(folder: Path, rebuild: Rebuild, told: News, tell: Tell) -> None:
    """Build now, and whenever a file changed; one build at a time. Ends when it is cancelled.

    What is saved during a build is built after it.
    """
    built: Saved = {}
    while True:
        saved = await asyncio.to_thread(files, folder)
        changed = _changes(built, saved)
        if changed:
            if built:
                tell(f"changed: {_listed(changed)}")
            built = saved
            await _build(folder, rebuild, told, tell)
            continue
        await _wakened(folder)


async def _wakened(folder: Path) -> None:
    """Wait until something may have changed."""
    wakes = watchfiles.awatch(
        *folders(folder),
        watch_filter=None,
        step=STEP_MS,
        debounce=DEBOUNCE_MS,
        rust_timeout=LOOK_MS,
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    )
    async with aclosing(wakes):
        await anext(wakes)


async def _build(folder: Path, rebuild: Rebuild, told: News, tell: Tell) -> None:
    try:
        rebuilt = await rebuild()
    except Exception as error:  # noqa: BLE001 - whatever happens to a build, what is served stays
        rebuilt = Rebuilt((f"the build did not end well: {type(error).__name__}: {error}",))
    changed = told.tell(rebuilt.problems, await asyncio.to_thread(news.state, folder))
    for problem in rebuilt.problems:
        tell(problem)
    if rebuilt.problems:
        tell("what was good stays up; save again when this is mended")
    else:
        tell("built, the open pages are up to date" if changed else "built, nothing changed")


def files(folder: Path) -> Saved:
    """All that people wrote in a show's folder, as far as a build reads it."""
    found = {}
    for path in (each for within in folders(folder) for each in _inside(within)):
        shown = path.relative_to(folder)
        if _is_read(shown):
            try:
                told = path.stat()
            except OSError:
                continue
            found[shown.as_posix()] = (told.st_size, told.st_mtime_ns)
    return found


def folders(folder: Path) -> list[Path]:
    """The folders in which people write: not the made ones, nor what is hidden."""
    found = [folder]
    for within, names, _ in os.walk(folder):
        depth = len(Path(within).relative_to(folder).parts)
        names[:] = [
            name
            for name in sorted(names)
            if not name.startswith(".")
            and name != "node_modules"
            and not (depth == 0 and name in MADE)
        ]
        found += [Path(within, name) for name in names]
        if depth + 1 >= _DEEP:
            names.clear()
    return found


def _inside(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(Path(entry.path) for entry in entries if entry.is_file())
    except OSError:
        return


def _is_read(shown: Path) -> bool:
    if shown.name.startswith("."):
        return False
    if shown.parts[0] in WORDS:
        return shown.suffix in _WRITTEN
    return shown.as_posix() == SHOW_FILE or shown.suffix.lower() in _GIVEN


def _changes(before: Saved, now: Saved) -> list[str]:
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _listed(names: list[str]) -> str:
    few = 3
    more = f" and {len(names) - few} more" if len(names) > few else ""
    return ", ".join(names[:few]) + more

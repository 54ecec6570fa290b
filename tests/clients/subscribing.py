"""Podcast clients that keep what they fetched, each behind the same two questions."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.clients import programs


class Held(NamedTuple):
    """An episode in a client's store."""

    title: str
    address: str
    """Of its audio, where the client keeps it."""
    file: Path | None
    """Its downloaded audio, where the client downloads."""


class Client(Protocol):
    """A program that is subscribed to one feed."""

    downloads: bool
    """Whether it keeps audio, and not only its address."""
    asks_for_changes: bool
    """Whether it asks for the feed only if that has changed (RFC 9110, section 13.1)."""
    downloads_again: bool
    """Whether it replaces audio that has changed."""

    def __init__(self, folder: Path, feed: str) -> None:
        """Subscribe, with a store of its own in `folder`."""

    def update(self) -> None:
        """Fetch what is new."""

    def episodes(self) -> list[Held]:
        """All that the store has, oldest first."""


class PodcastArchiver:
    """Keeps every episode of every page as a file named by its date and title."""

    downloads = True
    asks_for_changes = False
    downloads_again = True

    def __init__(self, folder: Path, feed: str) -> None:
        self.folder = folder / "archive"
        self.folder.mkdir(parents=True)
        (folder / "config.yaml").touch()
        program = programs.find("podcast-archiver")
        self.command = [program, "--quiet", "--feed", feed, "--dir", str(self.folder)]
        self.command += ["--database", str(folder / "db"), "--config", str(folder / "config.yaml")]

    def update(self) -> None:
        programs.run(*self.command)

    def episodes(self) -> list[Held]:
        files = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return [Held(path.stem.partition(" - ")[2], "", path) for path in files]


class Newsboat:
    """Keeps articles, with the address of their audio, in a database."""

    downloads = False
    asks_for_changes = True
    downloads_again = False

    def __init__(self, folder: Path, feed: str) -> None:
        folder.mkdir(parents=True)
        (folder / "urls").write_text(f"{feed}\n")
        (folder / "config").touch()
        self.store = folder / "cache.db"
        self.home = {"HOME": str(folder)}
        self.command = [programs.find("newsboat"), "-q", "-u", str(folder / "urls")]
        self.command += ["-C", str(folder / "config"), "-c", str(self.store), "-x", "reload"]
        # It keeps a feed's ETag only where the feed is in its store already.
        self.update()

    def update(self) -> None:
        programs.run(*self.command, env=self.home)

    def episodes(self) -> list[Held]:
        rows = _rows(self.store, "SELECT title, enclosure_url FROM rss_item ORDER BY pubDate")
        return [Held(title, address, None) for title, address in rows]


class GPodder:
    """gPodder's command line: subscribes, downloads what is new, and keeps a database."""

    downloads = True
    asks_for_changes = True
    downloads_again = False

    def __init__(self, folder: Path, feed: str) -> None:
        self.folder = folder
        self.program = programs.find("gpo")
        self.home = {"GPODDER_HOME": str(folder), "HOME": str(folder)}
        programs.run(self.program, "subscribe", feed, env=self.home)

    def update(self) -> None:
        for command in ("update", "download"):
            programs.run(self.program, command, env=self.home)

    def episodes(self) -> list[Held]:
        query = "SELECT title, url, download_filename FROM episode ORDER BY published"
        downloads = self.folder / "Downloads" / "Invented Roads"
        rows = _rows(self.folder / "Database", query)
        return [Held(title, address, downloads / name) for title, address, name in rows]


CLIENTS: tuple[type[Client], ...] = (PodcastArchiver, Newsboat, GPodder)


def _rows(store: Path, query: str) -> list[tuple[str, ...]]:
    database = sqlite3.connect(store)
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()

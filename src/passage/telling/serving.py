"""Serving: where to listen, and who else can."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def ready(address: str) -> str:
    """Where the show is, and what to subscribe to."""
    return f"Listen: {address} Feed: {address}feed/feed.xml"


def ready_json(address: str, folder: Path) -> Mapping[str, object]:
    """The same for programs, and whose show it is."""
    return {
        "address": address,
        "feed": f"{address}feed/feed.xml",
        "folder": str(folder.absolute()),
    }


def open_to_others() -> str:
    """What it means to serve on more than this machine."""
    return "warning: everyone who can reach this machine can hear and read what is served"


def ended() -> str:
    """It was interrupted, which is how it ends."""
    return "no longer serving"

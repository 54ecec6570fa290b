"""Serving: where to listen, and who else can."""

from __future__ import annotations


def ready(address: str) -> str:
    """Where the show is, and what to subscribe to."""
    return f"Listen: {address} Feed: {address}feed/feed.xml"


def open_to_others() -> str:
    """What it means to serve on more than this machine."""
    return "warning: everyone who can reach this machine can hear and read what is served"


def ended() -> str:
    """It was interrupted, which is how it ends."""
    return "no longer serving"

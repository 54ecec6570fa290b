"""Moments of an episode as captions and chapters write them."""

from __future__ import annotations

from passage.model import Milliseconds


def exact(moment: Milliseconds, point: str = ".") -> str:
    """``HH:MM:SS.mmm``: WebVTT section 6.3, RFC 2326 section 3.6. SubRip has a comma for `point`.

    More than 99 hours take more digits.
    """
    seconds, milliseconds = divmod(moment, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{point}{milliseconds:03}"

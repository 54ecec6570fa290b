"""Voicing: an utterance becomes speech.

The engines are listed here, by the name that a show gives them in ``passage.yml``.
"""

from __future__ import annotations

from passage.errors import EngineUnavailable
from passage.voicing.engine import Engine
from passage.voicing.espeak import Espeak
from passage.voicing.gtts import Gtts
from passage.voicing.piper import Piper

__all__ = ["ENGINES", "Engine", "engine"]

ENGINES: dict[str, Engine] = {
    "espeak": Espeak(),
    "piper": Piper(),
    "gtts": Gtts(),
}


def engine(name: str) -> Engine:
    """The engine with this name. Raises EngineUnavailable when there is none."""
    try:
        return ENGINES[name]
    except KeyError:
        known = ", ".join(sorted(ENGINES))
        raise EngineUnavailable(
            name, "there is no such engine", f"choose one of: {known}"
        ) from None

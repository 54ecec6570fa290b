"""What is told of a store that several machines share: that it does not answer."""

from __future__ import annotations

from passage.keeping.shared import Trouble
from passage.pipeline.building import Unreached


def trouble(step: Trouble | Unreached) -> str:
    """A shared store that does not answer, and what that may mean."""
    if isinstance(step, Trouble) and not step.what:
        return (
            f"the store {step.address} is not there: this build does without it.\n"
            "  Connect its disk, or make that folder. If you emptied the store yourself, delete\n"
            "  audio_out/.cache/shared-store. The next build looks again."
        )
    if isinstance(step, Trouble):
        return f"the store {step.address} fails ({step.what}): this build does without it"
    return (
        f"the store {step.address} could not be asked: words of somebody\n"
        "  who does not agree may still be there. When it answers: passage build"
    )


def not_cleaned(address: str) -> str:
    """A shared store gave no answer."""
    return f"the store {address} could not be asked: nothing was removed there"

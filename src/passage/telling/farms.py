"""What is told of a farm while it works: who joined, who gets no work and why, who was lost."""

from __future__ import annotations

from collections.abc import Iterator

from passage.pipeline.farming.farm import Joined, Lost, News, Refused
from passage.publishing import words

_NAMED = 4
"""Workers whose names are read out; of more, the number is enough."""


def news(step: News) -> Iterator[str]:
    """A line for each worker of whom there is something to know."""
    if isinstance(step, Joined):
        count = words.count(len(step.names), "worker")
        named = "; ".join(step.names[:_NAMED])
        more = f"; and {len(step.names) - _NAMED} more" if len(step.names) > _NAMED else ""
        yield f"{count} joined: {named}{more}"
    elif isinstance(step, Refused):
        yield from (f"worker {step.name} gets no work: {reason}" for reason in step.reasons)
    elif isinstance(step, Lost):
        what = "does not answer" if step.silent else "went away"
        yield f"worker {step.name} {what}; others do what it had"
    else:
        yield f"no worker is there; waiting {round(step.seconds)} seconds for one"

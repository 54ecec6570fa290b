"""A testimony is withdrawn: it leaves all that was made, at once, and a search proves that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from passage.errors import PassageError
from passage.model import Consent, Script
from passage.pipeline import building, cleaning, minting
from passage.pipeline.building import News, Outcome
from passage.pipeline.consent import consenting, proving
from passage.pipeline.consent.proving import Proof
from passage.pipeline.layout import Layout
from passage.reading import folder as show_folder


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did."""

    scripts: tuple[Script, ...]
    """As they were before it."""
    written: tuple[str, ...]
    """Scripts into which the decision was written, and that did not say so already."""
    proof: Proof
    outcome: Outcome | None = None
    failure: PassageError | None = None
    """Why what is left could not be made again; what was withdrawn is gone all the same."""
    unreached: str = ""
    """The shared store's address, when it is not certain that nothing of it is left there."""

    @property
    def holds(self) -> bool:
        """Whether nothing of it is found, and everything else was made."""
        made = self.outcome is not None and not self.outcome.failed
        return self.proof.holds and made and not self.unreached


def withdraw(  # noqa: PLR0913 - what a producer says, each by its name
    layout: Layout,
    scripts: Sequence[Script],
    because: str,
    day: date,
    *,
    workers: int = 1,
    tell: Callable[[News], None] = lambda _: None,
) -> Withdrawn:
    """Write it into the scripts, make what is left again, and search all that was made.

    What is withdrawn leaves before anything is made, so that no voice that is missing keeps it.
    Doing it again goes on where an interrupted withdrawal stopped. Raises InputProblems or
    DeliveryFailed when the decision cannot be written: nothing is then changed.
    """
    written = consenting.decide(layout, scripts, Consent.WITHDRAWN, because, day)
    library = show_folder.read(layout.folder)
    outcome, failure = None, None
    is_certain = not library.show.store
    try:
        outcome = building.build(layout, library, workers=workers, tell=tell)
        # What the episodes were before, which may tell of it in words that somebody edited since.
        minted = minting.mint(library)
        cleaning.clean(layout, minted)
        is_certain = cleaning.clean_shared(layout, minted, everything=False)
    except PassageError as error:
        failure = error
    ids = {script.id for script in scripts}
    present = [script for script in library.scripts if script.id in ids]
    return Withdrawn(
        tuple(scripts),
        written,
        proving.prove(layout, library, present),
        outcome,
        failure,
        unreached="" if is_certain else library.show.store,
    )

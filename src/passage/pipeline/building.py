"""A build: the plan is carried out, and the feed says what there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from passage.errors import PassageError
from passage.keeping.shared import Trouble
from passage.keeping.store import Store
from passage.model import Consent, Episode, Library
from passage.pipeline import (
    built_from,
    cleaning,
    former_names,
    last_build,
    minting,
    planning,
    records,
    rendering,
    sharing,
    speech,
)
from passage.pipeline.consent import guarding, leftovers
from passage.pipeline.former_names import Former
from passage.pipeline.layout import Layout
from passage.pipeline.making import Maker, Result, Status
from passage.pipeline.rendering import Farm, Progress
from passage.pipeline.shelving import artwork, shelf
from passage.pipeline.speech import Sending
from passage.publishing.book.names import BookFile


@dataclass(frozen=True, slots=True)
class Unreached:
    """A shared store of which it is not certain that it has no words of those who do not agree."""

    address: str


News = Progress | Sending | Trouble | Unreached
"""What is told of a build while it is at work."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    results: tuple[Result, ...]
    rendered: int
    """Clips that were made."""
    reused: int
    """Segments whose clip was there already."""
    feed: Path
    feed_changed: bool
    published: int
    """Episodes in the feed."""
    removed: tuple[Episode, ...]
    """Those that were in the feed before, and are no longer."""
    minted: tuple[str, ...]
    """Files into which a guid was written."""
    names_damaged: bool = False
    """Whether the list of former names was damaged, and is begun anew."""
    home: Path | None = None
    """The first of the pages."""
    books: tuple[BookFile, ...] = ()
    """Those that lie beside the feed."""
    missing: tuple[PassageError, ...] = ()
    """Why something beside the episodes could not be made."""
    deleted: tuple[str, ...] = ()
    """Scripts that are no longer there, of which the cache may still have sound and words."""

    @property
    def failed(self) -> bool:
        """Whether an episode is not what its manifest says, or lacks what goes with it."""
        return bool(self.failures)

    @property
    def failures(self) -> tuple[PassageError, ...]:
        """All that went wrong."""
        return (*(each for result in self.results for each in result.failures), *self.missing)


def build(  # noqa: PLR0913 - what a producer asks for, each by its name
    layout: Layout,
    library: Library,
    *,
    only: Sequence[str] = (),
    workers: int = 1,
    budget: int | None = None,
    farm: Farm | None = None,
    tell: Callable[[News], None] = lambda _: None,
) -> Outcome:
    """Make what is missing and nothing else, then the feed. Running it again changes nothing.

    Guids that are missing are minted and written into their files, once it is clear that the
    show can be built. `budget` is the most requests that online voices may send; None for as many
    as it takes. A `farm` makes the clips elsewhere; without it, so many `workers` make them here.

    Raises EngineUnavailable or MixingFailed before any work when nothing can be made here, and
    FarmUnavailable when no worker of the farm may make anything. Raises DeliveryFailed when the
    feed cannot be written. What fails for one episode is in its result.
    """
    before = records.read(layout.audio)
    minted = minting.mint(library)
    former = guarding.without_names(layout, minted, former_names.read(layout))
    former = former_names.remember_changes(layout, former, minted, before.values())
    former = _withdraw(layout, minted, former)
    store = Store(layout.cache)
    shared = sharing.Sharing(minted, store, tell) if minted.show.store else None
    if shared and not shared.withdraw():
        tell(Unreached(minted.show.store))
    plan = planning.plan(layout, minted, only)
    planning.check_voices(plan)
    guarding.check_artwork(layout, minted)
    if shared and shared.borrow(plan):
        plan = planning.plan(layout, minted, only)
    leftovers.note(layout, minted, plan, before.values())
    written = minting.write(layout.folder, library, minted)
    fetched = speech.fetch(speech.missing(plan.jobs, store), store, budget, tell)
    lacking = fetched.lacking(plan.jobs)
    jobs = [job for job in plan.jobs if job.key not in lacking]
    failures = lacking | rendering.render_all(
        jobs, store, workers, tell, lambda: artwork.draw(layout, minted), farm
    )
    if shared:
        shared.lend(plan)
    results = tuple(Maker(layout, minted, store, failures).results(plan))
    kept = shelf.standing(layout, minted)
    guarding.check_records(layout, minted, kept)
    standing = shelf.publish(layout, minted, kept)
    shelf.tidy(layout, minted, kept, former)
    if not any(result.failures for result in results):
        former_names.end_withdrawing(layout)
    if minted.show.protects_names and _did_something(results):
        # What episodes were before a name was protected.
        cleaning.clean(layout, minted)
    if not only:
        built_from.write(layout, minted)
    told = last_build.of(plan, failures, fetched.requests)
    if standing.changed or _did_something(results) or last_build.read(layout) is None:
        last_build.write(layout, told)
    present = {record.episode.manifest.id for record in kept}
    return Outcome(
        results=results,
        rendered=told.rendered,
        reused=told.reused,
        feed=standing.feed,
        feed_changed=standing.changed,
        published=len(kept),
        removed=tuple(before[gone].episode for gone in sorted(before.keys() - present)),
        minted=written,
        names_damaged=former.is_damaged,
        home=standing.home,
        books=standing.books,
        missing=standing.failures,
        deleted=leftovers.deleted(layout, minted),
    )


def _did_something(results: Sequence[Result]) -> bool:
    """Tell it from a build that touches nothing, which leaves the one before it on record."""
    return any(result.status in (Status.MADE, Status.FAILED) for result in results)


def _withdraw(layout: Layout, library: Library, former: Former) -> Former:
    """Take out what somebody withdrew, first of all: it waits for no voice and no encoder."""
    gone = {script.id for script in library.scripts if script.consent is Consent.WITHDRAWN}
    if not gone:
        return former
    made = records.read(layout.audio).values()
    if former_names.is_withdrawing(layout) or any(record.scripts & gone for record in made):
        still = {m.guid for m in library.manifests if not gone.issuperset(m.scripts)}
        former = former_names.begin_withdrawing(layout, former, still)
    former = guarding.without_withdrawn(library, former)
    kept = shelf.standing(layout, library)
    shelf.publish(layout, library, kept, encode=False)
    shelf.tidy(layout, library, kept, former)
    try:
        cleaning.clean(layout, library)
    except PassageError:
        # What is still needed cannot be told, so nothing stays that may hold withdrawn words.
        cleaning.clean_all(layout)
    return former

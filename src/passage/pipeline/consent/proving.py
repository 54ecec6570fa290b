"""The proof that something is gone: all that was made is searched, and nothing of it is found."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from passage.errors import PassageError
from passage.keeping.store import State, Store
from passage.model import Consent, Library, Place, Script
from passage.pipeline import minting, planning, records, speech
from passage.pipeline.consent import theirs
from passage.pipeline.consent.theirs import Theirs
from passage.pipeline.layout import Layout
from passage.spellings import Names, letters
from passage.validating import traces
from passage.validating.traces import Searched, Wanted


@dataclass(frozen=True, slots=True)
class Left:
    """Something of a testimony that still stands somewhere."""

    what: str
    """Such as ``a sentence``."""
    text: str
    files: tuple[str, ...]
    """Made files, each with where in it."""
    written: tuple[Place, ...]
    """Where people wrote it: from there it came into what was made."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked for, where, and what was found."""

    searched: Searched
    theirs: Theirs
    left: tuple[Left, ...]
    clips: int
    """Pieces of sound that were looked for in the cache, by what they are made of."""
    clips_left: int
    episodes_left: tuple[str, ...] = ()
    """Episodes in whose audio one of the testimonies still is."""
    yours: tuple[str, ...] = ()
    """Files that Passage did not make, beside the scripts themselves, in which something of them
    stands: the account of an import, a report, the cast. Only the producer may delete them."""

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not (self.left or self.clips_left or self.episodes_left)


def prove(layout: Layout, library: Library, withdrawn: Sequence[Script]) -> Proof:
    """Search all that was made for the words and the sound of these scripts. Nothing is written."""
    wanted = theirs.of(library, withdrawn)
    names = [name for _, name in wanted.names]
    searched = traces.search(layout.folder, layout.made, Wanted(names, wanted.sentences))
    clips = _clips(layout, library, withdrawn)
    store = Store(layout.cache)
    ids = {script.id for script in withdrawn}
    return Proof(
        searched,
        wanted,
        tuple(_left(layout, library, wanted, searched)),
        len(clips),
        sum(store.state(key) is not State.MISSING for key in clips),
        tuple(
            layout.shown(folder / record.episode.file)
            for folder in (layout.audio, layout.drafts)
            for record in records.read(folder).values()
            if record.scripts & ids
        ),
        tuple(_yours(layout, withdrawn, Wanted(names, wanted.sentences))),
    )


def _yours(layout: Layout, withdrawn: Sequence[Script], wanted: Wanted) -> Iterator[str]:
    top = layout.folder
    theirs_ = {top / script.path for script in withdrawn}
    within = (path for name in ("scripts", "episodes") for path in (top / name).rglob("*"))
    paths = sorted(p for p in {*top.iterdir(), *within} if p.is_file() and p not in theirs_)
    found = traces.search_files(top, paths, wanted)
    return iter(dict.fromkeys(trace.path for trace in found.traces))


def _clips(layout: Layout, library: Library, withdrawn: Sequence[Script]) -> set[str]:
    """The names in the cache of all sound of scripts that no other script has the same of."""
    ids = {script.id for script in withdrawn}
    agreed = tuple(
        replace(script, consent=Consent.GRANTED) if script.id in ids else script
        for script in library.scripts
    )
    try:
        before = planning.plan(layout, minting.mint(replace(library, scripts=agreed)))
        after = planning.plan(layout, minting.mint(library))
    except PassageError:
        return set()  # such as a voice that is no longer there: nothing was kept of it either
    gone = [each for each in before.segments if each.segment.script in ids]
    keys = {each.recipe.key for each in gone} | set(speech.keys(each.segment for each in gone))
    return keys - (
        {each.recipe.key for each in after.segments}
        | set(speech.keys(each.segment for each in after.segments))
    )


def _left(layout: Layout, library: Library, wanted: Theirs, searched: Searched) -> Iterator[Left]:
    found: dict[str, list[str]] = {}
    for trace in searched.traces:
        where = f"{trace.path} ({trace.where})" if trace.where else trace.path
        found.setdefault(trace.wanted, []).append(where)
    for text in sorted(found, key=lambda text: (wanted.noun(text) == theirs.SENTENCE, text)):
        written = tuple(_written(layout, library, text))
        yield Left(wanted.noun(text), text, tuple(dict.fromkeys(found[text])), written)


def _written(layout: Layout, library: Library, text: str) -> Iterator[Place]:
    """Where it stands in what people wrote and Passage publishes."""
    standing = [s.path for s in library.scripts if s.consent is not Consent.WITHDRAWN]
    lexicons = [layout.shown(path) for path in sorted(layout.folder.glob("scripts/**/*.pls"))]
    named = (*(manifest.path for manifest in library.manifests), *standing)
    # Ids are in addresses, and names of files are ids.
    yield from (Place(path) for path in named if Names([text]).find(Path(path).stem))
    for path in ("passage.yml", *named, *lexicons):
        data = (layout.folder / path).read_bytes().decode("utf-8", "replace")
        yield from (Place(path, line) for line in _lines(data, text))


def _lines(data: str, text: str) -> list[int]:
    """The numbers of the lines on which something begins, however its lines are broken."""
    if len(letters(text)) < traces.PROSE:
        return sorted({data.count("\n", 0, f.start) + 1 for f in Names([text]).find(data)})
    folded = [letters(line) for line in data.split("\n")]
    starts = list(accumulate(map(len, folded), initial=0))
    whole, key, lines = "".join(folded), letters(text), []
    at = whole.find(key)
    while at >= 0:
        lines.append(bisect.bisect_right(starts, at))
        at = whole.find(key, at + 1)
    return lines

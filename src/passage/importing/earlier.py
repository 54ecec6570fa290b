"""What a show has already: ids, guids, numbers and days stay when pages are imported again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from passage.importing import naming, words
from passage.importing.drafts import Draft
from passage.model import Manifest, Script

_SHINGLE = 4
_SAME = 0.5
"""Of the shingles of the shorter text. With more in common, it is the same story in new words."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The scripts and episodes of a show, and which of them come from the pages at hand."""

    scripts: tuple[Script, ...] = ()
    manifests: tuple[Manifest, ...] = ()
    made: frozenset[str] = frozenset()
    """Paths that an earlier import of the same sources made."""
    mask: Callable[[str], str] = str
    """Puts names that are shown in the place of those that the show protects: ids are in addresses,
    and a file with a real name in its own is refused when it is read."""

    @property
    def numbers(self) -> Iterator[int]:
        """Numbers for new episodes: those after the last that is taken."""
        last = max((manifest.number for manifest in self.manifests), default=0)
        yield from range(last + 1, last + 1_000_000)

    def manifest(self, episode_id: str) -> Manifest | None:
        """The episode that an earlier import made under this id."""
        own = (each for each in self.manifests if each.id == episode_id and each.path in self.made)
        return next(own, None)

    def episode_id(self, wanted: str, ids: naming.Ids) -> str:
        """An id for an episode: its earlier one, or one that no other episode has."""
        taken = {manifest.id for manifest in self.manifests if manifest.path not in self.made}
        return _free(self._shown(wanted), taken, ids)

    def identified(self, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
        """The drafts with the ids that their stories have in the show, or with ids of their own."""
        drafts = [replace(draft, id=self._shown(draft.id)) for draft in drafts]
        found = self._same_words(drafts)
        own = {script.id for script in self.scripts if script.path in self.made}
        own -= set(found.values())
        for at, draft in enumerate(drafts):
            if at not in found and draft.id in own:
                found[at] = draft.id
        taken = {script.id for script in self.scripts}
        ids = naming.Ids()
        return tuple(
            replace(draft, id=found[at] if at in found else _free(draft.id, taken, ids))
            for at, draft in enumerate(drafts)
        )

    def _shown(self, wanted: str) -> str:
        masked = self.mask(wanted)
        return wanted if masked == wanted else naming.slug(masked) or "testimony"

    def _same_words(self, drafts: Sequence[Draft]) -> dict[int, str]:
        """For drafts, by their place, the id under which the show has the same story."""
        owners: dict[tuple[str, ...], str] = {}
        sizes: dict[str, int] = {}
        for script in self.scripts:
            shingles = _shingles(paragraph.text for paragraph in script.body)
            sizes[script.id] = len(shingles)
            for shingle in shingles:
                owners.setdefault(shingle, script.id)
        pairs = []
        made = {script.id for script in self.scripts if script.path in self.made}
        for at, draft in enumerate(drafts):
            shingles = _shingles(said.text for said in draft.said)
            shared = Counter(owners[each] for each in shingles if each in owners)
            for name, count in shared.items():
                # What somebody else's page told is the same story only if it has the same words.
                same = count / max(1, min(len(shingles), sizes[name]))
                whole = count == len(shingles) == sizes[name]
                if whole or (name in made and same > _SAME):
                    pairs.append((-count, name != draft.id, at, name))
        found: dict[int, str] = {}
        given: set[str] = set()
        for _, _, at, name in sorted(pairs):
            if at not in found and name not in given:
                found[at] = name
                given.add(name)
        return found


def _free(wanted: str, taken: set[str], ids: naming.Ids) -> str:
    while (free := ids.new(wanted)) in taken:
        pass
    return free


def _shingles(texts: Iterator[str]) -> set[tuple[str, ...]]:
    said = [word for text in texts for word in words.of(text)]
    said += [""] * (_SHINGLE - len(said))
    return set(zip(*(said[ahead:] for ahead in range(_SHINGLE)), strict=False))

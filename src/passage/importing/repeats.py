"""The same story printed twice, in the same words or in others: one is told, once.

Stories are compared through an index of their shingles (runs of three words), so the work grows
with the number of words and not with its square. See A. Broder, "On the resemblance and
containment of documents", 1997, for shingles and for containment as a measure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from passage.importing import words
from passage.importing.stories import Story
from passage.model import ScriptKind

SHINGLE = 3
"""Words. Short, so that a story told in other words still has many in common."""

_SHARE_SAME = 0.08
"""Containment that is enough when narrator and pull quote are the same."""
_SHARE_LIKELY = 0.25
"""The same, when nothing speaks against one story."""
_SHARE_OTHER = 0.9
"""The same, when the page names two narrators: they may have gone through the same things."""
_FEWEST = 12
"""Shingles. Less in common can be chance, unless it is most of a short text."""
_MOST = 0.6
_CANDIDATES = 16
"""So many groups are looked at closely, so that common phrases do not make the work grow."""
_BITS = 32


@dataclass(slots=True)
class _Group:
    """Stories that are one story."""

    members: list[int]
    smallest: int
    """Shingles of the shortest member."""


def groups(stories: Sequence[Story]) -> tuple[tuple[int, ...], ...]:
    """The stories' indices, those of one story together, in order of first appearance."""
    index = _Index()
    found: list[_Group] = []
    for number, story in enumerate(stories):
        shingles = index.shingles(story.section.texts)
        shared = index.shared(shingles)
        group = _best(found, stories, number, shared, len(shingles))
        if group is None:
            group = len(found)
            found.append(_Group([number], len(shingles)))
        else:
            found[group].members.append(number)
            found[group].smallest = min(found[group].smallest, len(shingles))
        index.add(shingles, group)
    return tuple(tuple(group.members) for group in found)


def fullest(stories: Sequence[Story], members: Sequence[int]) -> int:
    """Which of the stories of a group is to be told.

    The longest; among equals the one of which the page says most; among those the first.
    """
    return max(members, key=lambda number: (*_fullness(stories[number]), -number))


class Wording:
    """The words in which a story is told, to say what another printing of it has besides."""

    def __init__(self, texts: Iterable[str]) -> None:
        said = list(texts)
        self._pairs = {pair for text in said for pair in pairwise(words.of(text))}
        self._words = {word for text in said for word in words.of(text)}

    def lacks(self, text: str) -> str:
        """The words of a text that the story does not have, or not beside a neighbour of theirs.

        They are as they are written, stretches of them parted by ``…``. The work grows with the
        number of words.
        """
        written = words.written(text)
        said = [words.key(word) for word in written]
        kept = [len(said) == 1 and said[0] in self._words] * len(said)
        for at, pair in enumerate(pairwise(said)):
            if pair in self._pairs:
                kept[at] = kept[at + 1] = True
        groups = groupby(zip(kept, written, strict=True), key=lambda each: each[0])
        stretches = [[word for _, word in group] for is_kept, group in groups if not is_kept]
        return " … ".join(" ".join(stretch) for stretch in stretches)


class _Index:
    """Which shingle stands in which group. A shingle belongs to the first that has it."""

    def __init__(self) -> None:
        self.vocabulary: dict[str, int] = {}
        self.owners: dict[int, int] = {}

    def shingles(self, texts: Sequence[str]) -> set[int]:
        """The shingles of a text as numbers, each made of the numbers of its words."""
        vocabulary = self.vocabulary
        said = [word for text in texts for word in words.of(text)]
        numbers = [vocabulary.setdefault(word, len(vocabulary) + 1) for word in said]
        numbers += [0] * (SHINGLE - len(numbers))
        shingles = numbers[: len(numbers) - SHINGLE + 1]
        for ahead in range(1, SHINGLE):
            following = numbers[ahead:]
            shingles = [a << _BITS | b for a, b in zip(shingles, following, strict=False)]
        return set(shingles)

    def shared(self, shingles: set[int]) -> Counter[int]:
        """How many of the shingles each group has."""
        owners = self.owners
        return Counter(owners[shingle] for shingle in shingles if shingle in owners)

    def add(self, shingles: set[int], group: int) -> None:
        """Give the shingles that nobody has to a group."""
        for shingle in shingles:
            self.owners.setdefault(shingle, group)


def _best(
    found: Sequence[_Group],
    stories: Sequence[Story],
    number: int,
    shared: Counter[int],
    size: int,
) -> int | None:
    """The group that a story belongs to, if it is one of those found."""
    best, most = None, 0
    for group, count in sorted(shared.most_common(_CANDIDATES)):
        smaller = min(size, found[group].smallest)
        share = _threshold(stories[number], stories[found[group].members[0]])
        needed = max(share * smaller, min(_FEWEST, _MOST * smaller))
        if count >= needed and count > most:
            best, most = group, count
    return best


def _threshold(story: Story, other: Story) -> float:
    same_kind = (story.kind is ScriptKind.TESTIMONY) == (other.kind is ScriptKind.TESTIMONY)
    one, two = story.section.attribution, other.section.attribution
    if not same_kind or (one and two and not _is_same_name(one.name, two.name)):
        return _SHARE_OTHER
    if one and two and _title(story) and _title(story) == _title(other):
        return _SHARE_SAME
    return _SHARE_LIKELY


def _is_same_name(one: str, two: str) -> bool:
    """Whether two names can be one: ``Amina`` and ``Amina K.``, or neither is given."""
    fewer, more = sorted((set(words.of(one)), set(words.of(two))), key=len)
    return fewer <= more and bool(fewer) == bool(more)


def _title(story: Story) -> str:
    title = story.section.title
    return words.key(title.text) if title else ""


def _fullness(story: Story) -> tuple[bool, int, int]:
    section = story.section
    said = sum(len(words.of(text)) for text in section.texts)
    known = (section.stage, section.place, section.title, section.attribution)
    return story.kind is ScriptKind.TESTIMONY, said, sum(map(bool, known))

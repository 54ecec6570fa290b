"""Which attributions of a page are ones, and whether they stand below their stories or above."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from passage.importing import attribution, first_person, shapes, words
from passage.importing.attribution import Attribution
from passage.importing.shapes import Item, Shape

_HABIT = 2
"""So many attributions show that a page signs its stories."""
_VALEDICTION = 5
"""Words."""
_DASHES = ("—", "–", "―", "-", "‒")


def confirmed(items: Sequence[Item]) -> list[Item]:
    """The items, with those that only looked like attributions given their other shape back.

    A dash also opens an entry of a list and, in many languages, a line of dialogue.
    """
    common = lowercase_words(items)
    indices = [index for index, item in enumerate(items) if item.attribution]
    sure = {index for index in indices if _is_credit(items, index, common, may_run_on=False)}
    if len(sure) >= _HABIT:
        sure.update(i for i in indices if _is_credit(items, i, common, may_run_on=True))
    kept = [
        _other_shape(item) if item.attribution and index not in sure else item
        for index, item in enumerate(items)
    ]
    return kept if sure else _by_position(kept)


def stand_above(items: Sequence[Item]) -> bool:
    """Whether the page's attributions without a dash stand above the stories that they name."""
    undashed = [
        index
        for index, item in enumerate(items)
        if item.attribution and not item.attribution.dashed
    ]
    if not undashed:
        return False
    votes = sum(_vote(items, index) for index in undashed)
    before = [item.text for item in items[: undashed[0]] if item.shape in shapes.CONTENT]
    after = [item for item in items[undashed[-1] + 1 :] if item.shape in shapes.CONTENT]
    # Somebody who tells of themselves before the first name is the one who is named.
    votes += -2 if first_person.tells(before) else 2 * (not before)
    votes += 1 if after else -2
    return votes > 0


def lowercase_words(items: Iterable[Item]) -> frozenset[str]:
    """The words that the page's sentences have in small letters: these are no names."""
    return frozenset(
        word
        for item in items
        if item.shape is Shape.PROSE
        for word in words.written(item.text)
        if word.islower()
    )


def _by_position(items: list[Item]) -> list[Item]:
    """Take bare names right below paragraphs for attributions, if the page has several."""
    loose = _ends_with_a_name(items)
    indices = [
        index
        for index in range(1, len(items))
        if (loose and _follows_words(items, index)) or _closes(items, index)
    ]
    if len({items[index].text for index in indices}) < _HABIT:
        indices = [index for index in range(1, len(items)) if _ends_a_letter(items, index)]
    signed = [*items]
    for index in indices:
        name, role = attribution.divided(items[index].text)
        named = Attribution(name, role, dashed=True)
        signed[index] = replace(items[index], shape=Shape.ATTRIBUTION, attribution=named)
    return signed


def _ends_with_a_name(items: Sequence[Item]) -> bool:
    """Whether a name is the last thing on the page, and the first name follows on a story.

    Then names stand below their stories, whatever the gaps between them.
    """
    visible = [index for index, item in enumerate(items) if item.shape is not Shape.FURNITURE]
    first = next((index for index in visible if _follows_words(items, index)), None)
    if first is None or not _follows_words(items, visible[-1]):
        return False
    before = (item.text for item in items[:first] if item.shape in shapes.CONTENT)
    return first_person.tells(before)


def _closes(items: Sequence[Item], index: int) -> bool:
    """Whether a name stands right below a paragraph, with a gap below it."""
    ends = index + 1 == len(items) or items[index + 1].block.spaced
    return ends and not items[index].block.spaced and _follows_words(items, index)


def _ends_a_letter(items: Sequence[Item], index: int) -> bool:
    """Whether a name stands below a line such as *Yours faithfully,*."""
    before = items[index - 1].text
    short = len(before.split()) <= _VALEDICTION and before.endswith(",")
    return short and _follows_words(items, index)


def _follows_words(items: Sequence[Item], index: int) -> bool:
    """Whether a name stands below a paragraph."""
    item = items[index]
    if not index or item.shape is not Shape.LABEL or items[index - 1].shape not in shapes.CONTENT:
        return False
    return attribution.is_name(attribution.divided(item.text)[0])


def _other_shape(item: Item) -> Item:
    dashed = item.attribution is not None and item.attribution.dashed
    shape = Shape.LABEL if shapes.is_short(item.text) and not dashed else Shape.PROSE
    return replace(item, shape=shape, attribution=None)


def _is_credit(
    items: Sequence[Item], index: int, common: frozenset[str], *, may_run_on: bool
) -> bool:
    item = items[index]
    named = item.attribution
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if named is None or not named.dashed or item.block.inline:
        return named is not None and (before or after) is not None
    if before is None or before.shape is Shape.LABEL or _is_listed(item, before, after):
        return False
    if named.sure:
        return True
    if after is not None and _runs_on(after) and not (item.block.spaced or may_run_on):
        return False
    return not any(part.casefold() in common for part in words.written(named.name))


def _is_listed(item: Item, before: Item, after: Item | None) -> bool:
    """Whether a line with a dash is one of several entries; lines of dialogue are none."""
    sure = item.attribution is not None and item.attribution.sure
    if _is_entry(before) and not (sure and item.block.spaced):
        return True
    return after is not None and _is_entry(after) and not (sure and after.block.spaced)


def _is_entry(item: Item) -> bool:
    return item.text.startswith(_DASHES) and not item.text.endswith((".", "!", "?", "…"))


def _runs_on(after: Item) -> bool:
    """Whether a block goes on right below another, as the next line of a dialogue does."""
    return after.shape is Shape.PROSE and not after.block.spaced


def _vote(items: Sequence[Item], index: int) -> int:
    """Positive when the line's neighbours say that it stands above its story."""
    before = items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    gap_above = items[index].block.spaced
    gap_below = after is None or after.block.spaced
    vote = 0
    if after and after.shape in shapes.CONTENT and gap_above and not gap_below:
        vote += 1
    if before and before.shape in shapes.CONTENT and gap_below and not gap_above:
        vote -= 1
    if before and before.shape is Shape.LABEL:
        vote += 1
    if after is None or after.shape is Shape.LABEL:
        vote -= 1
    return vote

"""What the labels of a page mean: a stage of the journey, a place, a name, or a heading in words.

A label means what the page uses it for: what it stands before, how often, and what the page's own
sentences say of it (somebody is *in* a place; a name is never written in small letters).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, zip_longest

from passage.importing import attribution, first_person, shapes, signatures, words
from passage.importing.labels import Run
from passage.importing.shapes import Item, Shape


class Meaning(StrEnum):
    """What a label can mean."""

    STAGE = "stage"
    PLACE = "place"
    NAME = "name"
    HEADING = "heading"


@dataclass(slots=True)
class _Use:
    """How a page uses one label."""

    text: str
    count: int = 0
    above_label: int = 0
    """How often it stands right above another label that leads to a story."""
    below_label: int = 0
    """How often it is that other label."""
    tight_to_quote: int = 0
    loose_to_quote: int = 0
    tight: int = 0
    attributed: int = 0
    """How often an attribution follows before the next label."""
    set_apart: bool = False
    """Whether a gap is between it and a pull quote that has none below it."""
    covers_several: bool = False
    """Whether several attributions do."""
    introduces: bool = False
    """Whether unsigned prose follows, and then the next label leads to a story."""
    inside: int = 0
    """How often it follows on a paragraph that nobody has signed yet."""

    @property
    def is_shouted(self) -> bool:
        """Whether the page writes it in one case."""
        return shapes.is_shouted(self.text)


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a page does throughout."""

    common: frozenset[str]
    """Words that its sentences have in small letters."""
    certain: frozenset[str]
    """Keys of labels that can only be stages."""
    names: frozenset[str]
    """Keys of labels that are names."""
    mentioned: frozenset[str]
    """Keys of labels that its sentences speak of as places."""
    shouts_stages: bool
    leads_to_stories: bool
    """Whether it has attributions or pull quotes, so that its labels lead to stories."""


_LOCATIVES = words.listed(
    "in to from into through near at toward towards across reach reached leaving left"
    " aus nach im bei durch en à au aux vers depuis dans hacia desde hasta em no na nel"
    " verso dalla naar uit i till från til fra do w z ze v u iz"
)
_LONGEST_PLACE = 4
_NUMBERED = re.compile(
    r"(?:stage|part|chapter|leg|teil|etappe|kapitel|étape|partie|chapitre|etapa|parte|capítulo"
    r"|tappa|capitolo|deel|etap|część) (?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"h[1-6]")
_NAMES = 2
"""So many sections have to be headed by a name before names are taken for names."""


def of_labels(
    items: Sequence[Item], runs: Sequence[Run], stages: Collection[str]
) -> Mapping[str, Meaning]:
    """What each label means, by :func:`passage.importing.words.key` of its text.

    `stages` are keys of the names of stages that the show has already.
    """
    uses = _uses(items, runs)
    common = signatures.lowercase_words(items)
    certain = frozenset(key for key, use in uses.items() if key in stages or _is_certain(use))
    signed = any(item.attribution for item in items)
    mentioned = _mentioned_places(items, uses)
    # On a page with attributions, a label right above a pull quote is where the story happened.
    places = {key for key, use in uses.items() if use.tight_to_quote}
    habits = _Habits(
        common,
        certain,
        _names(items, runs, certain | mentioned | (places if signed else set()), common),
        mentioned,
        bool(certain) and all(uses[key].is_shouted for key in certain if key in uses),
        signed or any(run.leads_to is Shape.QUOTE for run in runs),
    )
    return _by_level(items, {key: _meaning(key, use, habits) for key, use in uses.items()})


def _by_level(items: Sequence[Item], found: dict[str, Meaning]) -> dict[str, Meaning]:
    """Where most headings of one level of markup open stages, its other headings do too."""
    levels: dict[str, set[str]] = {}
    for item in items:
        key = words.key(item.text)
        if item.shape is Shape.LABEL and key in found and _LEVEL.fullmatch(item.block.element):
            levels.setdefault(item.block.element, set()).add(key)
    for keys in levels.values():
        opening = sum(found[key] is Meaning.STAGE for key in keys)
        others = {key for key in keys if found[key] is Meaning.HEADING}
        if opening + len(others) == len(keys) and opening > len(others):
            found |= dict.fromkeys(others, Meaning.STAGE)
    return found


def _meaning(key: str, use: _Use, habits: _Habits) -> Meaning:
    if key in habits.certain:
        return Meaning.STAGE
    if key in habits.names:
        return Meaning.NAME
    if _is_place(use, habits):
        return Meaning.PLACE
    return Meaning.STAGE if _is_stage(key, use, habits) else Meaning.HEADING


def _uses(items: Sequence[Item], runs: Sequence[Run]) -> dict[str, _Use]:
    uses: dict[str, _Use] = {}
    above = signatures.stand_above(items)
    signed = False
    for run, following in zip_longest(runs, runs[1:]):
        keys = [words.key(items[index].text) for index in run.indices]
        for index, key in zip(run.indices, keys, strict=True):
            uses.setdefault(key, _Use(items[index].text)).count += 1
        if run.leads_to is not None:
            before = items[run.indices[0] - 1] if run.indices[0] else None
            last = _used_together([uses[key] for key, _ in groupby(keys)], run)
            follows_prose = before is not None and before.shape in shapes.CONTENT
            opens = following and (following.attributions or following.leads_to is Shape.QUOTE)
            last.introduces = last.introduces or (bool(opens) and not run.attributions)
            last.set_apart = last.set_apart or _is_set_apart(items, run)
            last.inside += signed and follows_prose and not above
        signed = signed or bool(run.attributions)
    return uses


def _used_together(distinct: Sequence[_Use], run: Run) -> _Use:
    """Count one run of labels, of which none is followed by itself; the last of them."""
    if len(distinct) > 1:
        distinct[-2].above_label += 1
        distinct[-1].below_label += 1
    last = distinct[-1]
    last.tight += run.tight
    last.attributed += bool(run.attributions)
    last.covers_several = last.covers_several or run.attributions > 1
    if run.leads_to is Shape.QUOTE:
        last.tight_to_quote += run.tight
        last.loose_to_quote += not run.tight
    return last


def _is_set_apart(items: Sequence[Item], run: Run) -> bool:
    after = run.indices[-1] + 2
    tight_below = after < len(items) and not items[after].block.spaced
    return run.leads_to is Shape.QUOTE and not run.tight and tight_below


def _is_certain(use: _Use) -> bool:
    """Whether a label can only be a stage: it says so, or heads other labels or several stories."""
    if _NUMBERED.match(use.text):
        return True
    if use.above_label:
        return use.above_label >= use.below_label
    return use.covers_several and not (use.below_label or use.tight_to_quote)


def _is_place(use: _Use, habits: _Habits) -> bool:
    """Whether a label that is no certain stage names a place."""
    if use.tight_to_quote or (use.below_label and use.loose_to_quote):
        return True
    if use.attributed and (use.below_label or use.tight) and _is_proper(use.text, habits.common):
        return True
    if not use.is_shouted or not (use.loose_to_quote or use.attributed):
        return False
    # A page that shouts its places writes its stages in another way.
    if habits.certain:
        return not habits.shouts_stages
    return use.count == 1 and not use.set_apart


def _is_stage(key: str, use: _Use, habits: _Habits) -> bool:
    """Whether a label opens a stage: it is said more than once, or alone above a story."""
    if use.count > 1:
        return True
    leads = use.loose_to_quote or (use.attributed and not use.tight)
    leads = leads or (use.introduces and key in habits.mentioned)
    if not leads or not habits.leads_to_stories or use.inside:
        return False
    shouted_too = use.is_shouted and (habits.shouts_stages or use.set_apart)
    return shouted_too or _is_proper(use.text, habits.common)


def _is_proper(text: str, common: Collection[str]) -> bool:
    """Whether a text is a proper name of something: no word of it is an everyday one."""
    return attribution.is_name(shapes.unquoted(text).replace(",", "")) and not any(
        word.casefold() in common for word in words.written(text) if word[0].isupper()
    )


def _names(
    items: Sequence[Item], runs: Sequence[Run], others: Collection[str], common: frozenset[str]
) -> frozenset[str]:
    """The labels that are names of people who then tell of themselves.

    `others` are keys of labels that are known to name something else.
    """
    headed = [run for run in runs if run.leads_to in shapes.CONTENT and not run.attributions]
    last = {words.key(items[run.indices[-1]].text): run for run in headed}
    named = frozenset(
        key
        for key, run in last.items()
        if key not in others
        and _is_proper(items[run.indices[-1]].text, common)
        and first_person.tells(items[index].text for index in run.body)
    )
    return named if len(named) >= _NAMES and 2 * len(named) >= len(last) else frozenset()


def _mentioned_places(items: Sequence[Item], wanted: Collection[str]) -> frozenset[str]:
    """Which of the wanted keys the page's sentences put after a word such as *in*."""
    mentioned: set[str] = set()
    for item in items:
        if item.shape is not Shape.PROSE:
            continue
        found = words.of(item.text)
        for at, word in enumerate(found):
            if word in _LOCATIVES:
                ahead = found[at + 1 : at + 1 + _LONGEST_PLACE]
                phrases = (" ".join(ahead[: length + 1]) for length in range(len(ahead)))
                mentioned.update(phrase for phrase in phrases if phrase in wanted)
    return frozenset(mentioned)

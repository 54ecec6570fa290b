"""The title of a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from passage.importing import attribution, first_person, interviews, labels, meanings, shapes, words
from passage.importing.labels import Run
from passage.importing.meanings import Meaning
from passage.importing.shapes import Item, Shape


def find(items: Sequence[Item], stages: Collection[str]) -> Item | None:
    """The title, if the page has one above everything else (menus and buttons excepted).

    The first line of a page may also be the first stage, or the place or the narrator of the first
    story: then it is said again further down, or other stories have as many headings as the first.
    """
    runs = labels.runs(items, labels.below_signatures(items))
    menus = {index for run in runs if run.is_menu for index in run.indices}
    visible = (
        index
        for index, item in enumerate(items)
        if item.shape is not Shape.FURNITURE and index not in menus
    )
    first = next(visible, None)
    if runs and runs[0].is_menu and not (first is not None and _is_title(items[first])):
        return _above_menu(items, runs[0])
    if first is None or items[first].turn:
        return None
    item = items[first]
    if item.shape in shapes.CONTENT:
        return item if _is_headline(items, first) else None
    if item.shape is not Shape.LABEL or _is_used_below(items, runs, item, stages):
        return None
    own = next(run for run in runs if first in run.indices)
    if own.leads_to is None or (own.leads_to is Shape.PROSE and not _tells_at_once(items, own)):
        return item
    stories = [run for run in runs if run.attributions or run.leads_to is Shape.QUOTE]
    others = [len(run.indices) for run in stories if run is not own]
    return item if len(own.indices) > max(others, default=0) else None


def _is_headline(items: Sequence[Item], index: int) -> bool:
    """Whether a text that may be long, or a quotation, is the title: something stands below it."""
    below = [item.text for item in items[index + 1 : index + 3]]
    if items[index].shape is Shape.QUOTE:
        return any(attribution.byline(text) or interviews.interviewed(text) for text in below)
    return bool(below) and shapes.is_headline(items[index].text)


def _is_title(item: Item) -> bool:
    return item.shape is Shape.LABEL or (
        item.shape is Shape.PROSE and shapes.is_headline(item.text)
    )


def _above_menu(items: Sequence[Item], menu: Run) -> Item | None:
    """The first line of a page, if a gap sets it apart from the menu below it."""
    first, second = menu.indices[:2]
    above = any(item.shape is not Shape.FURNITURE for item in items[:first])
    return items[first] if items[second].block.spaced and not above else None


def _tells_at_once(items: Sequence[Item], run: Run) -> bool:
    """Whether a signed story begins right below a label, with no introduction before it."""
    opening = [items[index].text for index in run.body[:1]]
    return run.attributions > 0 and first_person.tells(opening)


def _is_used_below(
    items: Sequence[Item], runs: Sequence[Run], item: Item, stages: Collection[str]
) -> bool:
    """Whether the page uses a label as it uses its other labels."""
    key = words.key(item.text)
    said = sum(words.key(label.text) == key for label in items if label.shape is Shape.LABEL)
    meaning = meanings.of_labels(items, runs, stages)[key]
    return key in stages or said > 1 or meaning is Meaning.NAME

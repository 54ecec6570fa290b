"""Rules for how long a book says that its overlays last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from passage.validating.book import overlay, rules
from passage.validating.book.overlay import Clip
from passage.validating.book.package import SMIL, Package
from passage.validating.book.rules import Fault
from passage.validating.book.tree import Element


def faults(package: Package, clips: Mapping[str, Sequence[Clip]]) -> Iterator[Fault]:
    """Whether each overlay, and the book, has one duration: the sum of its clips."""
    written: dict[str, list[Element]] = {}
    for element in package.root.all("meta"):
        if element.get("property") == "media:duration":
            written.setdefault(element.get("refines"), []).append(element)
    sums = {
        f"#{item.ident}": sum(clip.length for clip in clips.get(item.name, ()))
        for item in package.of_type(SMIL)
    }
    for item in package.of_type(SMIL):
        told, wanted = written.pop(f"#{item.ident}", []), sums[f"#{item.ident}"]
        if not _says(told, wanted):
            what = f"the clips of {item.name} last {wanted} ms, the package says otherwise"
            line = told[0].line if told else 0
            yield Fault(rules.DURATION, package.name, line, what, "correct media:duration")
    whole, total = written.pop("", []), sum(sums.values())
    if not _says(whole, total):
        what = f"all overlays last {total} ms, the package says otherwise"
        line = whole[0].line if whole else 0
        yield Fault(rules.TOTAL, package.name, line, what, "correct media:duration")
    for refined, elements in written.items():
        what = f'"{refined}" is no overlay that could have a duration'
        line = elements[0].line
        yield Fault(rules.DURATION, package.name, line, what, "correct refines")


def _says(written: Sequence[Element], wanted: int) -> bool:
    return [overlay.milliseconds(element.text.strip()) for element in written] == [wanted]

"""A page as blocks, whatever form it is written in."""

from __future__ import annotations

from dataclasses import dataclass

from passage.importing import blocks
from passage.importing.blocks import Block, Left
from passage.importing.source import Form, Source

LONGEST_LINE = 1_000_000
"""Characters. Nobody writes Markdown on a longer line, and its marks would take minutes to read."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands together on a page, in order, and what its markup leaves out."""

    blocks: tuple[Block, ...]
    left: tuple[Left, ...] = ()


def of(source: Source) -> Layout:
    """The layout of a page of plain text, HTML or Markdown."""
    # What reads a form is loaded when a page has it.
    match source.form:
        case Form.HTML:
            from passage.importing import html  # noqa: PLC0415 said above

            return Layout(*html.of(source))
        case Form.MARKDOWN if max(map(len, source.lines), default=0) <= LONGEST_LINE:
            from passage.importing import prose  # noqa: PLC0415 said above

            return Layout(*prose.of(source))
        case _:
            return Layout(blocks.of(source))

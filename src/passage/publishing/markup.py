"""HTML from values: text is always escaped, a table always has its caption and its headings."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from passage.publishing.characters import UNWRITABLE


def text(plain: str) -> str:
    """Text as HTML, in an element or in a quoted attribute; what XML cannot write is U+FFFD."""
    return html.escape(UNWRITABLE.sub("\ufffd", plain))


def weight(plain: str) -> int:
    """Bytes that a text takes as HTML, at most: the longest escape has six letters."""
    return len(plain.encode("utf-8", "replace")) + 5 * sum(map(plain.count, "&<>\"'"))


def paragraph(plain: str) -> str:
    """A paragraph of plain text."""
    return f"<p>{text(plain)}</p>"


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of plain texts, which can be scrolled from the keyboard where it is too wide.

    The first cell of a row is its heading (HTML, 4.9.10 the th element, scope).
    """
    heads = "".join(f'<th scope="col">{text(column)}</th>' for column in columns)
    body = "\n".join(f"<tr>{_row(row)}</tr>" for row in rows)
    return (
        f'<div role="region" tabindex="0" aria-label="{text(caption)}">\n'
        f"<table>\n<caption>{text(caption)}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</div>"
    )


def listing(items: Iterable[str]) -> str:
    """A list of plain texts."""
    return "<ul>\n" + "\n".join(f"<li>{text(item)}</li>" for item in items) + "\n</ul>"


def _row(cells: Sequence[str]) -> str:
    head, *others = cells
    return f'<th scope="row">{text(head)}</th>' + "".join(f"<td>{text(o)}</td>" for o in others)

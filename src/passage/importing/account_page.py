"""An account as a page for people: plain HTML that needs neither styles nor scripts.

Tables have a caption and headers with a scope (WCAG 2.2, technique H39, H63); what a person has to
look at comes first and links to its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from passage.importing import account
from passage.importing.account import (
    Account,
    Fate,
    Furniture,
    Line,
    Metadata,
    Narrated,
    Repeated,
    Sheet,
)

_LONGEST = 400
"""Characters of a line that are shown; the JSON beside the page has all of them."""


def text(sheet: Sheet) -> str:
    """The page: sums, what is unplaced, and every line with its fate."""
    name = escape(sheet.name)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>What became of every line of {name}</title></head>",
            "<body><main>",
            f"<h1>What became of every line of {name}</h1>",
            *_sums(sheet),
            *_unplaced(sheet),
            *_lines(sheet),
            "</main></body>",
            "</html>",
            "",
        ]
    )


def _sums(sheet: Sheet) -> Iterator[str]:
    yield "<h2>In sum</h2>"
    yield f"<table><caption>{len(sheet.lines)} lines by their fate</caption>"
    yield '<thead><tr><th scope="col">Fate</th><th scope="col">Lines</th></tr></thead><tbody>'
    for fate, count in Account((sheet,)).sums.items():
        yield f'<tr><th scope="row">{fate}</th><td>{count}</td></tr>'
    yield "</tbody></table>"


def _unplaced(sheet: Sheet) -> Iterator[str]:
    yield "<h2>To be looked at</h2>"
    if not sheet.unplaced:
        yield "<p>Every line has its place.</p>"
        return
    yield "<ul>"
    for line in sheet.unplaced:
        said = "; ".join(account.unplaced(line))
        yield f'<li><a href="#l{line.number}">Line {line.number}</a>: {_shown(said)}</li>'
    yield "</ul>"


def _lines(sheet: Sheet) -> Iterator[str]:
    yield "<h2>Line by line</h2>"
    yield "<table><caption>Every line of the source, and what became of it</caption>"
    headers = "".join(f'<th scope="col">{name}</th>' for name in ("Line", "Fate", "Text"))
    yield f"<thead><tr>{headers}</tr></thead><tbody>"
    for line in sheet.lines:
        yield (
            f'<tr id="l{line.number}"><th scope="row">{line.number}</th>'
            f'<td>{escape(_told(line.fate))}</td><td dir="auto">{_text(line)}</td></tr>'
        )
    yield "</tbody></table>"


def _text(line: Line) -> str:
    if not line.pieces:
        return _shown(line.text)
    pieces = (f"<li>{escape(_told(each.fate))}: {_shown(each.text)}</li>" for each in line.pieces)
    return f"<ul>{''.join(pieces)}</ul>"


def _shown(said: str) -> str:
    seen = " ".join(said[: 2 * _LONGEST].split())
    cut = f"{seen[:_LONGEST]} … ({len(said)} characters)" if len(seen) > _LONGEST else seen
    # Characters that HTML cannot have are shown as what stands in for them (HTML, 13.1.4).
    if not cut.isprintable():
        cut = "".join(c if c.isprintable() else "\ufffd" for c in cut)
    return escape(cut, quote=False)


def _told(fate: Fate) -> str:
    match fate:
        case Narrated(script, paragraph, left_out):
            without = f", without {left_out}" if left_out else ""
            return f"narrated in {script}, paragraph {paragraph}{without}"
        case Metadata(script, key):
            return f"metadata: {key} of {script or 'the show'}"
        case Repeated(script):
            return f"repeated: told in {script}"
        case Furniture(rule):
            return f"furniture, by the rule {rule}"
        case _:
            return str(fate)

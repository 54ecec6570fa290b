"""What feedgen does not write: our own elements, put into its channel and items.

feedgen knows neither the podcast namespace nor ``true`` and ``false`` for ``itunes:explicit``,
and it formats dates by switching the locale of the whole process. An extension is the way it
offers to add anything: https://feedgen.kiesow.be/ext/api.ext.base.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from lxml.etree import SubElement

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}

Attributes = tuple[tuple[str, str], ...]
"""Names and values, in the order in which they are written."""


class Element(NamedTuple):
    """An element to be written; `name` may begin with a prefix of :data:`NAMESPACES`.

    It has a text or children, never both. A tuple, since a long feed has half a million of them.
    """

    name: str
    text: str = ""
    attributes: Attributes = ()
    children: tuple[Element, ...] = ()


def truth(value: bool) -> str:  # noqa: FBT001 - the value itself, not a choice between ways
    """PSP-1 asks for ``true`` or ``false``; feedgen would only write yes or no."""
    return "true" if value else "false"


class Extension:
    """For ``register_extension``, as the class of the channel and of its items.

    It keeps a place behind feedgen's own elements, which `fill` fills when all is written: half
    a million elements are written as text in half the time that a tree of them takes.
    """

    def extend_ns(self) -> dict[str, str]:
        """The prefixes that the feed declares at its root."""
        return NAMESPACES

    def extend_rss(self, parent: _Element) -> _Element:
        """Keep a place in what feedgen hands over: ``<rss>``, or an ``<item>``."""
        SubElement(parent[0] if parent.tag == "rss" else parent, _PLACE)
        return parent


_PLACE = "place"
_KEPT = f"<{_PLACE}/>\n".encode()
"""As feedgen writes it. In a text or an attribute there is no "<" that is not escaped."""


def fill(document: bytes, elements: Iterable[Iterable[Element]]) -> bytes:
    """Write elements into the places of a feed, in order: the channel's, then each item's."""
    *before, rest = document.split(_KEPT)
    filled: list[bytes] = []
    for piece, some in zip(before, elements, strict=True):
        text = piece.rstrip(b" ")
        filled += text, "".join(_lines(some, " " * (len(piece) - len(text)))).encode()
    return b"".join([*filled, rest])


def _lines(elements: Iterable[Element], indent: str) -> Iterator[str]:
    """Each element as lxml would write it, on a line, or with its children on lines of theirs."""
    for name, text, attributes, children in elements:
        told = "".join([f' {key}="{_attribute(value)}"' for key, value in attributes])
        if children:
            inside = "".join(_lines(children, indent + "  "))
            yield f"{indent}<{name}{told}>\n{inside}{indent}</{name}>\n"
        elif text:
            yield f"{indent}<{name}{told}>{_text(text)}</{name}>\n"
        else:
            yield f"{indent}<{name}{told}/>\n"


def _text(plain: str) -> str:
    """XML 1.0, section 2.4; a carriage return would be read as a line's end (2.11)."""
    return plain.translate(_TEXT) if _SPECIAL.search(plain) else plain


def _attribute(plain: str) -> str:
    """The same between quotation marks, where white space would be read as spaces (3.3.3)."""
    return plain.translate(_ATTRIBUTE) if _SPECIAL.search(plain) else plain


_SPECIAL = re.compile('[&<>"\r\n\t]')
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = _TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

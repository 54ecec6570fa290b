"""What feedgen does not write: our own elements, put into its channel and items.

feedgen knows neither the podcast namespace nor ``true`` and ``false`` for ``itunes:explicit``,
and it formats dates by switching the locale of the whole process. An extension is the way it
offers to add anything: https://feedgen.kiesow.be/ext/api.ext.base.html
"""

from __future__ import annotations

from functools import cache
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

    A tuple, since a long feed has half a million of them.
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

    feedgen makes one for itself and one for each entry; what is to be written there is then
    given to `elements`, and follows feedgen's own elements in that order.
    """

    def __init__(self) -> None:
        self.elements: tuple[Element, ...] = ()

    def extend_ns(self) -> dict[str, str]:
        """The prefixes that the feed declares at its root."""
        return NAMESPACES

    def extend_rss(self, parent: _Element) -> _Element:
        """Write the elements into what feedgen hands over: ``<rss>``, or an ``<item>``."""
        _write(self.elements, parent[0] if parent.tag == "rss" else parent)
        return parent


def _write(elements: tuple[Element, ...], parent: _Element) -> None:
    for element in elements:
        name, text, attributes, children = element
        node = SubElement(parent, _tag(name), dict(attributes))
        if text:
            node.text = text
        if children:
            _write(children, node)


@cache
def _tag(name: str) -> str:
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local

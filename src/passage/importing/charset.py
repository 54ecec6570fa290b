"""In which encoding an HTML page is written, as the page itself says."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from justhtml import JustHTML
from justhtml.dom import Element, Node, Text

PRESCAN = 4096
"""Bytes that are searched. The standard asks writers to declare it within the first 1024."""

_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""What browsers read where a page names these (Encoding Standard, 4.2; HTML, 13.2.3.2)."""

_XML = re.compile(rb"""\A\s*<\?xml\s[^<>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_CONTENT = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def declared(data: bytes) -> str:
    """The encoding that an HTML page names, as Python calls it; empty for none.

    Looked at are ``<meta charset>``, ``<meta http-equiv="content-type">`` and the XML declaration.
    Raises LookupError for a name that nobody knows.
    """
    start = data[:PRESCAN]
    label = next(_labels(start), "")
    if not label:
        return ""
    known = codecs.lookup(label.strip()).name
    return _MEANT.get(known, known)


def _labels(start: bytes) -> Iterator[str]:
    for node in elements(JustHTML(start.decode("latin-1"), sanitize=False)):
        if node.name != "meta":
            continue
        attributes = {key: value or "" for key, value in node.attrs.items()}
        if attributes.get("charset", "").strip():
            yield attributes["charset"]
        elif attributes.get("http-equiv", "").strip().casefold() == "content-type":
            yield from _CONTENT.findall(attributes.get("content", ""))
    xml = _XML.match(start)
    if xml:
        yield xml[1].decode("ascii")


def elements(page: JustHTML) -> Iterator[Element]:
    """Every element of a page in its order, however deep."""
    waiting: list[Node | Text] = [page.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Element):
            yield node
        waiting.extend(reversed(node.children or ()))

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from passage.publishing import extension
from passage.publishing.extension import NAMESPACES, Element, Extension

from .texts import writable

PODCAST = NAMESPACES["podcast"]

ATTRIBUTES = st.dictionaries(st.sampled_from(["url", "name"]), writable).map(
    lambda told: tuple(told.items())
)
LEAVES = st.builds(
    Element, st.sampled_from(["link", "podcast:season"]), writable, ATTRIBUTES, st.just(())
)
PARENTS = st.builds(
    Element, st.just("podcast:x"), st.just(""), ATTRIBUTES, st.lists(LEAVES).map(tuple)
)
ELEMENTS = st.lists(LEAVES | PARENTS)


def test_a_channel_and_its_items_are_filled_in_order() -> None:
    feed = etree.fromstring("<rss><channel><title/><item><title/></item></channel></rss>")
    for item in feed.iter("item"):
        assert Extension().extend_rss(item) is item
    channel = Element("podcast:season", "", (("name", "Coast"),), (Element("podcast:x"),))
    (told,) = feed.iter("channel")
    # feedgen asks the channel's extension before it adds the items.
    place = etree.SubElement(told, "place")
    told.insert(1, place)
    document = etree.tostring(feed, pretty_print=True)
    written = extension.fill(document, [[Element("pubDate", "today"), channel], []]).decode()
    assert written.splitlines()[3:8] == [
        "    <pubDate>today</pubDate>",
        '    <podcast:season name="Coast">',
        "      <podcast:x/>",
        "    </podcast:season>",
        "    <item>",
    ]
    assert "place" not in written


@given(ELEMENTS)
def test_what_is_written_is_what_an_xml_library_would_write(elements: list[Element]) -> None:
    root = etree.Element("rss", nsmap=NAMESPACES)
    Extension().extend_rss(etree.SubElement(etree.SubElement(root, "channel"), "item"))
    filled = extension.fill(_bytes(root), [elements])
    (item,) = root.iter("item")
    item[:] = [_tree(each) for each in elements]
    if elements:
        assert filled == _bytes(root)


def _tree(element: Element) -> etree._Element:
    prefix, _, name = element.name.rpartition(":")
    tag = f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name
    node = etree.Element(tag, dict(element.attributes), nsmap=NAMESPACES)
    node.text = element.text or None
    node[:] = [_tree(child) for child in element.children]
    return node


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", pretty_print=True)

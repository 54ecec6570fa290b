from __future__ import annotations

from lxml import etree

from passage.publishing.extension import NAMESPACES, Element, Extension

PODCAST = NAMESPACES["podcast"]


def test_elements_are_written_into_a_channel_or_an_item_in_their_order() -> None:
    extension = Extension()
    extension.elements = (
        Element("pubDate", "today"),
        Element("podcast:season", "1", (("name", "Coast"),), (Element("podcast:x"),)),
    )
    root = etree.fromstring("<rss><channel><title/></channel></rss>")
    item = etree.fromstring("<item><title/></item>")
    for parent, written in ((root, root[0]), (item, item)):
        assert extension.extend_rss(parent) is parent
        assert [child.tag for child in written] == ["title", "pubDate", f"{{{PODCAST}}}season"]
        assert written[1].text == "today"
        assert written[2].get("name") == "Coast"
        assert [child.tag for child in written[2]] == [f"{{{PODCAST}}}x"]


def test_one_that_was_given_nothing_writes_nothing() -> None:
    item = etree.fromstring("<item/>")
    assert len(Extension().extend_rss(item)) == 0

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.validating import checking, lines
from passage.validating.document import Unreadable, parse

from . import made

BILLION = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<rss version="2.0"><channel><title>&c;</title></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><title>&a;</title></channel></rss>"""

BROKEN: list[tuple[bytes, str, int]] = [
    (b"", "xml/well-formed", 1),
    (b"   \n", "xml/well-formed", 2),
    (b"\x00\x01\x02", "xml/well-formed", 1),
    (b"{}", "xml/well-formed", 1),
    (b"<rss>\n<channel>\n</rss>", "xml/well-formed", 3),
    (b"<rss>\n  <title>a & b</title></rss>", "xml/well-formed", 2),
    (b"<rss><podcast:guid/></rss>", "xml/well-formed", 1),
    (b"<rss>\n\x07</rss>", "xml/well-formed", 2),
    (b"<rss>&nbsp;</rss>", "xml/well-formed", 1),
    (b"<a>" * 200, "xml/well-formed", 1),
    (BILLION.encode(), "xml/doctype", 2),
    (OUTSIDE.encode(), "xml/doctype", 2),
    (b'<!DOCTYPE html>\n<html lang="en"></html>', "xml/doctype", 1),
    (b'<?xml version="1.0" encoding="klingon"?><rss/>', "xml/encoding", 1),
    (b'<?xml version="1.0" encoding="shift_jis"?>\n<rss>' + b"\xff", "xml/encoding", 2),
    (b'<?xml version="1.0" encoding="base64"?><rss/>', "xml/encoding", 1),
    (b"<rss>\n<title>caf\xe9</title></rss>", "xml/well-formed", 2),
]


@pytest.mark.parametrize(("data", "rule", "line"), BROKEN)
def test_what_is_no_xml_is_told_by_its_line(data: bytes, rule: str, line: int) -> None:
    (found,) = checking.check(data, "feed.xml")
    assert (found.rule, found.place.line) == (rule, line)
    assert found.hint


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "shift_jis", "gb2312"],
)
def test_a_feed_is_read_in_its_encoding(encoding: str) -> None:
    word = "日" if encoding in {"shift_jis", "gb2312"} else "é"
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<rss>{word}</rss>'
    assert parse(text.encode(encoding)).root.value == word
    found = {f.rule for f in checking.check(text.encode(encoding), "feed.xml")}
    assert ("psp1/utf-8" in found) == (declared != "utf-8")


def test_another_kind_of_feed_is_told() -> None:
    atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>'
    (found,) = checking.check(atom, "feed.xml")
    assert found.rule == "rss/root"
    old = b'<RDF xmlns="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
    (found,) = checking.check(old, "feed.xml")
    assert found.what == "the root is <RDF>, not <rss>"


def test_a_stranger_cannot_steer_the_terminal() -> None:
    steering = "\u009b2J\u202e" + "x" * 9000 + "\n y"
    text = f"<title>{steering}</title><itunes:explicit>{steering}</itunes:explicit>"
    head = made.rich()["feed/feed.xml"].decode().split("  <channel>")[0]
    feed = f"{head}<channel><item>{text}</item></channel></rss>"
    for finding in checking.check(feed.encode(), "feed.xml"):
        for told in (finding.item, finding.what, finding.hint):
            assert told.isprintable()
            assert len(told) <= lines.LONGEST


def test_lines_are_true_beyond_65535() -> None:
    assert parse(b"<rss>" + b"\n" * 70_000 + b"<a/></rss>").root.all("a")[0].line == 70_001


def test_text_between_elements_is_one_text() -> None:
    root = parse(b"<a>one<b>x</b>two<![CDATA[<3]]></a>").root
    assert root.text == "onetwo<3"
    assert root.say("b") == "x"
    assert root.find("c") is None


def test_ten_thousand_episodes_are_read() -> None:
    text = made.rich()["feed/feed.xml"].decode()
    head, item = text.split("    <item>\n      <title>The first card")
    item = "    <item>\n      <title>The first card" + item.removesuffix("  </channel>\n</rss>\n")
    many = [
        item.replace("card-1", f"card-1-{n}")
        .replace("one.mp3", f"one-{n}.mp3")
        .replace("<itunes:episode>1<", f"<itunes:episode>{n}<")
        .replace("<podcast:episode>1<", f"<podcast:episode>{n}<")
        for n in range(10, 10_010)
    ]
    feed = head + "".join(many) + "  </channel>\n</rss>\n"
    feed = feed.replace("HASH", "a" * 43 + "=")
    assert made.rules(checking.check(feed.encode(), "feed.xml")) == set()
    broken = feed.replace("card-1-9999<", "card-1-9998<")
    (found,) = checking.check(broken.encode(), "feed.xml")
    line = next(n for n, text in enumerate(broken.splitlines(), 1) if "one-9999.mp3" in text) - 1
    assert (found.rule, found.place.line) == ("psp1/guid-unique", line)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_told_and_never_raised(data: bytes) -> None:
    assert checking.check(data, "feed.xml")


names = st.sampled_from(
    [
        "title",
        "link",
        "guid",
        "pubDate",
        "enclosure",
        "itunes:image",
        "itunes:duration",
        "itunes:category",
        "podcast:season",
        "podcast:person",
        "podcast:location",
        "podcast:soundbite",
        "podcast:integrity",
        "podcast:chapters",
        "podcast:updateFrequency",
        "podcast:alternateEnclosure",
        "psc:chapters",
        "itunes:explicit",
        "x",
    ]
)
keys = st.sampled_from(
    [
        "url",
        "href",
        "type",
        "length",
        "value",
        "geo",
        "rrule",
        "startTime",
        "duration",
        "role",
        "text",
    ]
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
elements = st.tuples(names, st.dictionaries(keys, texts, max_size=3), texts)


@given(st.lists(elements, max_size=6), st.lists(elements, max_size=6))
@settings(deadline=None)
def test_any_text_of_any_element_is_told_and_never_raised(
    show: list[tuple[str, dict[str, str], str]], episode: list[tuple[str, dict[str, str], str]]
) -> None:
    head = made.rich()["feed/feed.xml"].decode().split("<channel>")[0]
    inside = "".join(map(_xml, show)) + f"<item>{''.join(map(_xml, episode))}</item>"
    feed = f"{head}<channel>{inside}</channel></rss>".encode(errors="replace")
    try:
        parse(feed)
    except Unreadable:
        return
    for found in checking.check(feed, "feed.xml"):
        assert found.what
        assert found.hint


def _xml(element: tuple[str, dict[str, str], str]) -> str:
    name, attributes, text = element
    written = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{_escaped(text)}</{name}>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

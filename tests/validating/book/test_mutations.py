"""One thing is wrong in a good book, and exactly the rule for it finds it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from passage.validating.book import rules
from passage.validating.finding import Finding
from tests.validating.book import made, planted

OPF, NAV, CSS = "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/book.css"
TOLD, SMIL = "EPUB/one/told-leaving.xhtml", "EPUB/one/told-leaving.smil"
OPENING, CLOSING = "EPUB/one/opening.xhtml", "EPUB/one/closing.smil"

# The file, what is changed in it, what it becomes, and the rule that finds it.
FAULTS: list[tuple[str, str, str, str]] = [
    ("META-INF/container.xml", "package.opf", "packet.opf", "container"),
    (TOLD, "</section>", "", "xml"),
    (TOLD, "<html", "<!DOCTYPE html><html", "xml"),
    (OPF, 'id="identifier">urn', 'id="identifier"><!-- urn', "xml"),
    (OPF, "<dc:title>Invented Roads</dc:title>", "", "metadata"),
    (OPF, "<dc:language>en</dc:language>\n<dc:language>ko</dc:language>", "", "metadata"),
    (OPF, "T09:00:00Z</meta>", "</meta>", "metadata"),
    (OPF, "<manifest>", '<manifest><item id="x" href="x.css" media-type="text/css"/>', "missing"),
    (OPF, 'media-type="image/png"', 'media-type="image/jpeg"', "media-type"),
    (OPF, '<itemref idref="cover"/>', '<itemref idref="back"/>', "spine"),
    (OPF, ' properties="nav"', "", "spine"),
    (OPF, 'id="cover-image"', 'id="css"', "ids"),
    (TOLD, "<section", '<section id="heading"', "ids"),
    (NAV, 'href="one/told-report.xhtml"', 'href="one/told.xhtml"', "contents link"),
    (NAV, 'href="one/told-report.xhtml"', 'href="one/told-report.xhtml#c99"', "link"),
    (TOLD, "<section", "<script/><section", "active-content"),
    (TOLD, "<section", '<section onclick="alert(1)"', "active-content"),
    ("EPUB/cover.xhtml", 'src="cover.png"', 'src="https://example.org/x.png"', "active-content"),
    (NAV, 'href="one/told-report.xhtml"', 'href="javascript:alert(1)"',
     "active-content contents"),
    (TOLD, ' lang="en" xml:lang="en" dir', " dir", "language"),
    (TOLD, 'lang="en" xml:lang="en"', 'lang="en" xml:lang="de"', "language"),
    (TOLD, ' lang="ko" xml:lang="ko"', "", "languages letters"),
    (TOLD, 'lang="ko" xml:lang="ko"', 'lang="ar" xml:lang="ar" dir="rtl"', "languages letters"),
    (OPENING, '"c1">', '"c1" lang="he" xml:lang="he">', "direction languages letters"),
    (OPENING, '"c1">', '"c1" lang="he" xml:lang="he" dir="ltr">', "direction languages letters"),
    ("EPUB/cover.xhtml", ' alt="A line over &lt;dark&gt; hills."', "", "alt"),
    (OPF, "schema:accessibilitySummary", "schema:summary", "accessibility"),
    (OPF, "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", "accessible", "accessibility"),
    (OPF, "a11y:certifiedBy", "a11y:certifierReport", "accessibility"),
    ("EPUB/cover.xhtml", "<section", "<p>A cover</p><section", "auditory"),
    (OPF, 'href="cover.xhtml" media', 'href="cover.xhtml" media-overlay="css" media', "overlay"),
    (OPF, ' media-overlay="o.one.told-leaving"', "", "overlay auditory clip-gap"),
    (SMIL, "told-leaving.xhtml#c8", "told-leaving.xhtml#c88", "target unnarrated"),
    ("EPUB/nav.smil", 'src="nav.xhtml#n1"', 'src="nav.xht#n1"', "target unnarrated"),
    (NAV, 'href="one/told-report.xhtml"', 'href="../../etc/passwd"', "contents link"),
    ("EPUB/nav.smil", "audio/one-0123abcd.mp3", "audio/one.mp3", "audio"),
    (OPF, '<meta property="media:duration" refines="#o.nav">00:00:11.000',
          '<meta property="media:duration" refines="#o.nav">00:00:11.001', "duration"),
    (OPF, '<meta property="media:duration">00:', '<meta property="media:duration">01:', "total"),
    (OPF, ">-epub-media-overlay-active<", ">spoken<", "active-class"),
    (OPF, '<meta property="media:narrator"', '<meta property="media:reader"', "narrator"),
    (TOLD, "</section>", "<p>And more.</p></section>", "unnarrated"),
    (TOLD, '<span id="c7">', '<em>Here:</em> <span id="c7">', "unnarrated"),
    (TOLD, '<span id="c8">We left on a Monday.</span> <span id="c9">Nobody saw us go.</span>',
     '<span id="c8">We left on a Monday. <span id="c9">Nobody saw us go.</span></span>', "twice"),
    (TOLD, '<span id="c8">We left on a Monday.</span> <span id="c9">Nobody saw us go.</span>',
     '<span id="c9">Nobody saw us go.</span> <span id="c8">We left on a Monday.</span>', "order"),
]  # fmt: skip

# Clips: what is changed in an overlay whose durations are made to fit again.
CLIPS: list[tuple[str, list[tuple[str, str]], str]] = [
    (SMIL, [('clipBegin="00:00:09.600"', 'clipBegin="00:00:09.700"')], "clip-gap"),
    (SMIL, [('clipBegin="00:00:09.600"', 'clipBegin="00:00:09.500"')], "clip-overlap"),
    (SMIL, [('clipEnd="00:00:09.600"', 'clipEnd="00:00:07.900"'),
            ('clipBegin="00:00:09.600"', 'clipBegin="00:00:07.900"')], "called clip-empty"),
    (SMIL, [('clipEnd="00:00:09.600"', 'clipEnd="later"')], "clock"),
    (CLOSING, [('clipEnd="00:00:28.400"', 'clipEnd="00:00:28.500"')], "clip-beyond"),
    ("EPUB/nav.smil", [('clipEnd="00:00:02.700"', 'clipEnd="00:10:02.700"')], "clip-beyond"),
]  # fmt: skip


def broken(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.rule.removeprefix("book/") for finding in findings}


@pytest.mark.parametrize("narrated", [True, False])
def test_in_a_book_of_ours_nothing_is_found(narrated: bool) -> None:  # noqa: FBT001 - a case
    assert made.check(made.packed(made.files(narrated=narrated))) == ()


@pytest.mark.parametrize(("name", "old", "new", "expected"), FAULTS)
def test_a_fault_is_found(name: str, old: str, new: str, expected: str) -> None:
    book = made.changed(made.files(), name, old, new)
    assert broken(made.check(made.packed(book))) == set(expected.split())


@pytest.mark.parametrize(("name", "changes", "expected"), CLIPS)
def test_a_fault_in_a_clip_is_found(
    name: str, changes: list[tuple[str, str]], expected: str
) -> None:
    book = made.files()
    for old, new in changes:
        book = made.changed(book, name, old, new)
    assert broken(made.check(made.packed(made.retimed(book)))) == set(expected.split())


def test_a_mark_of_colour_alone_is_found() -> None:
    book = made.files()
    book[CSS] = re.sub(rb"text-[\w-]+: [^;]*;", b"", book[CSS])
    assert broken(made.check(made.packed(book))) == {"active-mark"}


def test_a_class_that_is_not_in_the_css_is_found() -> None:
    book = made.files()
    book[CSS] = book[CSS].replace(b".-epub-media-overlay-active", b".spoken")
    assert broken(made.check(made.packed(book))) == {"active-class"}


def test_a_file_that_nothing_lists_is_found() -> None:
    book = made.files() | {"EPUB/notes.txt": b"For the makers only."}
    assert broken(made.check(made.packed(book))) == {"unlisted"}


def test_pages_that_turn_the_wrong_way_are_found() -> None:
    book = made.files()
    for name in book:
        if name.endswith(".xhtml"):
            book = made.changed(book, name, 'dir="ltr"', 'dir="rtl"')
    assert broken(made.check(made.packed(book))) == {"direction"}


def test_what_is_too_deep_to_be_read_is_told() -> None:
    deep = f"<html>{'<b>' * 300}{'</b>' * 300}</html>".encode()
    book = made.files() | {TOLD: deep}
    assert "xml" in broken(made.check(made.packed(book)))


def test_how_it_is_packed_is_looked_at() -> None:
    book = made.files()
    first = dict(reversed(book.items()))
    assert broken(made.check(made.packed(first))) == {"mimetype"}
    wrong = book | {"mimetype": b"application/zip"}
    assert broken(made.check(made.packed(wrong))) == {"mimetype"}
    assert broken(made.check(made.packed(book, deflated=("mimetype",)))) == {"mimetype"}
    sound = "EPUB/audio/one-0123abcd.mp3"
    assert broken(made.check(made.packed(book, deflated=(sound,)))) == {"stored"}


def test_a_sound_that_is_none_is_found() -> None:
    book = made.files() | {"EPUB/audio/one-0123abcd.mp3": b"<html>"}
    assert broken(made.check(made.packed(book))) == {"media-type", "sound-whole"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html/>", b"\0" * 100])
def test_what_is_no_container_is_told_as_such(data: bytes) -> None:
    assert broken(made.check(io.BytesIO(data))) == {"zip"}


@pytest.mark.parametrize("at", range(0, 6000, 97))
def test_whatever_is_damaged_nothing_is_raised(at: int) -> None:
    data = bytearray(made.packed(made.files()).getvalue())
    place = at * 7 % len(data)
    data[place : place + 9] = b"\xff\x00<&PK\x01\x02\x7f"
    made.check(io.BytesIO(bytes(data)))
    made.check(io.BytesIO(bytes(data[:place])))


def test_a_rule_is_not_without_a_fault() -> None:
    expected = [fault[-1] for fault in FAULTS] + [fault[-1] for fault in CLIPS]
    shown = {rule for each in expected for rule in each.split()}
    shown |= {rule for fault in planted.FAULTS for rule in fault[-1].split()}
    # These have tests of their own, here and in test_planted.
    shown |= {"active-mark", "mimetype", "stored", "unlisted", "zip", "names", "meta-inf", "told"}
    shown |= {"sound-whole", "heard"}
    assert {f"book/{rule}" for rule in shown} == set(rules.RULES)
    assert len(FAULTS) + len(CLIPS) >= 18


def test_the_docs_list_the_rules() -> None:
    page = (Path(__file__).parents[3] / "docs" / "book.md").read_text("utf-8")
    for rule in rules.RULES.values():
        assert f"| `{rule.name}` | {rule.level} | {rule.asks} |" in page
    assert page.count("\n| `book/") == len(rules.RULES)

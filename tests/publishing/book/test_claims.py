"""Every claim of a book about itself is looked at here; a claim that is not fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from passage.publishing.book import documents as written_by
from passage.publishing.book import words
from tests import claims, shows
from tests.publishing.book import samples
from tests.validating.book import made

Book = dict[str, bytes]


def documents(book: Book) -> dict[str, etree._Element]:
    return {name: samples.parse(data) for name, data in book.items() if name.endswith(".xhtml")}


def said(book: Book, name: str) -> list[str]:
    metas = samples.parse(book["EPUB/package.opf"]).iter("{*}meta")
    return [str(meta.text) for meta in metas if meta.get("property") == name]


def nothing_is_found(book: Book) -> None:
    """What is narrated is narrated once and in order: see tests/validating/book/."""
    assert made.check(made.packed(book)) == ()


def every_text_is_in_a_clip(book: Book) -> None:
    nothing_is_found(book)
    package = samples.parse(book["EPUB/package.opf"])
    narrated = {str(i.get("href")) for i in package.iter("{*}item") if i.get("media-overlay")}
    for name, root in documents(book).items():
        body = root.find("{*}body")
        assert body is not None
        assert name.removeprefix("EPUB/") in narrated or not samples.plain(body)


def all_words_can_be_read(book: Book) -> None:
    words = " ".join(samples.plain(root) for root in documents(book).values())
    for script in samples.library().scripts:
        for paragraph in script.body:
            assert " ".join(paragraph.text.split()) in words


def pictures_are_described(book: Book) -> None:
    pictures = [p for root in documents(book).values() for p in root.iter("{*}img")]
    assert [picture.get("alt") for picture in pictures] == ["A line over <dark> hills."]


def nothing_is_fixed(book: Book) -> None:
    style = book["EPUB/book.css"].decode()
    assert not re.search(r"\d(px|pt|cm)|!important|position:|@font-face", style)
    # Colours only where something is marked, and then of both text and ground.
    for block in re.findall(r"\{([^{}]*)\}", style):
        assert ("background-color" in block) == (re.search(r"(?<!-)color:", block) is not None)
    assert all(not root.xpath("//@style") for root in documents(book).values())


def the_order_of_reading_is_that_of_the_contents(book: Book) -> None:
    package = samples.parse(book["EPUB/package.opf"])
    names = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    spine = [names[item.get("idref")] for item in package.iter("{*}itemref")]
    links = [a.get("href") for a in documents(book)["EPUB/nav.xhtml"].iter("{*}a")]
    assert [name for name in spine if name in links] == links
    assert len(links) > 5


def headings_are_in_steps(book: Book) -> None:
    for name, root in documents(book).items():
        levels = [int(e.tag[-1]) for e in root.iter() if re.search(r"\}h[1-6]$", str(e.tag))]
        assert len(levels) <= 1
        if name.endswith(("/opening.xhtml", "/told-leaving.xhtml")):
            assert levels == [1 if "opening" in name else 2]


def the_contents_list_every_text(book: Book) -> None:
    links = [str(a.get("href")) for a in documents(book)["EPUB/nav.xhtml"].iter("{*}a")]
    told = [name.removeprefix("EPUB/") for name in documents(book) if "/told-" in name]
    assert set(told) <= set(links)


def nothing_is_locked(book: Book) -> None:
    assert [name for name in book if name.startswith("META-INF/")] == ["META-INF/container.xml"]


def nothing_flashes_or_moves(book: Book) -> None:
    everything = b"".join(data for name, data in book.items() if not name.endswith(".mp3"))
    for word in (b"<script", b"<video", b"<svg", b"animation", b"transition", b"@keyframes"):
        assert word not in everything


def sound_is_that_of_the_episodes(book: Book) -> None:
    """How loud those are is measured in tests/pipeline/shelving/test_book.py."""
    assert len([name for name in book if name.endswith(".mp3")]) == 3


def there_is_no_sound(book: Book) -> None:
    nothing_flashes_or_moves(book)
    assert not [name for name in book if name.endswith((".mp3", ".smil"))]


BACKED: dict[tuple[str, str], Callable[[Book], None]] = {
    ("accessMode", "textual"): all_words_can_be_read,
    ("accessMode", "auditory"): sound_is_that_of_the_episodes,
    ("accessModeSufficient", "textual"): all_words_can_be_read,
    ("accessModeSufficient", "auditory"): every_text_is_in_a_clip,
    ("accessModeSufficient", "textual,auditory"): every_text_is_in_a_clip,
    ("accessibilityFeature", "synchronizedAudioText"): every_text_is_in_a_clip,
    ("accessibilityFeature", "alternativeText"): pictures_are_described,
    ("accessibilityFeature", "displayTransformability"): nothing_is_fixed,
    ("accessibilityFeature", "readingOrder"): the_order_of_reading_is_that_of_the_contents,
    ("accessibilityFeature", "structuralNavigation"): headings_are_in_steps,
    ("accessibilityFeature", "tableOfContents"): the_contents_list_every_text,
    ("accessibilityFeature", "unlocked"): nothing_is_locked,
    ("accessibilityHazard", "noFlashingHazard"): nothing_flashes_or_moves,
    ("accessibilityHazard", "noMotionSimulationHazard"): nothing_flashes_or_moves,
    ("accessibilityHazard", "noSoundHazard"): sound_is_that_of_the_episodes,
    ("accessibilityHazard", "none"): there_is_no_sound,
}


DOCUMENTS, PARTS = (f"tests/publishing/book/test_{name}.py" for name in ("documents", "parts"))
CLIENTS, BUILT = "tests/clients/test_book.py", "tests/pipeline/shelving/test_book.py"
HERE, MUTATIONS = "tests/publishing/book/test_claims.py", "tests/validating/book/test_mutations.py"

ONE_PICTURE = "The cover is described in words; there is no other picture."
LANGUAGES = "Languages are marked."
CHECKED = (
    "Automatic tests of Passage, the program that made the book, establish this with books of "
    "invented shows."
)

BOTH: dict[str, tuple[str, ...]] = {
    ONE_PICTURE: (f"{HERE}::test_every_claim_is_true",),
    LANGUAGES: (
        f"{DOCUMENTS}::test_an_episode_that_has_two_languages_keeps_them",
        f"{DOCUMENTS}::test_a_book_from_right_to_left_says_so",
    ),
    CHECKED: (
        f"{BUILT}::test_in_a_book_that_was_built_nothing_is_found",
        f"{MUTATIONS}::test_a_fault_is_found",
    ),
}
SUMMARIES: dict[bool, claims.Backed] = {
    True: BOTH
    | {
        "Every word of the text, the headings and the table of contents is read aloud by synthetic "
        "voices and marked, sentence by sentence, while it is heard.": (
            f"{HERE}::test_every_claim_is_true",
            f"{PARTS}::test_every_sentence_is_there_once_in_order_and_clips_leave_nothing_out",
            f"{CLIENTS}::test_a_reader_marks_what_is_heard",
        ),
        "The whole book can be heard without being seen, or read without being heard.": (
            f"{HERE}::test_every_claim_is_true",
            f"{BUILT}::test_every_testimony_with_consent_is_complete",
        ),
    },
    False: BOTH
    | {
        "The whole book is text, in reading order, with headings and a table of contents.": (
            f"{HERE}::test_every_claim_is_true",
            f"{BUILT}::test_the_words_of_a_book_are_the_cues_sentence_for_sentence",
        ),
    },
}
CONFORMANCE: claims.Backed = {
    "EPUB Accessibility 1.1 - WCAG 2.2 Level AA": (
        f"{CLIENTS}::test_epubcheck_finds_nothing",
        f"{CLIENTS}::test_ace_finds_no_violation",
        f"{BUILT}::test_in_a_book_that_was_built_nothing_is_found",
        f"{HERE}::test_what_is_marked_can_be_read_on_light_and_on_dark",
    ),
}


@pytest.mark.parametrize("narrated", [True, False])
def test_every_sentence_of_the_summary_has_its_tests(narrated: bool) -> None:  # noqa: FBT001 - a case
    book = made.files(narrated=narrated)
    told = said(book, "schema:accessibilitySummary")
    assert claims.unbacked(told, SUMMARIES[narrated]) == []
    told = said(book, "dcterms:conformsTo")
    assert claims.unbacked(told, CONFORMANCE) == []


def test_a_summary_in_another_language_claims_no_more() -> None:
    for told, known in (
        (words.KOREAN.narrated_summary, words.ENGLISH.narrated_summary),
        (words.KOREAN.text_summary, words.ENGLISH.text_summary),
    ):
        assert len(claims.sentences(told)) == len(claims.sentences(known))


@pytest.mark.parametrize("narrated", [True, False])
def test_nothing_is_claimed_elsewhere_in_the_package(narrated: bool) -> None:  # noqa: FBT001 - a case
    package = samples.parse(made.files(narrated=narrated)["EPUB/package.opf"])
    told = {str(meta.get("property")) for meta in package.iter("{*}meta")}
    assert {each for each in told if each.startswith(("schema:", "a11y:", "dcterms:c"))} == {
        *("schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityFeature"),
        *("schema:accessibilityHazard", "schema:accessibilitySummary"),
        *("dcterms:conformsTo", "a11y:certifiedBy"),
    }


@pytest.mark.parametrize("narrated", [True, False])
def test_every_claim_is_true(narrated: bool) -> None:  # noqa: FBT001 - a case
    book = made.files(narrated=narrated)
    kinds = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard")
    told = [(kind, value) for kind in kinds for value in said(book, f"schema:{kind}")]
    assert len(told) == len(set(told)) > 8
    for claim in told:
        BACKED[claim](book)


def test_the_book_without_sound_does_not_claim_to_be_heard() -> None:
    book = made.files(narrated=False)
    assert said(book, "schema:accessMode") == said(book, "schema:accessModeSufficient")
    assert said(book, "schema:accessMode") == ["textual"]


@pytest.mark.parametrize("narrated", [True, False])
def test_conformance_is_told_in_the_letters_of_the_standard(narrated: bool) -> None:  # noqa: FBT001 - a case
    book = made.files(narrated=narrated)
    assert said(book, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert said(book, "a11y:certifiedBy") == ["Passage"]
    [summary] = said(book, "schema:accessibilitySummary")
    assert ("read aloud" in summary) == narrated


def test_what_is_marked_can_be_read_on_light_and_on_dark() -> None:
    style = made.files()["EPUB/book.css"].decode()
    pairs = re.findall(r"background-color: (#\w{6});\s*color: (#\w{6})", style)
    assert len(pairs) == 2
    for ground, text in pairs:
        assert _contrast(ground, text) >= 7


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, the definition of contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_durations_are_told_of_each_overlay_and_of_all() -> None:
    book = made.files()
    package = samples.parse(book["EPUB/package.opf"])
    told = [m for m in package.iter("{*}meta") if m.get("property") == "media:duration"]
    overlays = [i for i in package.iter("{*}item") if i.get("media-type") == "application/smil+xml"]
    assert {m.get("refines") for m in told} == {None, *(f"#{i.get('id')}" for i in overlays)}


def test_a_book_keeps_its_name_and_is_dated_by_its_newest_episode() -> None:
    book, alone = made.files(), made.files(narrated=False)
    names = [
        samples.parse(each["EPUB/package.opf"]).findtext(".//{*}identifier")
        for each in (book, alone)
    ]
    assert names[0] != names[1]
    assert all(str(name).startswith("urn:uuid:") for name in names)
    moved = replace(shows.SHOW, address="https://elsewhere.example/", title="Other Roads")
    package = samples.parse(samples.book(samples.library(moved))["EPUB/package.opf"])
    assert package.findtext(".//{*}identifier") == names[0]
    assert said(book, "dcterms:modified") == ["2026-03-03T09:00:00Z"]


def test_a_guid_that_is_no_uuid_still_gives_a_name() -> None:
    show = replace(shows.SHOW, guid="our own")
    package = samples.parse(samples.book(samples.library(show))["EPUB/package.opf"])
    assert str(package.findtext(".//{*}identifier")).startswith("urn:uuid:")


def test_a_picture_without_words_is_called_by_the_title() -> None:
    cover = replace(samples.COVER, picture=replace(samples.COVER.picture, alt=""))
    of = samples.library()
    written = {
        each.name: each
        for each in written_by.documents(of.show, samples.everything(of), cover, narrated=True)
    }
    page = written["EPUB/cover.xhtml"]
    assert isinstance(page, written_by.Text)
    assert b'alt="Invented Roads"' in page.content

"""The files of a book, from values: golden files, and whatever text somebody writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passage.errors import PassageError
from passage.model import Library, Paragraph, Phrase, Run
from passage.publishing import direction
from passage.publishing.book import documents
from passage.publishing.book.parts import Told
from tests import shows
from tests.publishing import texts
from tests.publishing.book import samples

GOLDEN = Path(__file__).parent / "golden"
NARRATED = {
    "EPUB/package.opf": "package.opf",
    "EPUB/nav.xhtml": "nav.xhtml",
    "EPUB/nav.smil": "nav.smil",
    "EPUB/one/opening.xhtml": "opening.xhtml",
    "EPUB/one/told-leaving.xhtml": "told.xhtml",
    "EPUB/one/told-leaving.smil": "told.smil",
    "EPUB/cover.xhtml": "cover.xhtml",
}
ALONE = {
    "EPUB/package.opf": "text-package.opf",
    "EPUB/one/told-leaving.xhtml": "text-told.xhtml",
    "EPUB/sources.xhtml": "sources.xhtml",
}
ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror="alert(1)">',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }} {% include 'x' %} {# gone #}",
    "{{ show.__class__.__mro__ }}",
    "${7*7} <%= 7 %> #{7}",
    "]]></script><![CDATA[",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&lt;b&gt; &amp;amp; &#0; &nbsp;",
    "javascript:alert(1)",
    "http://example.org/track.png",
    "../../../etc/passwd",
    "<?xml version='1.0'?><?php system('id') ?>",
    "--><svg onload=alert(1)>",
    "\u202eright to left\u202c \u2066isolated\u2069",
]


@pytest.mark.parametrize(("narrated", "golden"), [(True, NARRATED), (False, ALONE)])
def test_a_book_is_as_it_was(narrated: bool, golden: dict[str, str]) -> None:  # noqa: FBT001 - a case
    book = samples.book(samples.library(), narrated=narrated)
    for name, file in golden.items():
        assert book[name].decode() == (GOLDEN / file).read_text("utf-8"), name


def test_the_container_begins_with_its_type_and_ends_with_its_package() -> None:
    names = list(samples.book(samples.library()))
    assert names[:2] == ["mimetype", "META-INF/container.xml"]
    assert names[-1] == "EPUB/package.opf"


def everywhere(text: str) -> Library:
    """The show with a text in every place that a person writes."""
    script = shows.script(
        "leaving",
        f"Before. {text} After.",
        title=text,
        place=text,
        narrator=text,
        narrator_role=text,
        source=text,
        content_notes=(text,),
    )
    show = replace(
        shows.SHOW,
        title=text,
        description=text,
        author=text,
        licence=text,
        category=(text,),
        help_text=text,
        cast=replace(shows.SHOW.cast, host_name=text),
        stages=(replace(shows.SHOW.stages[0], name=text, introduction=text),),
    )
    manifest = replace(shows.manifest("one", 1, "leaving"), title=text, summary=text)
    return Library(show, (script,), (manifest,))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("narrated", [True, False])
def test_what_looks_like_code_is_text(attack: str, narrated: bool) -> None:  # noqa: FBT001 - a case
    show = everywhere(attack)
    harmless = samples.book(everywhere("Something harmless"), narrated=narrated)
    book = samples.book(show, narrated=narrated)
    body = samples.parse(book["EPUB/one/told-leaving.xhtml"])
    assert " ".join(attack.split()) in samples.plain(body)
    for name, data in book.items():
        if name.endswith((".xhtml", ".smil", ".opf")):
            there = [(e.tag, sorted(e.attrib)) for e in samples.parse(data).iter()]
            kinds = {(tag, tuple(attributes)) for tag, attributes in there}
            known = [(e.tag, sorted(e.attrib)) for e in samples.parse(harmless[name]).iter()]
            assert kinds <= {(tag, tuple(attributes)) for tag, attributes in known}, name


@settings(max_examples=40, deadline=None)
@given(texts.filled, st.sampled_from(["en", "ko-Latn", "ar", "he-IL", "zh-Hant"]))
def test_any_text_stays_what_it_is(text: str, language: str) -> None:
    of = samples.library()
    [one] = [t for t in samples.everything(of) if t.episode.manifest.id == "one"]
    cues = tuple(
        replace(cue, phrases=(Phrase(text, "spoken", language), *cue.phrases)) for cue in one.cues
    )
    for narrated in (True, False):
        written = {
            each.name: samples.parse(each.content)
            for each in documents.documents(
                of.show, [Told(one.episode, one.scripts, cues)], samples.COVER, narrated=narrated
            )
            if isinstance(each, documents.Text) and each.name.endswith((".xhtml", ".smil", ".opf"))
        }
        said = {
            str(element.get("id")): samples.plain(element)
            for name, root in written.items()
            if name.startswith("EPUB/one/")
            for element in root.iter("{*}span")
            if str(element.get("id", "")).startswith("c")
        }
        for number, cue in enumerate(cues, start=1):
            assert said[f"c{number}"] == " ".join(cue.shown.split())


@given(texts.unwritable)
@settings(max_examples=20, deadline=None)
def test_a_character_that_xml_cannot_carry_is_refused_by_name(sign: str) -> None:
    of = samples.library()
    [one] = [t for t in samples.everything(of) if t.episode.manifest.id == "one"]
    phrases = (Phrase(f"a{sign}b", "spoken", "en"),)
    cues = (*one.cues[:-1], replace(one.cues[-1], phrases=phrases))
    told = [Told(one.episode, one.scripts, cues)]
    with pytest.raises(PassageError, match=f"episodes/one.yml.*U[+]{ord(sign):04X}"):
        list(documents.documents(of.show, told, samples.COVER, narrated=True))


def test_an_episode_that_has_two_languages_keeps_them() -> None:
    book = samples.book(samples.library())
    root = samples.parse(book["EPUB/one/told-leaving.xhtml"])
    marked = [(e.get("lang"), e.text) for e in root.iter("{*}span") if e.get("lang")]
    assert marked == [("ko", "안녕")]


def test_a_book_from_right_to_left_says_so() -> None:
    arabic = shows.script(
        "leaving",
        title="\u0631\u062d\u0644\u0629",
        language="ar",
        body=(Paragraph((Run("خرجنا يوم الاثنين. "), Run("We left", "en"), Run(" ثم مشينا."))),),
    )
    show = replace(shows.SHOW, language="ar")
    book = samples.book(samples.with_scripts(arabic, show=show))
    root = samples.parse(book["EPUB/one/told-leaving.xhtml"])
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    [english] = [e for e in root.iter("{*}span") if e.text == "We left"]
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")
    package = samples.parse(book["EPUB/package.opf"])
    assert package.find("{*}spine").get("page-progression-direction") == "rtl"  # type: ignore[union-attr]
    # The host speaks English where we have no words in the show's language, and that is marked.
    closing = samples.parse(book["EPUB/one/closing.xhtml"])
    assert {e.get("lang") for e in closing.iter("{*}span") if e.get("id")} == {"en", None}


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("ar-Latn", "ltr"),
        ("ar-EG", "rtl"),
        ("he", "rtl"),
        ("az-Arab", "rtl"),
        ("ko-Latn", "ltr"),
        ("", "ltr"),
    ],
)
def test_a_language_has_a_direction(tag: str, way: str) -> None:
    assert direction.of(tag) == way

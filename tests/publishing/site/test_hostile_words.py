"""Whatever people write is shown as they wrote it, and is nothing else."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from passage.model import Lexeme, Manifest, Script, Show, Stage
from passage.publishing import direction
from passage.publishing.site import links, pages, parts, slugs, tongues, values
from passage.publishing.site.pages import Neighbours
from passage.publishing.site.values import Book, Shelf
from tests.publishing import texts as any_text
from tests.publishing.site import invented
from tests.publishing.site.invented import tree

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</title><script>alert(1)</script>",
    "</textarea></template></section></main><iframe src=//evil.example>",
    "<!--",
    "-->",
    "]]>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https:javascript:alert(1)",
    "//evil.example/",
    "http://",
    "https://[",
    "{{ 7*7 }}",
    "{% include '/etc/passwd' %}",
    "{{ ''.__class__.__mro__ }}",
    "{# gone #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "\u202eevil\u202c",
    "\u2028\u2029\ufeff",
    "a\x00b\x08c\x7fd\x9fe",
    "\ud800",
    "<![CDATA[x]]>",
    "<x\ny=z>",
    "`onload=alert(1)`",
)

Value = TypeVar("Value")
_LEFT = {"language", "id", "guid", "season", "stage", "stages", "path", "geo", "country", "email"}
"""Fields that reading holds to a grammar, or that no page shows."""


def filled(value: Value, text: str) -> Value:
    """A value with a text in every field that is free text."""
    changes: dict[str, Any] = {}
    for each in fields(value):  # type: ignore[arg-type]
        old = getattr(value, each.name)
        if each.name in _LEFT | {"address", "category", "artwork", "display", "highlight"}:
            continue
        if type(old) is str:
            changes[each.name] = text
        elif each.name == "content_notes":
            changes[each.name] = (text,)
        elif each.name == "funding":
            changes[each.name] = (text, text)
    return replace(value, **changes)  # type: ignore[type-var]


def site_of(text: str) -> dict[str, bytes]:
    """A whole site with a text everywhere."""
    show: Show = filled(invented.SHOW, text)
    show = replace(show, stages=(Stage("home", text, text), Stage("road", text, text)))
    script: Script = filled(invented.script("one"), text)
    report = replace(filled(invented.script("two", language="ko"), text), narrator=f"{text}2")
    cues = (
        invented.cue(0, [(text, "en"), (" and ", "ko")], script="one", speaker=text),
        invented.cue(1, [(f"x {text} y", "ko")], script="two", speaker=text, quoted=True),
    )
    made = invented.published("one", 1, cues, [script, report])
    manifest: Manifest = filled(made.episode.manifest, text)
    made = replace(made, episode=replace(made.episode, manifest=manifest))
    site = replace(
        invented.site(show),
        lexicon=(Lexeme((text, text), "en", text, text),),
        books=(Book("feed/roads.epub", narrated=True, media_type="application/epub+zip", size=1),),
    )
    cut = parts.parts(made, "en", cues)
    shelf = Shelf((made,), tuple(values.testimonies(made, "en", cues, cut)))
    found = [*pages.shared(site, shelf), *pages.episode(site, made, cut, Neighbours(made, made))]
    return {page.path.partition("/")[2]: page.content for page in found}


def shape(content: bytes) -> Counter[tuple[str, ...]]:
    """How often a page has each element with these attributes, by the parser that browsers have."""
    found: Counter[tuple[str, ...]] = Counter()
    waiting = [JustHTML(content.decode(), sanitize=False).root]
    while waiting:
        node = waiting.pop()
        waiting += getattr(node, "children", None) or []
        content_ = getattr(node, "template_content", None)
        waiting += [content_] if content_ else []
        found[node.name, *sorted(getattr(node, "attrs", None) or {})] += 1
    found.pop(("#text",), None)
    return found


_TEXTUAL = {("span", "lang"), ("span", "dir", "lang")}
BENIGN = {
    name: shape(content)
    for name, content in site_of("benign").items()
    if not name.startswith(("places", "narrators"))
}


def check(text: str) -> None:
    found = site_of(text)
    for name, benign in BENIGN.items():
        made = shape(found[name])
        for kind in (made | benign).keys() - _TEXTUAL:
            less = {"lang", "dir"}
            assert kind[0] != "iframe"
            assert not {a for a in kind[1:] if a.startswith("on")} - less
        elements = Counter[str]()
        for kind, often in made.items():
            elements[kind[0]] += often
        for tag in ("script", "img", "svg", "iframe", "base", "meta", "link", "form", "audio"):
            expected = sum(n for kind, n in benign.items() if kind[0] == tag)
            assert elements[tag] == expected, f"{name}: {tag}"


@pytest.mark.parametrize("attack", ATTACKS)
def test_known_attacks_are_text_and_nothing_else(attack: str) -> None:
    check(attack)
    for name, content in site_of(attack).items():
        for where in tree(content).xpath("//@href | //@src"):
            scheme = str(where).partition(":")[0].lower() if ":" in str(where) else ""
            assert scheme in {
                *("", "https", "http", "mailto", "podcast", "overcast", "pktc", "castros")
            }, f"{name}: {where}"
            assert "evil.example" not in str(where), name


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_can_be_read_as_they_were_written(attack: str) -> None:
    root = tree(site_of(attack)["episodes/one.html"])
    seen = " ".join(root.xpath('//span[@id="c2"]')[0].text_content().split())
    shown = "".join("\ufffd" if _is_unwritable(c) else c for c in f"x {attack} y")
    assert seen == " ".join(shown.split())
    assert (
        root.xpath("//h1")[0].text_content().strip()
        == "".join("\ufffd" if _is_unwritable(c) else c for c in attack).strip()
    )


def _is_unwritable(character: str) -> bool:
    code = ord(character)
    return (
        (code < 0x20 and character not in "\t\n\r")
        or 0x7F <= code < 0xA0
        or (0xD800 <= code < 0xE000)
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_text.writable | any_text.unwritable | st.text())
def test_any_text_in_any_field_adds_no_element(text: str) -> None:
    check(text)


@given(st.text())
def test_only_the_web_is_linked(text: str) -> None:
    told = list(links.parts(text))
    assert "".join(piece for piece, _ in told) == text
    assert all(piece.lower().startswith(("http://", "https://")) for piece, ok in told if ok)


@pytest.mark.parametrize("address", ["https://example.org/a?b=c", "http://xn--e1afmkfd.example/"])
def test_the_web_is_linked(address: str) -> None:
    assert list(links.parts(f"See {address}.")) == [("See ", False), (address, True), (".", False)]


@pytest.mark.parametrize(
    "address", ["https://bank.example@evil.example/", "http://user:pass@evil.example/"]
)
def test_an_address_that_hides_where_it_leads_is_not_linked(address: str) -> None:
    assert list(links.parts(f"See {address} there")) == [(f"See {address} there", False)]


@given(st.lists(st.text(), unique=True, max_size=20))
def test_slugs_are_plain_and_no_two_names_share_one(names: list[str]) -> None:
    made = [slugs.slug(name) for name in names]
    assert len(set(made)) == len(names)
    assert all(slug and len(slug) < 80 and slug.isascii() for slug in made)
    assert all(set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in made)


def test_slugs_of_plain_names_are_plain_and_others_have_a_mark() -> None:
    assert slugs.slug("Lower Town") == "lower-town"
    assert slugs.slug("Mile 12") == "mile-12"
    for name in ("lower town", "Löwer Town", "함경도", "Aux", "", "../../etc", "Bo " * 40):
        assert slugs.slug(name) != slugs.slug("Lower Town")
        assert "/" not in slugs.slug(name)
        assert slugs.slug(name)[-8:].isalnum()
    assert slugs.slug("함경도") == slugs.slug("함경도")


def test_front_matter_is_in_the_language_of_its_letters() -> None:
    assert tongues.of_script("강", "ko", "en") == "ko"
    assert tongues.of_script("River", "ko", "en") == "en"
    assert tongues.of_script("Fluss", "de", "en") == "de"
    assert tongues.of_script("Gang", "ko-Latn", "ko") == "ko-Latn"
    assert tongues.of_script("The River", "ko", "ar") == "ar"
    assert tongues.of_script("川", "ja", "en") == "ja"
    assert tongues.of_script("1999", "ko", "en") == "en"
    assert tongues.of_script("ਨਦੀ", "pa", "en") == "pa"


def test_directions() -> None:
    for language, way in {"ar": "rtl", "he-IL": "rtl", "ar-Latn": "ltr", "az-Arab": "rtl"}.items():
        assert direction.of(language) == way
    assert direction.of("ko-Latn") == "ltr"

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from passage.importing import html
from passage.importing.account import Account, Unplaced
from passage.importing.source import from_text
from tests.importing.pages import planned, said
from tests.importing.test_account import sheet_of

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head>
<title>The Long Way | A site</title>
<script>
if (a < b) document.write("<p>I walked.</p>")
</script></head><body>
<header><a href="/">A site</a>
<nav><a href="/x">About</a></nav></header>
<main><h1>The Long Way</h1>
<p>These are stories of people who
crossed the hills &amp; the <b>riv</b>er.</p>
<!-- a comment
of two lines -->
<h2>Northland</h2>
<p>I walked to the well with my sister.<br>— Amina, escaped Northland in 2008</p>
</main>
<footer><p>© 2020 A site</p></footer></body></html>
"""


def texts(page: str) -> list[str]:
    return [block.text for block in html.of(from_text("page.html", page))[0]]


def left(page: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(each.rule, each.lines) for each in html.of(from_text("page.html", page))[1]]


def test_a_page_is_what_a_browser_shows_of_it() -> None:
    assert texts(PAGE) == [
        "The Long Way",
        "These are stories of people who crossed the hills & the river.",
        "Northland",
        "I walked to the well with my sister.",
        "— Amina, escaped Northland in 2008",
    ]


def test_every_line_has_its_fate() -> None:
    lines = sheet_of(from_text("page.html", PAGE)).lines
    assert [str(line.fate) for line in lines] == [
        "furniture markup",
        "furniture markup",
        "furniture head",
        "furniture script",
        "furniture script",
        "furniture markup",
        "furniture header",
        "furniture header",
        "metadata the-long-way-prologue title",
        "narrated the-long-way-prologue 1",
        "narrated the-long-way-prologue 1",
        "furniture markup",
        "furniture markup",
        "metadata amina stage",
        "narrated amina 1",
        "furniture markup",
        "furniture footer",
    ]
    assert not [line for line in lines if isinstance(line.fate, Unplaced)]


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        ("<script>words</script>", "script"),
        ("<style>words</style>", "style"),
        ("<noscript>words</noscript>", "noscript"),
        ("<template><p>words</p></template>", "template"),
        ("<nav>words</nav>", "navigation"),
        ("<div role=navigation>words</div>", "navigation"),
        ("<header>words</header>", "header"),
        ("<footer>words</footer>", "footer"),
        ("<aside>words</aside>", "aside"),
        ("<form><p>words</p></form>", "form"),
        ("<button>words</button>", "form"),
        ("<figure><figcaption>words</figcaption></figure>", "caption"),
        ("<svg><text>words</text></svg>", "embedded"),
        ("<iframe>words</iframe>", "embedded"),
        ("<p hidden>words</p>", "hidden"),
        ("<p aria-hidden=true>words</p>", "hidden"),
        ("<ul><li><a href=a>words</a><li><a href=b>more</a></ul>", "navigation"),
        ("<h1>A</h1><title>words</title>", "head"),
    ],
)
def test_what_is_no_story_is_left_out_by_a_named_rule(page: str, rule: str) -> None:
    page = f"<body><h1>T</h1>\n{page}\n<p>I sang."
    assert texts(page)[-1] == "I sang."
    assert "words" not in " ".join(texts(page))
    assert (rule, (2,)) in left(page)


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<article><header><h1>T</h1><p>By Bo</p></header>", ["T", "By Bo"]),
        ("<header><a>Site</a><div><h1>T <i>one</i></h1>x</div></header><p>a", ["T one", "a"]),
        ("<blockquote>“We sang.”<footer>Bo</footer></blockquote>", ["“We sang.”", "Bo"]),
        ("<figure><blockquote>a</blockquote><figcaption>Bo</figcaption></figure>", ["a", "Bo"]),
        ("<form><article><p>a</p></article></form>", ["a"]),
        ("<title>T</title><p>a", ["T", "a"]),
        ("<ul><li><a href=a>a</a><li>b</ul>", ["a", "b"]),
        ("<ul><li><a>1 2 3 4 5 6 7 8 9 0 k</a><li><a>b</a></ul>", ["1 2 3 4 5 6 7 8 9 0 k", "b"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<pre>\na\n b</pre>", ["a", "b"]),
        ("<p>a<br>b<wbr>c", ["a", "bc"]),
        ("<p>a</bogus>b&nbsp;c&#8212;d", ["ab\xa0c—d"]),
        ("a<p>b</p>c", ["a", "b", "c"]),
        ("<?xml version='1.0'?>\n<!DOCTYPE html>\n<p>a", ["a"]),
        ("<![if !IE]><p>a</p x='y'>b &lt;?c?&gt; &eacute;<![endif]>", ["a", "b <?c?> é"]),
    ],
)  # fmt: skip
def test_what_is_a_story_is_kept(page: str, kept: list[str]) -> None:
    assert texts(page) == kept


def test_a_page_on_one_line_tells_all_its_pieces() -> None:
    page = PAGE.replace("\n", " ")
    (line,) = sheet_of(from_text("page.html", page)).lines
    assert str(line.fate).startswith("narrated")
    told = [(str(piece.fate), piece.text) for piece in line.pieces]
    assert [text for fate, text in told if not fate.startswith("furniture")] == texts(page)


def test_words_that_a_browser_does_not_show_are_unplaced() -> None:
    page = "<frameset></frameset>\nmy words\n<p>\nare lost\n"
    lines = sheet_of(from_text("page.html", page)).lines
    assert [line.number for line in lines if isinstance(line.fate, Unplaced)] == [2, 4]


@pytest.mark.parametrize("page", ["<div>" * 10_000, "<b><p>" * 3_000, "<ul><li>" * 10_000, "<blockquote>" * 10_000])  # fmt: skip  # noqa: E501
def test_a_page_may_nest_as_deep_as_it_likes(page: str) -> None:
    assert texts(page + "I sang.") == ["I sang."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    page = "\ufeff<p>One</p>\n<p>Two\nand &eacute;\nthree</p>\n\n<p>Four".replace("\n", end)
    blocks = html.of(from_text("page.html", page))[0]
    assert [block.lines for block in blocks] == [(1,), (2, 3, 4), (6,)]


MARKS = (
    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<nav>", "</nav>", "<h1>", "</h1>",
    "<header>", "</header>", "<table>", "<tr>", "<td>", "</table>", "<script>", "</script>",
    "<!--", "-->", "<br>", "<pre>", "</pre>", "<ul>", "<li>", "<a>", "</a>", "</ul>", "<title>",
    "</title>", "&amp;", "&#10;", "&eacute;", "<", ">", "&", '"', "'", "<p class='a>b'", "</",
    "<!", "<?", "=", "—", "[", "]", "“I”", "<select>", "<option>", "<textarea>", "<template>",
    "<svg>", "<frameset>", "<plaintext>", "zwölf",
)  # fmt: skip
BLANKS = ("\n", "\r\n", "\r", "\x0c", "\x85", "\u2028", " ", "I sang. ")
PIECES = st.lists(st.sampled_from([*MARKS, *BLANKS]), max_size=25).map("".join)


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
)
def test_any_markup_is_accounted_for_byte_by_byte(text: str) -> None:
    source = from_text("page.html", text)
    sheet = sheet_of(source)
    assert sheet.text == text
    assert sum(Account((sheet,)).sums.values()) == len(source.lines)


@settings(deadline=None, max_examples=300)
@given(PIECES)
def test_no_word_of_any_markup_is_lost(text: str) -> None:
    told = [
        piece.text
        for line in sheet_of(from_text("page.html", text)).lines
        for piece in (line.pieces or [line])
    ]
    # What stands inside a tag that is closed is an attribute, and what stands in a comment is none
    # of the page's words either.
    assume("<!" not in text and "<?" not in text)
    assume(not re.search(r"<(?:p class='a>b'|/?I sang|/?zwölf).*>", text, re.DOTALL))
    for word in ("sang", "zwölf"):
        written = len(re.findall(word, text))
        assert sum(word in each for each in told) >= min(written, 1)


def test_scripts_say_what_the_page_shows() -> None:
    made = planned(PAGE)
    assert said(made.scripts[-1])[-1] == "I walked to the well with my sister."


@pytest.mark.parametrize(
    ("opening", "rule"),
    [
        ('<div id="comments" class="area">', "comments"),
        ('<ol class="x comment-list">', "comments"),
        ('<div class="SharedAddy sd-block">', "sharing"),
        ('<section class="related-posts">', "related"),
        ('<section class="newsletter">', "newsletter"),
        ('<div id="cookie-notice">', "cookies"),
        ('<footer class="entry-footer">', "navigation"),
        ('<span class="screen-reader-text">', "hidden"),
    ],
)
def test_what_content_systems_add_is_left_out(opening: str, rule: str) -> None:
    page = f"<article><h1>A</h1><p>I sang.</p>{opening}Thank you, said a reader.</article>"
    assert left(page) == [(rule, (1,))]
    assert texts(page) == ["A", "I sang."]


def test_an_element_with_the_story_in_it_is_kept_whatever_its_class() -> None:
    page = '<body class="comments"><div class="related-posts"><h1>A</h1><p>I sang.</div>'
    assert texts(page) == ["A", "I sang."]

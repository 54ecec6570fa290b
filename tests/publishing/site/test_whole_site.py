"""All pages together: they lead to each other, they are light, and they keep every language."""

from __future__ import annotations

import json
import posixpath
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

from passage.model import Role, Show
from passage.publishing.site import catalogue, lists, pages, search, sheets, values
from passage.publishing.site.english import ENGLISH
from passage.publishing.site.values import Shelf
from tests.publishing.site import invented
from tests.publishing.site.invented import texts, tree

GOLDEN = Path(__file__).parent / "golden"
SHOWS = {"en": invented.SHOW, "ko": invented.KOREAN, "ar": invented.ARABIC}
NOT_PAGES = (
    *("feed/site/", "feed/feed.xml", "feed/pictures/", "feed/cover-", "feed/glossary/"),
    *("feed/transcripts/", "feed/editions/", "feed/roads.epub", "audio_out/"),
)
"""What the pages lead to that others make."""


def test_the_home_page_of_the_invented_show_is_the_golden_one() -> None:
    assert invented.whole()["feed/index.html"].decode() == (GOLDEN / "home.html").read_text("utf-8")


def test_the_site_has_these_pages() -> None:
    assert [path for path in sorted(invented.whole()) if "/narrators/" not in path] == [
        "feed/accessibility.html",
        "feed/episodes/one.html",
        "feed/episodes/two.html",
        "feed/episodes/zero.html",
        "feed/glossary.html",
        "feed/index.html",
        "feed/places/0d355f5e.html",
        "feed/places/lower-town.html",
        "feed/places/new-town.html",
        "feed/search.html",
        "feed/stages/home.html",
        "feed/stages/road.html",
    ]


@pytest.mark.parametrize("show", SHOWS.values(), ids=SHOWS)
def test_no_link_and_no_anchor_leads_nowhere(show: Show) -> None:
    made = invented.whole(show)
    anchors = {path: set(tree(text).xpath("//@id")) for path, text in made.items()}
    for path, text in made.items():
        for where in tree(text).xpath("//@href | //@src | //@data-index"):
            target, _, anchor = str(where).partition("#")
            if ":" in target:
                continue
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            found = path if not target else found
            if not found.startswith(NOT_PAGES):
                assert found in made, f"{path} leads to {where}"
                assert not anchor or anchor in anchors[found], f"{path} leads to {where}"


@pytest.mark.parametrize("show", SHOWS.values(), ids=SHOWS)
def test_every_page_has_one_heading_its_landmarks_a_policy_and_no_style_of_its_own(
    show: Show,
) -> None:
    for path, text in invented.whole(show).items():
        root = tree(text)
        for once in ("//h1", "//main", "//header[@class='top']", "//footer", "//head/title"):
            assert len(root.xpath(once)) == 1, f"{path}: {once}"
        assert root.xpath("//body/*[1]")[0].get("href") == "#main", path
        assert not root.xpath("//@style | //style | //@onclick"), path
        assert [each.text for each in root.xpath("//script")] == [None], path
        [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert len(set(root.xpath("//@id"))) == len(root.xpath("//@id")), path
        levels = [int(each.tag[1]) for each in root.xpath("//h1 | //h2 | //h3 | //h4")]
        assert all(b - a <= 1 for a, b in pairwise(levels)), path


def test_a_page_in_arabic_is_turned_and_its_english_words_are_marked() -> None:
    root = tree(invented.whole(invented.ARABIC)["feed/index.html"])
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    [heading] = root.xpath('//h2[@id="subscribe-h"]/*')
    assert (heading.get("lang"), heading.get("dir"), heading.text) == ("en", "ltr", "Subscribe")
    [nav] = root.xpath("//nav")
    assert (nav.get("lang"), nav.get("aria-label")) == ("en", "Site")
    told = dict(texts(nav))
    assert told[invented.ARABIC.title] == "ar"
    [first, last] = root.xpath('//circle[contains(@class, "stop")]/@cx')
    assert float(first) > float(last)


def test_in_a_page_to_the_left_dates_speeds_and_addresses_stay_as_they_are() -> None:
    made = invented.whole(invented.ARABIC)
    page = tree(made["feed/episodes/one.html"])
    [day] = page.xpath('//div[@class="hero episode"]//time')
    assert (day.text, day.get("dir")) == ("2026-03-01", "ltr")
    assert page.xpath("//select/@dir") == ["ltr"]
    [address] = tree(made["feed/index.html"]).xpath('//a[@class="address"]')
    assert address.get("dir") == "ltr"
    assert address.text_content() == "https://example.org/roads/feed/feed.xml"
    assert not tree(invented.whole()["feed/episodes/one.html"]).xpath("//time/@dir | //select/@dir")


def test_a_statement_that_is_not_translated_is_read_in_its_own_direction() -> None:
    page = tree(invented.whole(invented.ARABIC)["feed/accessibility.html"])
    for box in page.xpath('//main/div[@class="prose"] | //main/div[@class="hero small"]/div'):
        assert (box.get("lang"), box.get("dir")) == ("en", "ltr")
        assert not box.xpath('.//*[@lang="en"]')
    korean = tree(invented.whole(invented.KOREAN)["feed/accessibility.html"])
    assert not korean.xpath("//main//div[@lang]")


def test_no_space_stands_on_the_wrong_side_of_words_that_are_turned() -> None:
    for text in invented.whole(invented.ARABIC).values():
        for words in tree(text).xpath("//main//span[@dir][not(*)]/text()"):
            assert str(words) == str(words).strip()


def test_no_english_word_stands_unmarked_on_a_korean_or_arabic_page() -> None:
    words = {text for text in ENGLISH.values() if " " in text and "{" not in text}
    for show in (invented.KOREAN, invented.ARABIC):
        for path, content in invented.whole(show).items():
            for text, language in texts(tree(content)):
                assert not (text.strip() in words and language != "en"), f"{path}: {text}"


def test_a_korean_page_is_korean_throughout() -> None:
    made = invented.whole(invented.KOREAN)
    english = set(ENGLISH.values())
    for path, content in made.items():
        root = tree(content)
        labels = root.xpath("//@aria-label | //@alt | //@data-play | //@data-text | //@data-none")
        told = {text.strip() for text, _ in texts(root)} | set(map(str, labels))
        assert not told & english, path
    root = tree(made["feed/episodes/one.html"])
    assert root.xpath('//h2[@id="player-h"]')[0].text == "재생기"
    assert "2026년 3월 1일" in root.xpath("//main")[0].text_content()


def test_the_catalogues_say_the_same_things() -> None:
    assert catalogue.missing("en-GB") == ()
    assert catalogue.missing("ko") == ()
    assert catalogue.missing("ar") == catalogue.keys()
    for key in ENGLISH:
        english, korean = (catalogue.Catalogue(tag).pieces(key) for tag in ("en", "ko"))
        assert sorted(english[1::2]) == sorted(korean[1::2]), key
        assert catalogue.Catalogue("ko").spoken(key) == "ko"


def test_a_word_without_a_translation_is_english_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(catalogue._TABLES["ko"], "subscribe")
    assert catalogue.missing("ko-KR") == ("subscribe",)
    root = tree(invented.whole(invented.KOREAN)["feed/index.html"])
    assert list(texts(root.xpath('//h2[@id="subscribe-h"]')[0])) == [("Subscribe", "en")]


def test_lists_lead_to_the_very_chapter() -> None:
    made = invented.whole()
    links = tree(made["feed/places/0d355f5e.html"]).xpath('//a[@class="title"]/@href')
    assert links == ["../episodes/one.html#ch3"]
    details = tree(made["feed/places/0d355f5e.html"]).xpath('//ul[@class="cards"]/li')[0]
    assert "함경도" not in details.text_content()
    headings = tree(made["feed/search.html"]).xpath("//h2")
    assert [each.text_content() for each in headings] == [
        *("Episodes", "Testimonies", "The journey", "Places", "Narrators")
    ]


def test_the_search_index_has_every_word_and_where_it_is() -> None:
    shelf, cues = invented.shelf()
    told = json.loads(search.index(invented.SHOW, shelf))["entries"]
    leaving = next(each for each in told if each["u"] == "episodes/one.html#ch3")
    assert leaving == {
        "u": "episodes/one.html#ch3",
        "t": "강 <em>River</em>",
        "n": "하늘",
        "p": "함경도",
        "s": "Home",
        "c": "war, hunger & cold",
        "w": "Lower Town. 우리는 Bo & <co>와 떠났다. 아무도 보지 못했다. “돌아와”,",
        "l": "ko",
    }
    said = {
        " ".join(each.shown.split())
        for some in cues.values()
        for each in some
        if each.script or each.role is Role.STAGE_INTRO
    }
    said |= {each.episode.manifest.title for each in shelf.episodes}
    said |= {" ".join(each.episode.manifest.summary.split()) for each in shelf.episodes}
    assert all(
        any(sentence in each["w"] or sentence in each["t"] for each in told) for sentence in said
    )


def test_the_search_index_knows_what_is_told_of_the_stages() -> None:
    said = [
        invented.cue(0, [("This is a show.", "en")], role=Role.OPENING),
        invented.cue(1, [("Home.", "en")], role=Role.STAGE_INTRO),
        invented.cue(2, [("Everybody knows everybody.", "en")], role=Role.STAGE_INTRO),
        invented.cue(3, [("We left.", "en")], script="leaving"),
    ]
    shelf = Shelf((invented.TWO,), (), {"two": values.between(said)})
    [told] = json.loads(search.index(invented.SHOW, shelf))["entries"]
    assert (told["u"], told["t"]) == ("episodes/two.html", "Part Two")
    assert told["w"].endswith("Home. Everybody knows everybody.")


def test_a_show_without_anything_has_pages_too() -> None:
    site = values.Site(invented.SHOW, invented.COVER)
    made = {page.path: page.content for page in pages.shared(site, Shelf((), ()))}
    assert sorted(made) == [
        "feed/accessibility.html",
        "feed/index.html",
        "feed/search.html",
        "feed/stages/home.html",
        "feed/stages/road.html",
    ]
    home = tree(made["feed/index.html"])
    assert "No episode is published yet." in home.text_content()
    assert not home.xpath('//h2[@id="book-h"]')


def test_subscribing_is_one_tap() -> None:
    root = tree(invented.whole()["feed/index.html"])
    feed = "https%3A%2F%2Fexample.org%2Froads%2Ffeed%2Ffeed.xml"
    assert root.xpath('//ul[@class="buttons"]//a/@href') == [
        "podcast://example.org/roads/feed/feed.xml",
        f"overcast://x-callback-url/add?url={feed}",
        "pktc://subscribe/example.org/roads/feed/feed.xml",
        "castros://subscribe/example.org/roads/feed/feed.xml",
        f"https://antennapod.org/deeplink/subscribe?url={feed}",
        f"https://podcastaddict.com/feed/{feed}",
    ]


def test_thousands_of_episodes_are_on_light_pages_and_all_are_listed() -> None:
    scripts = [
        invented.script(f"s{n}", narrator=f"Bo {n}", place="Town", stage="road")
        for n in range(2000)
    ]
    episodes = []
    told = []
    for number in range(500):
        some = scripts[number * 4 : number * 4 + 4]
        cues = [
            invented.cue(n, [("We came.", "en")], script=each.id) for n, each in enumerate(some)
        ]
        made = invented.published(f"e{number}", 1 + number % 28, cues, some)
        episodes.append(made)
        told += [
            values.Testimony(made, each, f"{values.page(f'e{number}')}#ch1", ((each.title, "en"),))
            for each in some
        ]
    shelf = Shelf(tuple(episodes), tuple(told))
    home = pages.home(invented.site(), shelf)
    assert len(home.content) < 100_000
    assert "All episodes of this stage" in home.content.decode()
    found: dict[str, list[str]] = {}
    for listing in lists.all_of(invented.SHOW, shelf):
        paged = sheets.paged(listing.path.removesuffix(".html"), listing.rows, sheets.weight)
        entries = [row.entry for _, _, _, rows in paged for row in rows if row.entry]
        found[listing.path] = [entry.path for entry in entries]
    assert len(found["feed/places/town.html"]) == 2000
    assert len(set(found["feed/search.html"])) > 2000
    for page in pages.listings(invented.site(), Shelf(tuple(episodes), tuple(told[:600]))):
        assert len(page.content) < 100_000, page.path

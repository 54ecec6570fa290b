"""The page of an episode: every word that is heard, and all that goes with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from passage.model import Chapter, Cue, Milliseconds, Role, Script, Show
from passage.publishing.site import parts
from passage.publishing.site.pages import Neighbours
from tests.publishing.site import invented
from tests.publishing.site.invented import CUES, ONE, TWO, cue, joined, texts, tree

GOLDEN = Path(__file__).parent / "golden"


def page() -> bytes:
    [made] = invented.episode_pages(ONE, CUES, near=Neighbours(after=TWO))
    return made.content


def test_the_page_of_the_invented_episode_is_the_golden_one() -> None:
    assert page().decode() == (GOLDEN / "episode.html").read_text("utf-8")


def test_every_cue_is_on_the_page_in_order_with_its_times_and_its_words() -> None:
    spans = tree(page()).xpath('//section[@id="transcript"]//span[@class="s"]')
    assert [
        (span.get("id"), int(span.get("data-t")), int(span.get("data-e"))) for span in spans
    ] == [(f"c{number}", each.start, each.end) for number, each in enumerate(CUES, 1)]
    told = [" ".join(span.text_content().split()) for span in spans]
    assert told == [" ".join(each.shown.split()) for each in CUES]


def test_every_stretch_has_the_language_that_the_source_gives_it() -> None:
    for number, span in enumerate(tree(page()).xpath('//span[@class="s"]')):
        expected = joined((phrase.shown, phrase.language) for phrase in CUES[number].phrases)
        assert joined(texts(span)) == expected


def test_words_that_are_written_to_the_left_are_turned_within_a_page_that_is_not() -> None:
    [span] = tree(page()).xpath('//span[@id="c8"]')
    assert span.getparent().get("lang") == "ar-EG"
    assert span.getparent().get("dir") == "rtl"
    [english] = span.xpath("span")
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")


def test_a_paragraph_has_the_language_of_all_its_words() -> None:
    cues = [
        cue(0, [("This is ", "en"), ("a way.", "en")], language="ar", role=Role.OPENING),
        cue(1, [("Your host is Ada.", "en")], language="ar", role=Role.OPENING),
        cue(2, [("قال ", "ar"), ("hello", "en")], language="ar", paragraph=True),
    ]
    made = invented.published("one", 1, cues, ())
    [page] = invented.episode_pages(made, cues, invented.ARABIC)
    told = tree(page.content).xpath('//section[@id="transcript"]//p[span[@class="s"]]')
    assert [(each.get("lang"), each.get("dir")) for each in told] == [("en", "ltr"), (None, None)]


def test_headings_have_the_language_of_the_script() -> None:
    [heading] = tree(page()).xpath('//h3[@id="ch3"]')
    assert list(texts(heading)) == [("강 <em>River</em>", "ko")]
    [introduction] = tree(page()).xpath('//h3[@id="ch2"]')
    assert list(texts(introduction)) == [("Introduction: ", "en"), ("강 <em>River</em>", "ko")]


@pytest.mark.parametrize(
    ("show", "language", "title", "narrator", "introduction"),
    [
        (invented.ARABIC, "ar", "الملح", "مينا", ("Introduction: ", "en")),
        (invented.KOREAN, "ko", "소금", "미나", ("Introduction: ", "ko")),
        (invented.SHOW, "ko", "소금", "미나", ("Introduction: ", "en")),
        (invented.SHOW, "ar", "الملح", "مينا", ("Introduction: ", "en")),
    ],
)
def test_the_host_and_who_speaks_are_named_in_the_language_of_their_words(
    show: Show, language: str, title: str, narrator: str, introduction: tuple[str, str]
) -> None:
    script = invented.script("a", title=title, language=language, narrator=narrator)
    cues = [
        cue(0, [(title, language)], role=Role.TESTIMONY_INTRO, script="a", speaker="Host"),
        cue(1, [(title, language)], role=Role.TESTIMONY, script="a", speaker=narrator),
    ]
    made = invented.published("one", 1, cues, [script])
    [page] = invented.episode_pages(made, cues, show)
    [heading, _] = tree(page.content).xpath('//section[@id="transcript"]//h3')
    expected = joined(iter([introduction, (title, language)]))
    assert joined(texts(heading)) == expected
    named = [told for each in tree(page.content).xpath("//cite") for told in texts(each)]
    host = "en" if show is not invented.KOREAN else "ko"
    assert named == [("Host", host), (narrator, language)]


def test_every_chapter_has_a_heading() -> None:
    headings = tree(page()).xpath('//section[@id="transcript"]//h3/@id')
    assert headings == [f"ch{number}" for number, _ in enumerate(ONE.episode.chapters, 1)]


@pytest.mark.parametrize("sentences", [len(CUES), 0])
def test_content_notes_come_before_the_player_and_before_what_is_said(sentences: int) -> None:
    """On every page of an episode, also of one whose words are not known."""
    cues, scripts = days(9)
    long = invented.published("long", 4, cues, scripts)
    found = [
        *invented.episode_pages(ONE, CUES[:sentences]),
        *(invented.episode_pages(long, cues) if sentences else []),
    ]
    assert len(found) > 3 if sentences else len(found) == 1
    for each in found:
        order = [
            str(one.get("id") or one.get("class"))
            for one in tree(each.content).iter("section", "audio", "ol")
        ]
        assert order.count("note") == 1
        for later in ("player", "audio", "chapters", "transcript"):
            assert order.index("note") < order.index(later), each.path


def test_the_page_has_what_its_script_needs() -> None:
    root = tree(page())
    assert root.xpath("//main/@data-episode") == ["one"]
    assert root.xpath('//audio[@id="audio"]/@src') == ["../../audio_out/one-0123abcd.mp3"]
    done = root.xpath('//template[@id="controls"]//*[@data-do]/@data-do')
    assert done == [
        *("play", "resume", "back", "forward", "sentence-back", "sentence-forward"),
        *("previous", "next", "seek", "speed", "follow", "share"),
    ]
    [seek] = root.xpath('//*[@data-do="seek"]')
    assert (seek.get("max"), seek.get("data-text")) == ("40", "{now} of {all}")
    chapters = root.xpath('//ol[@id="chapters"]/li/a')
    assert [(int(a.get("data-t")), a.get("href")) for a in chapters][:3] == [
        (0, "../../audio_out/one-0123abcd.mp3#t=0"),
        (4000, "../../audio_out/one-0123abcd.mp3#t=4"),
        (8000, "../../audio_out/one-0123abcd.mp3#t=8"),
    ]
    assert root.xpath('//link[@type="text/vtt"]/@href') == ["../transcripts/one.vtt"]


def test_the_page_says_who_where_what_it_needs_and_that_voices_are_synthetic() -> None:
    root = tree(page())
    text = " ".join(root.xpath("//main")[0].text_content().split())
    assert "It is read by synthetic voices" in text
    assert root.xpath('//section[@class="note"]//li/text()') == ["war", "hunger & cold"]
    where = root.xpath('//p[@class="where"]/a/@href')
    assert where[0] == "../stages/home.html"
    assert where[1].startswith("../places/")
    sources = root.xpath('//p[@class="source"]')
    assert len(sources) == 3
    assert sources[0].xpath("a/@href") == ["https://example.org/bo?a=1&b=2"]
    assert "have recorded consent" in sources[1].text_content()
    assert root.xpath('//a[@rel="next"]/@href') == ["two.html"]
    assert root.xpath('//a[@rel="prev"]') == []


def test_an_episode_without_cues_says_where_its_words_are() -> None:
    [made] = invented.episode_pages(ONE, ())
    root = tree(made.content)
    assert "in the files below" in root.xpath('//section[@id="transcript"]')[0].text_content()
    assert len(root.xpath('//ol[@id="chapters"]/li')) == len(ONE.episode.chapters)


@pytest.mark.parametrize("sentences", [1, 300])
def test_long_episodes_go_on_on_further_pages_each_light_and_nothing_is_lost(
    sentences: int,
) -> None:
    said = "We walked & walked along the <river>, and nobody spoke of it until the night came."
    cues = [
        cue(
            number * sentences + place,
            [(f"{number}.{place} {said}", "en")],
            script=f"day-{number}",
            paragraph=place % 9 == 0,
        )
        for number in range(600 // sentences + 2)
        for place in range(sentences)
    ]
    scripts = [invented.script(f"day-{n}", narrator=f"Bo {n}") for n in range(len(cues))]
    made = invented.published("long", 4, cues, scripts[: 600 // sentences + 2])
    found = invented.episode_pages(made, cues)
    assert [each.path for each in found[:2]] == [
        "feed/episodes/long.html",
        "feed/episodes/long.2.html",
    ]
    assert all(len(each.content) < 100_000 for each in found)
    told = [
        " ".join(span.text_content().split())
        for each in found
        for span in tree(each.content).xpath('//span[@class="s"]')
    ]
    assert told == [each.shown for each in cues]
    for each in found:
        assert tree(each.content).xpath('//audio[@id="audio"]')
        assert len(tree(each.content).xpath('//nav[@class="pager"]//a')) == len(found)


def test_a_chapter_that_is_longer_than_a_page_is_cut_between_sentences() -> None:
    said = "우리는 걷고 또 걸었고 밤이 올 때까지 아무도 말하지 않았다. " * 3
    cues = [cue(n, [(f"{n} {said}", "ko")], script="day") for n in range(900)]
    made = invented.published("long", 4, cues, [invented.script("day")])
    cut = parts.parts(made, "en", cues)
    assert len(cut) > 2
    assert [section.continued for part in cut for section in part] == [False] + [True] * (
        len(cut) - 1
    )
    assert all(
        len(each.content) < 100_000 for each in invented.episode_pages(made, cues, invented.KOREAN)
    )


def test_pieces_of_a_cut_follow_each_other() -> None:
    cues = [cue(n, [("word " * 500, "en")], script=f"s{n % 2}") for n in range(200)]
    made = invented.published("long", 4, cues, [invented.script("s0"), invented.script("s1")])
    numbers = [
        line.number
        for part in parts.parts(made, "en", cues)
        for section in part
        for block in section.blocks
        for line in block.lines
    ]
    assert all(after == before + 1 for before, after in pairwise(numbers))
    assert len(numbers) == len(cues)


def test_words_before_the_first_chapter_are_there_too() -> None:
    late = Chapter(Milliseconds(4000), Milliseconds(8000), "Late", Role.TESTIMONY)
    made = replace(ONE, episode=replace(ONE.episode, chapters=(late,)), scripts=())
    cues: list[Cue] = [cue(0, [("Early.", "en")]), cue(1, [("Late.", "en")])]
    first, second = parts.parts(made, "en", cues)[0]
    assert (first.chapter, first.title) == (0, ())
    assert (second.chapter, second.title) == (1, (("Late", "en"),))


LONG = 40
"""Sentences of a testimony, of which two fill most of a page."""


def days(count: int) -> tuple[list[Cue], list[Script]]:
    """So many long testimonies, each with an introduction; a stage begins with each third."""
    said = "We walked & walked along the <river>, and nobody spoke of it until the night came. " * 6
    cues: list[Cue] = []
    for number in range(count):
        if number % 3 == 0:
            text = [(f"Stage before {number}.", "en")]
            cues.append(cue(len(cues), text, role=Role.STAGE_INTRO, script=""))
        text = [(f"Introducing {number}.", "en")]
        cues.append(cue(len(cues), text, role=Role.TESTIMONY_INTRO, script=f"day-{number}"))
        cues += [
            cue(len(cues) + place, [(f"{number}.{place} {said}", "en")], script=f"day-{number}")
            for place in range(LONG)
        ]
    return cues, [invented.script(f"day-{n}") for n in range(count)]


@pytest.mark.parametrize("count", [9, 14])
def test_every_page_of_a_long_episode_lists_all_chapters_and_where_each_is(count: int) -> None:
    cues, scripts = days(count)
    made = invented.published("long", 4, cues, scripts)
    found = {each.path: tree(each.content) for each in invented.episode_pages(made, cues)}
    assert len(found) > 3
    for path, page in found.items():
        listed = page.xpath('//ol[@id="chapters"]//a')
        told = [int(link.get("data-t")) for link in listed]
        assert told == [chapter.start for chapter in made.episode.chapters]
        for number, link in enumerate(listed, 1):
            target = link.get("href")
            if ".mp3" in target:
                assert link.get("data-page") is None
                assert page.xpath(f'//h3[@id="ch{number}"]'), (path, number)
                continue
            name, _, anchor = target.partition("#")
            assert link.get("data-page") == name
            assert anchor == f"ch{number}"
            [heading] = found[f"feed/episodes/{name}"].xpath(f'//h3[@id="{anchor}"]')
            assert link.text_content() in heading.text_content()
            assert "Page " in link.getparent().xpath('span[@class="stamp"]')[0].text_content()


def test_more_chapters_than_a_page_can_list_lead_on_to_its_neighbours() -> None:
    cues = [cue(n, [("We walked. " * 20, "en")], script=f"s{n}") for n in range(900)]
    scripts = [invented.script(f"s{n}") for n in range(900)]
    made = invented.published("long", 4, cues, scripts)
    pages = invented.episode_pages(made, cues)
    assert len(pages) > 3
    assert all(len(each.content) < 100_000 for each in pages)
    listed = [tree(each.content).xpath('//ol[@id="chapters"]//a') for each in pages]
    for before, after in pairwise(listed):
        assert before[-1].get("data-page")
        assert before[-1].get("data-t") == after[1].get("data-t")
        assert after[0].get("data-t") == before[-2].get("data-t")
        assert after[1].get("data-page") is None


@pytest.mark.parametrize("sentences", [1, 30, 90, 200, 700])
def test_no_page_ends_with_an_introduction(sentences: int) -> None:
    """Neither of a testimony that is longer than a page."""
    text = "우리는 걷고 또 걸었고 밤이 올 때까지 아무도 말하지 않았다. " * 3
    cues: list[Cue] = []
    for number in range(2 + 900 // sentences):
        named = f"day-{number}"
        for role, count in (
            (Role.STAGE_INTRO, number % 2),
            (Role.TESTIMONY_INTRO, 1),
            (Role.TESTIMONY, sentences),
        ):
            cues += [
                cue(len(cues) + n, [(text, "ko")], role=role, script=named) for n in range(count)
            ]
    scripts = [invented.script(f"day-{n}") for n in range(len(cues))]
    made = invented.published("long", 4, cues, scripts)
    cut = parts.parts(made, "en", cues)
    assert len(cut) > 1
    roles = [made.episode.chapters[part[-1].chapter - 1].role for part in cut]
    assert set(roles) == {Role.TESTIMONY}
    assert [line.number for part in cut for s in part for b in s.blocks for line in b.lines] == [
        *range(1, len(cues) + 1)
    ]


def test_a_page_tells_which_sentence_comes_after_it_and_which_before() -> None:
    cues, scripts = days(9)
    made = invented.published("long", 4, cues, scripts)
    pages = [tree(each.content) for each in invented.episode_pages(made, cues)]
    for number, (before, after) in enumerate(pairwise(pages), 1):
        last = before.xpath('//span[@class="s"]')[-1].get("data-t")
        first = after.xpath('//span[@class="s"]')[0].get("data-t")
        [name] = before.xpath("//main/@data-after")
        assert name == f"long.{number + 1}.html"
        assert before.xpath("//main/@data-after-t") == [first]
        assert after.xpath("//main/@data-before-t") == [last]
    assert not pages[0].xpath("//main/@data-before")
    assert not pages[-1].xpath("//main/@data-after")
